"""Scores by arrays are those of the plain formula, and the best hits found early are the best of all."""

from __future__ import annotations

import itertools
import math
import random

import numpy as np
import pytest
from search_cases import index_of

from rca.search import best as best_module
from rca.search.best import best
from rca.search.index import Index
from rca.search.lengths import LENGTH_SIGNS, length_steps, lengths_of
from rca.search.plan import Option, Slot, neighbours, plan
from rca.search.query import parse
from rca.search.search import search
from rca.search.tuning import TUNING
from rca.search.words import STOP_WORDS, stem, tokens

WORDS = [
    "pump",
    "pumps",
    "pumping",
    "valve",
    "valves",
    "leak",
    "leaked",
    "leaking",
    "tank",
    "level",
    "gauge",
    "alarm",
    "alarms",
    "fire",
    "night",
    "shift",
    "crew",
    "seal",
    "seals",
    "hose",
    "the",
    "of",
    "was",
    "on",
    "operator",
    "operators",
    "start-up",
    "reading",
]


def texts(count: int, seed: int = 3) -> dict[str, str]:
    """Texts of words of very different frequency."""
    it = random.Random(seed)
    weights = [1 / (place + 1) for place in range(len(WORDS))]
    return {f"d{number}": " ".join(it.choices(WORDS, weights, k=it.randint(1, 40))) for number in range(count)}


def plain_scores(documents: dict[str, str], slots: tuple[Slot, ...], pairs: tuple[tuple[str, str], ...]) -> list[float]:
    """The formula, record by record and word by word: BM25 of stem, of form as typed, and of neighbours."""
    said = [[token.word for token in tokens(text) if token.word not in STOP_WORDS] for text in documents.values()]
    lengths = lengths_of(length_steps(np.array([len(words) for words in said])))
    average = sum(lengths) / len(lengths)
    spread = math.sqrt(sum((length - average) ** 2 for length in lengths) / len(lengths)) / average
    k, b = min(2.5, max(0.4, TUNING.saturation * average)), min(0.9, TUNING.length + TUNING.spread * spread)

    def weight(holders: int) -> float:
        return math.log(1 + (len(said) - holders + 0.5) / (holders + 0.5))

    def scores(counts: list[int]) -> list[float]:
        idf = weight(sum(count > 0 for count in counts))
        norms = [k * (1 - b + b * length / average) for length in lengths]
        return [idf * count * (k + 1) / (count + norm) for count, norm in zip(counts, norms, strict=True)]

    def of(option: Option) -> list[float]:
        key = option.key[0]
        stems = scores([sum(stem(word) == key for word in words) for words in said])
        forms = scores([words.count(option.form) for words in said]) if option.form else [0.0] * len(said)
        return [option.weight * (one + TUNING.surface * own) for one, own in zip(stems, forms, strict=True)]

    total = [0.0] * len(said)
    for slot in slots:
        best_of = [max(each) for each in zip([0.0] * len(said), *map(of, slot.options), strict=True)]
        total = [a + slot.times * b for a, b in zip(total, best_of, strict=True)]
    by_word = {slot.word: slot for slot in slots}
    for first, second in pairs:
        beside = [[0.0] * len(said)]
        for one in by_word[first].near():
            for other in by_word[second].near():
                stems = [[stem(word) for word in words] for words in said]
                counts = [
                    sum(pair == (one.key[0], other.key[0]) for pair in itertools.pairwise(words)) for words in stems
                ]
                beside.append([TUNING.pair * one.weight * other.weight * score for score in scores(counts)])
        total = [a + max(each) for a, each in zip(total, zip(*beside, strict=True), strict=True)]
    return total


@pytest.mark.parametrize(
    "query",
    [
        "pumps valve leak tank",
        "leaking seals hose alarm operator night",
        "pump pump valv reading gauge",
        "gauge alarms near fire crew level shift",
    ],
)
def test_scores_are_those_of_the_formula(query: str) -> None:
    documents = texts(60)
    index = index_of(**documents)
    slots = plan(index, parse(query))
    expected = plain_scores(documents, slots, neighbours(parse(query)))

    found = {hit.record: hit.score for hit in search(index, query).hits}

    assert len(found) > 20
    assert found == {record: pytest.approx(expected[record], abs=2e-6) for record in found}


@pytest.fixture(scope="module")
def large() -> Index:
    return index_of(**texts(4000), **{f"x{number}": "zinc zipper tank" for number in range(3)})


QUERIES = (
    "pump valve leak tank gauge", "operators reading gauge alarm fire night", "pump pumps valve valves", "zinc pump valve leak leaked",
    'the "pump valve" leak tank level', "crew seal hose -pump tank", "guage alram fire nihgt shift", "start-up leaking seals hose operator",
    "fire", "zinc zipper tank pump hose seal", "zinc zipper unknownword anotherone", "",
)  # fmt: skip


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("limit", [1, 10, 5000])
def test_the_best_found_early_are_the_best_of_all(large: Index, query: str, limit: int) -> None:
    assert best(large, query, limit) == search(large, query, limit=limit).hits


def test_frequent_words_are_looked_up_for_few_records_only(large: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    """What rare words decide is not added up for all records."""
    left: list[int] = []
    looked_up = best_module._looked_up
    monkeypatch.setattr(
        best_module, "_looked_up", lambda words, *rest: left.append(len(words)) or looked_up(words, *rest)
    )

    best(large, "zinc zipper tank pump", 3)

    assert left[0] >= 1


def test_lengths_come_in_ninety_steps() -> None:
    steps = length_steps(np.array([0, 1, 20, 21, 10**9]))

    assert steps.tolist() == [0, 7, 31, 31, len(LENGTH_SIGNS) - 1]
    assert lengths_of(steps)[1] == 1.0
