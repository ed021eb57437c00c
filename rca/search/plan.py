"""Which words of the index answer each word of a query, and how each was read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from rca.search.index import Index
from rca.search.postings import common
from rca.search.query import Query, Word
from rca.search.spelling import readings, split
from rca.search.synonyms import Key, key_of
from rca.search.words import han_pairs, stem

How = Literal["exact", "beginning", "spelling", "meaning"]
COMPLETIONS = 12
"""How many words that begin like the last one are looked up."""
RARER = 3
"""A near word has to be so many times as frequent before a known word is doubted."""


@dataclass(frozen=True, slots=True)
class Option:
    """Words of the index that answer a word of the query."""

    key: Key
    """Stems, or pairs of Han, that all have to stand in a record."""
    form: str
    """What is shown; one word is counted once more where it stands just so. Empty when only the stem is known."""
    weight: float
    how: How

    @property
    def exact(self) -> bool:
        """Whether it is the word as typed, or begins with it."""
        return self.how in ("exact", "beginning")


@dataclass(frozen=True, slots=True)
class Slot:
    """A word of the query with everything that answers it, the best first."""

    word: str
    options: tuple[Option, ...]
    times: int = 1
    """How often the query says it."""

    def near(self) -> tuple[Option, ...]:
        """Options that are one word and stand for the very word, not for its meaning."""
        return tuple(option for option in self.options if option.how != "meaning" and len(option.key) == 1)


def plan(index: Index, query: Query, *, typing: bool = False) -> tuple[Slot, ...]:
    """One slot for each different word, without words of the same meaning.

    Args:
        index: what is searched.
        query: the words.
        typing: the reader has not finished; the last word is then taken as a beginning even when it is known.
    """
    slots: dict[str, Slot] = {}
    for word in query.words:
        known = slots.get(word.text)
        if known is not None:
            slots[word.text] = Slot(known.word, known.options, known.times + 1)
            continue
        options = _han(index, word) if word.han else _word(index, word, typing=typing)
        slots[word.text] = Slot(word.text, options)
    return tuple(slots.values())


def neighbours(query: Query) -> tuple[tuple[str, str], ...]:
    """Words that stand side by side in the query, each two once."""
    pairs = zip(query.words, query.words[1:], strict=False)
    return tuple(dict.fromkeys((first.text, second.text) for first, second in pairs if second.after))


def with_meanings(index: Index, slots: Sequence[Slot], table: Mapping[str, Sequence[str]]) -> tuple[Slot, ...]:
    """The slots with words of the same meaning added."""
    return tuple(_with_meanings(index, slot, table) for slot in slots)


def _with_meanings(index: Index, slot: Slot, table: Mapping[str, Sequence[str]]) -> Slot:
    taken = {option.key for option in slot.options}
    added: list[Option] = []
    for source in dict.fromkeys((" ".join(key_of(slot.word)), *(" ".join(o.key) for o in slot.options))):
        for phrase in table.get(source, ()):
            key = key_of(phrase)
            if key not in taken:
                taken.add(key)
                added.append(Option(key, phrase, index.tuning.synonym, "meaning"))
    return Slot(slot.word, (*slot.options, *added), slot.times) if added else slot


def _han(index: Index, word: Word) -> tuple[Option, ...]:
    """The run as it stands; where no record holds it, the pairs of characters that some do."""
    key = han_pairs(word.text)
    if len(common([index.holders(part) for part in key]).records):
        return (Option(key, word.text, 1.0, "exact"),)
    return tuple(Option((part,), part, 1 / len(key), "spelling") for part in key if index.forms(part))


def _word(index: Index, word: Word, *, typing: bool) -> tuple[Option, ...]:
    key = stem(word.text)
    forms = index.forms(key)
    known = word.text in forms
    options = [Option((key,), word.text if known else "", 1.0, "exact")] if forms else []
    if word.joined and index.forms(stem(word.joined)):
        options.append(Option((stem(word.joined),), word.joined, 1.0, "exact"))
    if word.last and (typing or not options):
        options.extend(_completions(index, word.text, {key}))
    if not known and not any(option.how == "beginning" for option in options):
        options.extend(_repairs(index, word.text, key if forms else ""))
    return tuple(options)


def _completions(index: Index, prefix: str, taken: set[str]) -> list[Option]:
    if len(prefix) < 3:
        return []
    found = sorted(index.beginning(prefix), key=lambda each: (-each[2], each[1]))
    options: list[Option] = []
    for key, form, _ in found:
        if key not in taken and len(options) < COMPLETIONS:
            taken.add(key)
            options.append(Option((key,), form, index.tuning.completion, "beginning"))
    return options


def _repairs(index: Index, word: str, own: str) -> list[Option]:
    """Near words: in place of an unknown word, beside a known stem only when they are much more frequent.

    They weigh the square root of how likely they are: what else the query says tells them apart better than their
    frequency does.
    """
    found = readings(index, word)
    if own:
        holders = len(index.holders(own).records)
        return [
            Option((each.key,), each.form, index.tuning.doubt * each.likelihood**0.5, "spelling")
            for each in found
            if each.key != own and each.edits == 1 and each.holders >= RARER * holders
        ]
    if found:
        return [Option((each.key,), each.form, each.likelihood**0.5, "spelling") for each in found]
    parts = split(index, word)
    if parts is None:
        return []
    return [Option(tuple(dict.fromkeys(map(stem, parts))), " ".join(parts), 1.0, "spelling")]
