"""Text as a drawing needs it: harmless, measured by a built-in table, broken into lines that fit."""

from __future__ import annotations

import unicodedata
from functools import cache

from rca.site.pictures.widths import WIDTHS

BOLD = 1.06
"""How much wider the widest sentences run at weight 650 than at 400."""
MONO = 0.603
"""Advance of a monospaced letter in em: 0.600 in JetBrains Mono and Liberation Mono, 0.602 in DejaVu and Menlo."""
UNKNOWN = 760
"""Thousandths of an em for a letter that the table does not hold; wide on purpose."""
ELLIPSIS = "…"
_NO_CHARACTER = 0xFFFE

_NEVER_FIRST = frozenset("，。、；：？！）》」』】〉〕’”%°…—·,.;:?!)]}")
_NEVER_LAST = frozenset("（《「『【〈〔‘“([{")
_BREAK_AFTER = frozenset("-/_–—|+&\u00b7")
_BIDI = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c\ufeff")


def clean(text: str) -> str:
    """The text on one line, without control characters, direction overrides and what XML cannot hold."""
    if text.isprintable() and "  " not in text:
        return text.strip()
    kept = []
    for letter in text:
        category = unicodedata.category(letter)
        if letter.isspace():
            kept.append(" ")
        elif category in ("Cc", "Cs") or letter in _BIDI or ord(letter) & _NO_CHARACTER == _NO_CHARACTER:
            continue
        else:
            kept.append(letter)
    return " ".join("".join(kept).split())


@cache
def is_wide(letter: str) -> bool:
    """Whether a letter takes a whole em, as Chinese does, and may stand at the end of a line."""
    return unicodedata.east_asian_width(letter) in ("W", "F")


@cache
def _em(letter: str) -> int:
    known = WIDTHS.get(letter)
    if known is not None:
        return known
    if unicodedata.combining(letter) or unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    if letter >= "\U0001f000":
        return 1300
    return 1000 if is_wide(letter) else UNKNOWN


def is_measured(text: str) -> bool:
    """Whether the table or the em rule holds every letter, so that the width is no guess."""
    return all(letter in WIDTHS or is_wide(letter) for letter in text)


def width(text: str, size: float, *, bold: bool = False, mono: bool = False) -> float:
    """Width of a line in the unit of `size`."""
    if mono:
        return size * sum(MONO if letter.isascii() else max(MONO, _em(letter) / 1000) for letter in text)
    return size * sum(map(_em, text)) / 1000 * (BOLD if bold else 1)


def _pieces(text: str) -> list[str]:
    """Smallest parts that a line may end after; a part keeps its trailing blank."""
    pieces: list[str] = []
    current = ""
    for index, letter in enumerate(text):
        following = text[index + 1 : index + 2]
        current += letter
        if letter == " ":
            breaks = True
        elif not following or following == " " or following in _NEVER_FIRST or letter in _NEVER_LAST:
            breaks = False
        else:
            breaks = is_wide(letter) or is_wide(following) or (letter in _BREAK_AFTER and following.isalpha())
        if breaks:
            pieces.append(current)
            current = ""
    return [*pieces, current] if current else pieces


def _fits(text: str, room: float, size: float, *, bold: bool, mono: bool) -> bool:
    return width(text.rstrip(), size, bold=bold, mono=mono) <= room


def _chopped(piece: str, room: float, size: float, *, bold: bool, mono: bool) -> list[str]:
    """A part that is wider than the line, cut between letters. A mark stays with the letter that carries it."""
    parts = [""]
    for letter in piece:
        if parts[-1] and _em(letter) and not _fits(parts[-1] + letter, room, size, bold=bold, mono=mono):
            parts.append("")
        parts[-1] += letter
    return parts


def wrap(
    text: str, room: float, size: float, *, most: int = 99, bold: bool = False, mono: bool = False
) -> tuple[str, ...]:
    """Lines no wider than `room`; after `most` lines an ellipsis. Chinese breaks between characters, overlong words break."""
    lines: list[str] = [""]
    for piece in _pieces(clean(text)):
        if _fits(lines[-1] + piece, room, size, bold=bold, mono=mono):
            lines[-1] += piece
            continue
        if lines[-1]:
            lines.append("")
        first, *rest = _chopped(piece, room, size, bold=bold, mono=mono)
        lines[-1] = first
        lines.extend(rest)
        if len(lines) > most + 1:
            break
    lines = [line.rstrip() for line in lines]
    if len(lines) <= most:
        return tuple(line for line in lines if line)
    kept = lines[:most]
    kept[-1] = clip(kept[-1] + ELLIPSIS, room, size, bold=bold, mono=mono)
    return tuple(kept)


def clip(text: str, room: float, size: float, *, bold: bool = False, mono: bool = False) -> str:
    """The text, or as much of it as fits with an ellipsis."""
    text = clean(text)
    if _fits(text, room, size, bold=bold, mono=mono):
        return text
    text = text.rstrip(ELLIPSIS)
    while text and not _fits(text.rstrip() + ELLIPSIS, room, size, bold=bold, mono=mono):
        text = text[:-1]
    return text.rstrip() + ELLIPSIS
