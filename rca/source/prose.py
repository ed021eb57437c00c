"""Folded prose laid out with one sentence a line, so that a change of one sentence is a change of one line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

WIDTH = 120
"""Columns from which a sentence goes on in the next line."""

_SENTENCE = re.compile(r"""(?<=[.!?])(["')\]]*) (?=["'(\[]?[A-Z0-9])""")
_SHORT = re.compile(
    r"""(?:^|[\s("'])(?:[A-Za-z]|No|Nos|Mr|Mrs|Ms|Dr|St|Fig|Figs|Sec|Ch|pp|cf|vs|ca|approx|e\.g|i\.e|al|Art|Vol|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Inc|Ltd|Co|Corp|U\.S|U\.K)\.$"""
)


def folded(lines: Sequence[str], indent: int) -> list[str]:
    """The lines of a folded text with one sentence each; a longer one goes on in further lines.

    What is read stays the same: lines are joined and parted only where YAML reads a blank. A text with lines indented
    deeper, which YAML does not fold, is left as it is.
    """
    if any(line.startswith((" ", "\t")) for line in lines):
        return list(lines)
    found: list[str] = []
    for blank, group in groupby(lines, key=lambda line: not line):
        if blank:
            found += group
        else:
            for sentence in sentences(" ".join(group)):
                found += _wrapped(sentence, WIDTH - indent)
    return found


def sentences(text: str) -> list[str]:
    """A paragraph parted behind its sentences; joined by blanks they give the paragraph again.

    >>> sentences("The pump ran dry. Mr. Ek saw it.")
    ['The pump ran dry.', 'Mr. Ek saw it.']
    """
    found: list[str] = []
    begin = 0
    for match in _SENTENCE.finditer(text):
        head = text[begin : match.end() - 1]
        if _SHORT.search(head) or head != head.rstrip():
            continue
        found.append(head)
        begin = match.end()
    return [*found, text[begin:]]


def _wrapped(sentence: str, width: int) -> list[str]:
    """A sentence in lines of at most `width`, parted at single blanks."""
    found: list[str] = []
    while len(sentence) > width:
        places = [match.start() for match in re.finditer(r"(?<=\S) (?=\S)", sentence)]
        place = max((each for each in places if each <= width), default=min(places, default=0))
        if place == 0:
            break
        found.append(sentence[:place])
        sentence = sentence[place + 1 :]
    return [*found, sentence]
