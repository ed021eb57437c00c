"""What a user wrote, made safe to show in a terminal: no control character acts, and its width is known."""

from __future__ import annotations

import unicodedata

TAB = 4
"""Columns that a tab is shown with."""
_JOINERS = "\u200c\u200d"
_UNSAFE = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))


def cells(text: str) -> list[tuple[str, int]]:
    """Each character as it is shown, with its columns: 2 for East-Asian wide ones, 0 for combining ones.

    Control characters appear as their pictures (`␛`), marks that turn the direction of text as `�`: neither may
    reach the terminal.
    """
    return [_cell(char) for char in text]


def safe(text: str) -> str:
    """A text on one line in which no character acts on the terminal."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(shown for shown, _ in cells(" ".join(text.splitlines()) if "\n" in text else text))


def width(text: str) -> int:
    """Columns that a text takes in a terminal."""
    return sum(columns for _, columns in cells(text))


def _cell(char: str) -> tuple[str, int]:
    if " " <= char <= "~":
        return char, 1
    if char == "\t":
        return " " * TAB, TAB
    if char in _JOINERS:
        return char, 0
    category = unicodedata.category(char)
    if category in _UNSAFE:
        code = ord(char)
        return (chr(0x2400 + code) if code < 0x20 else "␡" if code == 0x7F else "�"), 1
    if category in ("Mn", "Me"):
        return char, 0
    return char, 2 if unicodedata.east_asian_width(char) in "WF" else 1
