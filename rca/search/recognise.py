"""Codes that a description names in its own words: equipment, hazards and operating modes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rca.library.model import Library
from rca.records.taxonomy import Term
from rca.search.traits import TAXONOMY, Kind, Trait
from rca.search.words import STOP_WORDS, is_han, stem, tokens

KINDS: tuple[Kind, ...] = ("equipment", "hazard", "mode")
VAGUE = frozenset({"change", "design", "emergency", "normal", "upset", "structure", "water"})
"""Codes whose words stand in too many sentences to tell that the code is meant."""
_PARTS = re.compile(r",|/| or | and |\(|\)|与|、|及|和|（|）")


def recognised(library: Library, text: str) -> tuple[Trait, ...]:
    """Codes whose code, name or part of a name ("pump or compressor") stands in the text, in the order of the lists.

    Chinese names of two characters and more are found where they stand; words in other scripts by their stems, side by side.
    """
    words = [token.word for token in tokens(text)]
    stems = [stem(word) for word in words if word not in STOP_WORDS and not is_han(word)]
    runs = [word for word in words if is_han(word)]
    listed = [(kind, term) for kind in KINDS for term in _terms(library, kind) if term.code not in VAGUE]
    return tuple(
        Trait(kind, term.code) for kind, term in listed if any(_stands(name, stems, runs) for name in _names(term))
    )


def _terms(library: Library, kind: Kind) -> Sequence[Term]:
    listed = library.taxonomies.get(TAXONOMY[kind])
    return listed.terms if listed else ()


def _names(term: Term) -> Iterator[str]:
    yield term.code.replace("-", " ")
    for name in (term.en, term.zh):
        yield from (part for each in _PARTS.split(name or "") if (part := each.strip()))


def _stands(name: str, stems: Sequence[str], runs: Sequence[str]) -> bool:
    wanted = [token.word for token in tokens(name)]
    if any(map(is_han, wanted)):
        return len(wanted) == 1 and len(wanted[0]) > 1 and any(wanted[0] in run for run in runs)
    keys = [stem(word) for word in wanted if word not in STOP_WORDS]
    return bool(keys) and any(list(stems[place : place + len(keys)]) == keys for place in range(len(stems)))
