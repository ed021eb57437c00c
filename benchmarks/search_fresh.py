"""Quality of the search on other queries of the same kinds: lessons that no given query asks for, and fresh slips.

    python benchmarks/search_fresh.py               # nDCG@10 beside SQLite FTS5
    python benchmarks/search_fresh.py --semantic    # with nearness in meaning (extra `semantic`)

The texts in ../shared/bench/search are those of one lesson without its title, without its recommendation and without its
abstract; what one view has and the other has not is a query that is not among those given. Much of the tuning used them.
Slips are made from a seed.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from search import BENCH, Searcher, corpus, documents, fts5, ndcg, ours, queries

from rca.search.index import Index
from rca.search.words import tokens

Asked = Sequence[tuple[str, Sequence[str]]]
"""Queries, each with the ids that answer it."""
KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
LONG = 5
"""Letters of a word in which somebody slips."""
MOST = 600


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--semantic", action="store_true")
    semantic = options.parse_args().semantic
    if not BENCH.is_dir():
        print(f"no test queries in {BENCH.name}/; name their folder in RCA_BENCH")
        return
    print(f"{'task':14} {'queries':>8} {'nDCG@10':>8} {'FTS5':>8}")
    for view, tasks in fresh().items():
        found = documents(view)
        index = Index.of(corpus(found))
        if semantic:
            from rca.search.vectors import with_meaning

            with tempfile.TemporaryDirectory() as folder:
                index = with_meaning(index, Path(folder) / "x.idx")
        mine, base = ours(index, [name for name, _ in found]), fts5(found)
        for task, asked in tasks.items():
            print(f"{task:14} {len(asked):8} {mean(asked, mine):8.4f} {mean(asked, base):8.4f}")


def mean(asked: Asked, ask: Searcher) -> float:
    return sum(ndcg(ask(query), relevant) for query, relevant in asked) / len(asked)


def fresh() -> Mapping[str, Mapping[str, Asked]]:
    """For each view of the texts the queries that are asked of it, by task."""
    titles, recommended, abstracts = parts()
    slips = [(mistyped(title, 1), relevant) for title, relevant in titles[:MOST]]
    given = [json.loads(line) for line in (BENCH / "queries.jsonl").open(encoding="utf-8")]
    beyond = [(row["query"], row["relevant"]) for row in given if row["task"] == "ntsb_q"][len(queries("ntsb_q")) :]
    accidents = [
        (mistyped(str(row["query"]), 2), list(row["relevant"]))  # type: ignore[call-overload]
        for row in queries("osha_title")
    ]
    return {
        "llis_body": {"title": titles[:MOST], "title, slips": slips},
        "llis_norec": {"recommended": recommended[:MOST]},
        "llis_evlr": {"abstract": abstracts[:MOST]},
        "osha_abs": {"OSHA, slips": accidents},
        "ntsb": {"NTSB beyond": beyond},
    }


def parts() -> tuple[list[tuple[str, list[str]]], ...]:
    """Titles, first sentences of recommendations and of abstracts, of lessons that no given query asks for."""
    untitled, unadvised, unsummed = (dict(documents(view)) for view in ("llis_body", "llis_norec", "llis_evlr"))
    tasks = ("title2body", "typo", "synonym", "content", "rec2event", "abs2event")
    asked_for = {str(name) for task in tasks for row in queries(task) for name in row["relevant"]}  # type: ignore[attr-defined]
    titles, recommended, abstracts = [], [], []
    for name in sorted(untitled.keys() - asked_for):
        text, titled = untitled[name].strip(), unadvised[name]
        place = titled.find(text[:40]) if len(text) > LONG * 8 else 0
        if 0 < place <= 200 and len(tokens(titled[:place])) > 2:
            titles.append((titled[:place].strip(), [name]))
            said, kept = text.split(), titled[place:].split()
            same = next((each for each, (a, b) in enumerate(zip(said, kept, strict=False)) if a != b), len(kept))
            recommended.append((first_sentence(" ".join(said[same:])), [name]))
        abstracts.append((first_sentence(text[: max(0, text.find(unsummed[name].strip()[:60]))]), [name]))
    chance = random.Random(1)
    found = ([each for each in kind if len(each[0]) > LONG * 3] for kind in (titles, recommended, abstracts))
    return tuple(chance.sample(kind, len(kind)) for kind in found)


def first_sentence(text: str) -> str:
    return re.split(r"(?<=[.!?])\s", text.strip())[0][:200]


def mistyped(text: str, seed: int) -> str:
    """The text in lower case with one slip in half of its long words, seldom in the first letter."""
    chance = random.Random(f"{seed} {text}")
    pieces = re.split(r"([a-z]+)", text.lower())
    long = [place for place, piece in enumerate(pieces) if len(piece) >= LONG and piece.isalpha() and piece.isascii()]
    for place in sorted(chance.sample(long, (len(long) + 1) // 2)):
        pieces[place] = slip(pieces[place], chance)
    return "".join(pieces)


def slip(word: str, chance: random.Random) -> str:
    """A letter doubled, left out, struck beside its key, or changed places with the next."""
    place = chance.randrange(len(word)) if chance.random() < 0.05 else chance.randrange(1, len(word) - 1)
    before, letter, after = word[:place], word[place], word[place + 1 :]
    changed = {
        "doubled": letter + letter + after,
        "left out": after,
        "beside": chance.choice(beside(letter)) + after,
        "swapped": after[:1] + letter + after[1:],
    }
    return before + changed[chance.choice(sorted(changed))]


def beside(letter: str) -> list[str]:
    """Keys that touch the key of a letter."""
    row = next(number for number, keys in enumerate(KEYS) if letter in keys)
    column = KEYS[row].index(letter)
    near = (keys[max(0, column - 1) : column + 2] for keys in KEYS[max(0, row - 1) : row + 2])
    return sorted({key for keys in near for key in keys} - {letter})


if __name__ == "__main__":
    main()
