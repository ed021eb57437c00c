"""The page of a rule, read from its docstring."""

from __future__ import annotations

import inspect
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

SECTIONS = ("Why it matters", "Bad", "Good", "Source")
"""What every page has, in this order; further sections may stand before the source."""

_HEADING = re.compile(r"^## (.+)$", re.MULTILINE)
_BLOCK = re.compile(r"^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_NAME = re.compile(r"\b[A-Z]\d{2}\b")
_SENTENCE = re.compile(r"^(.+?[.?!])(?:\s|$)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Page:
    """A rule's page: its title and its sections, as Markdown."""

    title: str
    """The fault in one sentence, without a full stop."""
    sections: Mapping[str, str]

    @property
    def why(self) -> str:
        """First sentence of the section on why it matters: what a diagnostic says."""
        text = " ".join(self.sections.get("Why it matters", "").split())
        match = _SENTENCE.match(text)
        return match[1] if match else text

    @property
    def comes_with(self) -> tuple[str, ...]:
        """Working names of rules that cannot but speak together with this one."""
        return tuple(_NAME.findall(self.sections.get("Comes with", "")))

    def examples(self, section: str) -> tuple[str, ...]:
        """The YAML blocks of a section."""
        return tuple(match[1] for match in _BLOCK.finditer(self.sections.get(section, "")))


@cache
def page_of(described: type) -> Page:
    """The page that a class's docstring holds."""
    text = inspect.cleandoc(described.__doc__ or "")
    parts = _HEADING.split(text)
    title = " ".join(parts[0].split()).removesuffix(".")
    return Page(title, {name.strip(): body.strip() for name, body in zip(parts[1::2], parts[2::2], strict=True)})
