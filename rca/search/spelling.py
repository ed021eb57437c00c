"""What a word may have been meant to be: near words of the base's own vocabulary, likeliest first."""

from __future__ import annotations

from typing import NamedTuple

from rca.search.index import Index
from rca.search.words import STOP_WORDS, letters_of, stem

SHORTEST = 4
"""Shorter words are near too many others to guess."""
SECOND_EDIT = 0.02
"""How much less likely two slips are than one."""
FIRST_LETTER = 0.1
"""How much less likely a slip in the first letter is."""
SAME_LETTERS = 2.0
"""How much likelier it is that letters changed places or were doubled than that one became another."""
MOST = 3
LEAST_LIKELY = 0.2


class Reading(NamedTuple):
    """A word that was meant, perhaps."""

    form: str
    key: str
    likelihood: float
    """Relative to the likeliest, which has 1."""
    edits: int
    holders: int
    """How many records hold the form."""


def readings(index: Index, word: str) -> tuple[Reading, ...]:
    """At most three words within one edit, or two for words of six letters and more, one for each stem.

    An edit is a letter put in, left out, replaced, or two that changed places (optimal string alignment). A frequent
    word is likelier than a rare one, by the square root of how many records hold it. Two edits keep the first letter,
    and put in two letters only where these double others: `cavitation` is another word than `citation` or `navigation`.
    Cost: one comparison with each word of about that length.
    """
    if len(word) < SHORTEST or not (word.isalpha() and word.isascii()):
        return ()
    from rapidfuzz.distance import OSA  # most queries have no unknown word

    reach = 1 if len(word) <= 5 else 2
    found: list[Reading] = []
    for form, holders in index.spellable(len(word), reach, letters_of(word)):
        edits = OSA.distance(word, form, score_cutoff=reach)
        if edits <= reach and form not in STOP_WORDS and _slipped(word, form, edits):
            found.append(Reading(form, stem(form), _likelihood(word, form, edits, holders), edits, holders))
    found.sort(key=lambda each: (-each.likelihood, each.form))
    best: dict[str, Reading] = {}
    for each in found:
        share = each.likelihood / found[0].likelihood
        if share < LEAST_LIKELY or len(best) == MOST:
            break
        best.setdefault(each.key, each._replace(likelihood=share))
    return tuple(best.values())


def _slipped(word: str, form: str, edits: int) -> bool:
    return edits < 2 or (form[0] == word[0] and (len(word) - len(form) < 2 or set(form) == set(word)))


def _likelihood(word: str, form: str, edits: int, holders: int) -> float:
    likelihood = float(holders**0.5) * SECOND_EDIT ** (edits - 1)
    if form[0] != word[0]:
        likelihood *= FIRST_LETTER
    if edits == 1 and set(form) == set(word):
        likelihood *= SAME_LETTERS
    return likelihood


def split(index: Index, word: str) -> tuple[str, str] | None:
    """Two known words that were written as one, `tankoverfill`; None when there are none. The rarer part is held by most."""
    if len(word) < 2 * 3 or not (word.isalpha() and word.isascii()):
        return None
    best: tuple[int, int] | None = None
    for place in range(3, len(word) - 2):
        holders = min(_holders(index, word[:place]), _holders(index, word[place:]))
        if holders and (best is None or holders > best[0]):
            best = (holders, place)
    return None if best is None else (word[: best[1]], word[best[1] :])


def _holders(index: Index, word: str) -> int:
    held = index.forms(stem(word)).get(word)
    return 0 if held is None else len(held.records)
