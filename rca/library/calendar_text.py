"""Lines of a calendar after RFC 5545."""

from __future__ import annotations


def escaped(text: str) -> str:
    """One line of text as a property's value."""
    plain = " ".join(text.split())
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def folded(line: str) -> str:
    """A content line folded at 75 octets, never inside a character."""
    pieces: list[str] = []
    piece, size = "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > (75 if not pieces else 74):
            pieces.append(piece)
            piece, size = "", 0
        piece += letter
        size += octets
    pieces.append(piece)
    return "\r\n ".join(pieces) + "\r\n"
