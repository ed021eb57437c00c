"""Counting by sorted arrays gives what counting word by word gives."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st
from search_cases import record

from rca.search.counting import Counted, counted
from rca.search.packing import stem_lists
from rca.search.postings import Lists, packed
from rca.search.record import Passage, SearchRecord
from rca.search.words import STOP_WORDS, compounds, han_pieces, hyphened, is_han, stem, tokens

Counts = dict[tuple[str, ...], dict[int, int]]

PIECES = st.sampled_from(
    ["tank", "Tanks", "start", "up", "on", "-", "--", " ", "the", "operator's", "don’t", "液位计", "Ｔ２", "ﬁlter", "_", "9", "é", "'", "."]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=12).map("".join) | st.text(max_size=20)


def plainly(records: list[SearchRecord]) -> tuple[Counts, Counts, list[int]]:
    """By stem and form, by pair of stems, and the lengths: one word after another."""
    words: Counts = defaultdict(lambda: defaultdict(int))
    pairs: Counts = defaultdict(lambda: defaultdict(int))
    lengths = [0] * len(records)
    for number, each in enumerate(records):
        for passage in each.passages:
            last, found = "", tokens(passage.text)
            for token in found:
                if is_han(token.word):
                    for piece in han_pieces(token.word):
                        words[piece, piece][number] += passage.weight
                    lengths[number] += len(token.word) * passage.weight
                    last = ""
                elif token.word not in STOP_WORDS:
                    key = stem(token.word)
                    words[key, token.word][number] += passage.weight
                    lengths[number] += passage.weight
                    if last:
                        pairs[last, key][number] += passage.weight
                    last = key
            for joined in compounds(passage.text, found):
                words[stem(joined), joined][number] += passage.weight
    return words, pairs, lengths


def listed(lists: Lists, place: int) -> dict[int, int]:
    return dict(zip(*(each.tolist() for each in lists.of(place)), strict=True))


def words_of(found: Counted) -> Counts:
    keys = np.repeat(np.arange(len(found.stems)), np.diff(found.firsts)).tolist()
    return {(found.stems[keys[at]], form): listed(found.by_form, at) for at, form in enumerate(found.forms)}


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=4))
@example([("start-up", "up-start-up"), ("a", "液 up-液 液-up"), ("start-up's", "x--on-line")])
def test_all_at_once_counts_as_one_by_one(texts: list[tuple[str, str]]) -> None:
    records = [
        SearchRecord(str(number), "document", "", "", (Passage("title", title, 4), Passage("text", text)))
        for number, (title, text) in enumerate(texts)
    ]
    words, pairs, lengths = plainly(records)

    found = counted(records)

    assert words_of(found) == words
    assert found.stems == sorted({key for key, _ in words})
    named = [divmod(key, len(found.stems)) for key in found.pair_keys.tolist()]
    assert {(found.stems[a], found.stems[b]): listed(found.by_pair, at) for at, (a, b) in enumerate(named)} == pairs
    assert found.lengths.tolist() == lengths


@given(TEXTS)
def test_hyphens_join_the_words_that_stand_beside_them(text: str) -> None:
    joined = [one + other for one, other in hyphened(text) if (one in STOP_WORDS) != (other in STOP_WORDS)]

    assert joined == list(compounds(text, tokens(text)))


def test_a_stem_of_several_forms_has_the_sum_of_their_counts() -> None:
    found = counted([record("a", "leak leaks leaking"), record("b", "leaks pump"), record("c", "pump")])
    lists = stem_lists(found, 3)

    assert listed(lists, found.stems.index("leak")) == {0: 3, 1: 1}
    assert listed(lists, found.stems.index("pump")) == {}  # its one form has the list


def test_postings_for_the_browser_begin_anew_with_each_key() -> None:
    lists = Lists(np.array([0, 2, 2, 3]), np.array([4, 6, 1], np.uint8), np.array([1, 12, 3], np.uint8))

    assert packed(lists) == [[16, 11, 12], [], [6]]
