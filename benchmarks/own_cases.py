"""The 25 cases: whether an engineer's question finds the right one, and whether cases that share a cause find each other.

    python benchmarks/own_cases.py             # questions, set by set
    python benchmarks/own_cases.py --related   # cases that share a cause; drafts and descriptions of them

Questions and expectations were written from fact sheets before anything was measured (`docs/develop/search.md`).
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from rca.api import KnowledgeBase, open_kb
from rca.search.index import Index
from rca.search.records import corpus_of
from rca.search.related import LINKED, Kinship
from rca.search.search import search
from rca.search.similar import similar
from rca.search.sketch import Sketch, sketch_of_draft, sketch_of_text
from rca.source.document import Value

HERE = Path(__file__).parent
BEST = 5
NAMING = frozenset({"links", "lessons", "see"})
"""Keys that name other cases, or that nobody has yet on the first day."""
SETS = ("own_questions", "fresh_questions")
Ranked = Callable[[str], Sequence[str]]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--related", action="store_true")
    kb = open_kb(HERE.parent / "kb", dt.date(2026, 1, 1))
    if options.parse_args().related:
        related(kb)
    else:
        questions(kb)


def rows_of(name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (HERE / f"{name}.jsonl").open(encoding="utf-8")]


def index_of(kb: KnowledgeBase) -> Index:
    return Index.of(corpus_of(kb.library, kb.findings))


def questions(kb: KnowledgeBase) -> None:
    """Share of questions whose case is in the first five, of `rca search` and of `rca similar --text`."""
    index, kinship = index_of(kb), Kinship(kb.library, kb.findings)
    for name in SETS:
        right: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
        for row in rows_of(name):
            text, wanted = str(row["query"]), set(row["relevant"])  # type: ignore[call-overload]
            found = [index.shown(hit.record)[0].partition("#")[0] for hit in search(index, text, limit=BEST).hits]
            known = [each.review.id for each in similar(kinship, index, sketch_of_text(kb.library, text)).cases]
            for group in (str(row["split"]), str(row["kind"]), "all"):
                right[group].append((bool(wanted & set(found)), bool(wanted & set(known))))
            if not wanted & set(found):
                print(f"  missed: {text} ({', '.join(wanted)}), found {', '.join(dict.fromkeys(found)) or 'nothing'}")
        print(f"{name:16} {'rca search':>16} {'rca similar':>16}")
        for group, hits in sorted(right.items()):
            shares = [f"{sum(each[place] for each in hits):3} of {len(hits):3}" for place in range(2)]
            print(f"  {group:14} {shares[0]:>16} {shares[1]:>16}")


def related(kb: KnowledgeBase) -> None:
    """Precision at 5 of related cases, with and without what people linked, and of drafts and descriptions of the cases.

    `of those there are`: of the first five, or of as many as share a cause if those are fewer. `chance`: the precision of
    five cases drawn by lot.
    """
    kinship, index = Kinship(kb.library, kb.findings), index_of(kb)
    invented = {review.id for review in kinship.reviews.values() if review.kind == "exercise"}

    def linked(case: str) -> list[str]:
        return [each.review_id for each in kinship.to(case, len(kinship.reviews))]

    def computed(case: str) -> list[str]:
        found = sorted(kinship.to(case, len(kinship.reviews)), key=lambda each: -(each.score % LINKED))
        return [each.review_id for each in found]

    def blind(sketch: Sketch, case: str) -> list[str]:
        """As if the base did not know the case: neither its links nor its lessons count."""
        others = Kinship(kb.library, kb.findings)
        vars(others)["traits"] = {name: traits for name, traits in kinship.traits.items() if name != case}
        vars(others)["reviews"] = {name: review for name, review in kinship.reviews.items() if name != case}
        return [each.review.id for each in similar(others, index, replace(sketch, name=case, links=()), cases=26).cases]

    def draft(case: str) -> list[str]:
        data = kb.library.reviews[case].document.data
        return blind(sketch_of_draft(kb.library, without_links(data) if isinstance(data, Mapping) else {}), case)

    def described(case: str) -> list[str]:
        review = kinship.reviews[case]
        summary = review.summary.text if review.summary else ""
        return blind(sketch_of_text(kb.library, f"{review.title}. {summary}"), case)

    ways: tuple[tuple[str, Ranked], ...] = (
        ("as shown, links first", linked), ("computed, no links", computed), ("whole draft, unknown", draft),
        ("title and summary", described),
    )  # fmt: skip
    for basis in (("sheet",), ("sheet", "reading")):
        wanted = expected(basis)
        chance = (
            sum(len(others) for others in wanted.values()) / len(wanted) / (len(kinship.reviews) - len(invented) - 1)
        )
        print(f"{' and '.join(basis)}: {len(wanted)} cases, chance {chance:.3f}")
        for name, way in ways:
            found = {case: [each for each in way(case) if each not in invented][:BEST] for case in sorted(wanted)}
            hits = {case: sum(each in wanted[case] for each in found[case]) for case in wanted}
            capped = sum(hits[case] / min(BEST, len(wanted[case])) for case in wanted) / len(wanted)
            print(f"  {name:24} P@5 {sum(hits.values()) / BEST / len(wanted):.3f}, of those there are {capped:.3f}")


def expected(basis: Sequence[str]) -> Mapping[str, set[str]]:
    """For each case those that share a cause with it."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows_of("related_expected"):
        for case, other in pairs(row["cases"]) if row["basis"] in basis else ():  # type: ignore[arg-type]
            found[case].add(other)
    return found


def pairs(cases: Sequence[str]) -> Iterator[tuple[str, str]]:
    yield from ((case, other) for case in cases for other in cases if case != other)


def without_links(data: Mapping[str, Value]) -> dict[str, Value]:
    """A draft as its author might have it on the first day: nothing that names another case, and no lessons yet."""

    def cleaned(value: Value) -> Value:
        if isinstance(value, Mapping):
            return {key: cleaned(each) for key, each in value.items() if key not in NAMING}
        return tuple(map(cleaned, value)) if isinstance(value, (list, tuple)) else value

    return {key: cleaned(each) for key, each in data.items() if key not in NAMING}


if __name__ == "__main__":
    main()
