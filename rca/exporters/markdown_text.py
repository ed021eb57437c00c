"""Text that Markdown and HTML leave as it is."""

from __future__ import annotations

import html


def plain(text: str) -> str:
    """One line in which every character that Markdown or HTML would act on is escaped."""
    escaped = html.escape(" ".join(text.split()), quote=False)
    return "".join(f"\\{letter}" if letter in "\\`*_{}[]()#+!|~$" else letter for letter in escaped)
