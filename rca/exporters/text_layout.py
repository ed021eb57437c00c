"""Plain text for a terminal: safe characters, wrapped lines, aligned columns."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

WIDTH = 96
"""Columns of a page of text."""


def safe(text: str) -> str:
    """One line without control characters, so that no text of a review can drive the terminal."""
    return " ".join("".join(" " if unicodedata.category(c)[0] == "C" else c for c in text).split())


def wrap(text: str, indent: str = "", first: str | None = None) -> str:
    """Text as lines of at most `WIDTH` columns, all indented; the first line may begin in its own way."""
    import textwrap

    return textwrap.fill(
        safe(text), WIDTH, initial_indent=indent if first is None else first, subsequent_indent=indent,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip


def width(text: str) -> int:
    """Columns that a text takes; East Asian wide characters take two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 0 if unicodedata.combining(c) else 1 for c in text)


def pad(text: str, columns: int) -> str:
    """The text with blanks up to so many columns."""
    return text + " " * max(0, columns - width(text))


def table(rows: Sequence[Sequence[str]], indent: str = "  ") -> str:
    """Rows with aligned columns; the first row is the head. The last column is not padded."""
    clean = [[safe(cell) for cell in row] for row in rows]
    widths = [max(width(row[column]) for row in clean) for column in range(len(clean[0]))]
    return "\n".join(
        (indent + "  ".join(pad(cell, columns) for cell, columns in zip(row, widths, strict=True))).rstrip()
        for row in clean
    )
