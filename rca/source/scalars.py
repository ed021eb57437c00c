"""What a plain scalar means: the YAML 1.2 core schema, with codes and times left as text."""

from __future__ import annotations

import math
import re

from rca.source.document import Scalar

WORDS: dict[str, bool | None] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip
FIRST = frozenset("0123456789+-.")
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|(?:0|[1-9][0-9]*)(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_OCTAL = re.compile(r"0o([0-7]{1,20})")
_HEXADECIMAL = re.compile(r"0x([0-9a-fA-F]{1,15})")

MAX_DIGITS = 18
"""Longer whole numbers stay text: they are serial numbers, and other tools that read them would round them."""


def plain(text: str) -> Scalar:
    """The value of a plain scalar.

    Two departures from the core schema, both because a review is full of codes: a number with leading zeros (`01`) is
    text, and so are `.inf`, `.nan` and numbers too large for a float, which no field of the format can hold.
    """
    if not text or text[0] not in FIRST:
        return WORDS.get(text, text)
    if _INTEGER.fullmatch(text):
        return int(text) if len(text.lstrip("+-")) <= MAX_DIGITS else text
    if _FLOAT.fullmatch(text):
        number = float(text)
        return number if math.isfinite(number) else text
    if match := _OCTAL.fullmatch(text):
        return int(match[1], 8)
    if match := _HEXADECIMAL.fullmatch(text):
        return int(match[1], 16)
    return text
