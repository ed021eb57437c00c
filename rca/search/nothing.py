"""Why a search found nothing, and what to try: an empty answer that says no more is no answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rca.search.index import Index
from rca.search.query import Query, parse
from rca.search.search import Filters, search
from rca.search.words import STOP_WORDS, is_han, tokens

NEAREST = 3
"""How many near terms are named for a word."""
LIKE = 0.82
"""Words less alike than this (Jaro-Winkler, 1 is the same) are not called near."""
REACH = 3
"""How many letters a near term may have more or less."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """Why nothing was found."""

    why: tuple[str, ...]
    """Sentences: which word, phrase, exclusion or filter stands in the way."""
    attempts: tuple[str, ...]
    """What to try, with the number of hits where it is known."""
    nearest: Mapping[str, tuple[str, ...]]
    """For a word that no record holds, the terms of the base that look most like it."""


def nothing(index: Index, text: str, filters: Filters) -> Nothing:
    """Why `text` finds nothing under these filters. Cost: a search for each part that is left out to see what it hides."""
    query = parse(text, index.meta["synonyms"])
    if not query.words:
        said, instead = _without_a_word(text, query)
        return Nothing((said,), instead, {})
    unknown = search(index, _words(query), limit=0).unknown
    nearest = {word: found for word in unknown if (found := near_terms(index, word))}
    hidden = tuple(_hidden(index, query, filters))
    why = (*(f"No record holds `{word}`." for word in unknown), *(said for said, _ in hidden))
    attempts = (
        *(f"for `{word}`: {', '.join(f'`{each}`' for each in found)}" for word, found in nearest.items()),
        *(attempt for _, attempt in hidden),
    )
    return Nothing(why or ("The words stand in no record together.",), attempts or ("Use another word.",), nearest)


def near_terms(index: Index, word: str) -> tuple[str, ...]:
    """Terms of the base that look most like a word, the likeliest first; farther off than what a slip is read as."""
    if is_han(word) or not word.isalpha():
        return ()
    from rapidfuzz import process  # dear to load, and needed only when nothing was found
    from rapidfuzz.distance import JaroWinkler

    known = [form for form, _ in index.spellable(len(word), REACH) if form not in STOP_WORDS]
    found = process.extract(word, known, scorer=JaroWinkler.normalized_similarity, score_cutoff=LIKE, limit=NEAREST)
    return tuple(form for form, _, _ in found)


def _words(query: Query) -> str:
    return " ".join(word.text for word in query.words)


def _without_a_word(text: str, query: Query) -> tuple[str, tuple[str, ...]]:
    """What there is in a query that holds no word to look for, and what to try."""
    if query.without:
        left = " ".join(query.without[0])
        return (
            f"There is no word to look for: `-{left}` only leaves hits out.",
            (f"Name what you look for beside it, as in `pump -{left}`.", f"Or look for it: `{left}`."),
        )
    passed = tuple(dict.fromkeys(token.word for token in tokens(text)))
    if passed:
        listed = ", ".join(f"`{word}`" for word in passed[:5])
        return (
            f"There is no word to look for: {listed} {'stands' if len(passed) == 1 else 'stand'} in nearly every record.",
            ("Name the thing: a piece of equipment, what it did, what was seen.",),
        )
    return (
        "There is no word to look for: what was given holds no letter or digit.",
        ("Say it as you would to a colleague: `level alarm failed during filling`.",),
    )


def _hidden(index: Index, query: Query, filters: Filters) -> Iterator[tuple[str, str]]:
    """Parts of the query that let nothing through, each with how much is found without it."""
    words, given = _words(query), {name: codes for name, codes in filters.items() if codes}
    if query.phrases and (total := search(index, words, given, limit=0).total):
        phrase = " ".join(query.phrases[0])
        yield f'The words of "{phrase}" do not stand together.', f"Without the quotation marks: {_hits(total)}."
    if query.without and (total := search(index, words, given, limit=0).total):
        left = " ".join(query.without[0])
        yield f"Every hit holds `{left}`, which is left out.", f"Without `-{left}`: {_hits(total)}."
    alone = 0
    for name, codes in given.items():
        rest = {other: listed for other, listed in given.items() if other != name}
        if total := search(index, words, rest, limit=0).total:
            alone += 1
            yield f"No hit carries --{name} {', '.join(codes)}.", f"Without --{name}: {_hits(total)}."
    if len(given) > 1 and not alone and (total := search(index, words, limit=0).total):
        yield "No hit passes all filters.", f"Without any filter: {_hits(total)}."


def _hits(total: int) -> str:
    return "1 hit" if total == 1 else f"{total} hits"
