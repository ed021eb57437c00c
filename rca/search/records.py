"""What can be found in a knowledge base: cases, causes, lessons, actions and evidence, each with its own address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rca.analysis.findings import Findings
from rca.library import addresses
from rca.library.model import Library
from rca.library.short_name import short_name
from rca.records.lesson import GeneralLesson
from rca.records.review import Review
from rca.records.tree import Placed
from rca.search.facets import CODED, codes_of_lesson, codes_of_review, facets_in_use, joined, lineage
from rca.search.passages import TELLING, TITLE, case_passages, harm_in_words, said
from rca.search.record import CODE_LABEL, Corpus, Kind, Passage, SearchRecord

Codes = Mapping[str, Sequence[str]]


def corpus_of(library: Library, findings: Mapping[str, Findings]) -> Corpus:
    """Everything that can be found: general lessons, then case by case, newest first, parts in the order written.

    Withdrawn reviews and lessons are left out, and of a review whatever it keeps anonymous or restricted.
    """
    shown = {review.id: review for review in library.published()}
    found: list[SearchRecord] = [
        _general_lesson(library, entry.record, shown)
        for entry in library.lessons.values()
        if not entry.partial and entry.record.withdrawn is None
    ]
    for review in shown.values():
        found.extend(_Case(library, review, findings.get(review.id)).records())
    records = tuple(found)
    return Corpus(records, facets_in_use(library, records), tuple(_synonyms(library)))


class _Case:
    """One review, cut into what can be found of it."""

    def __init__(self, library: Library, review: Review, findings: Findings | None) -> None:
        self.library = library
        self.review = review
        self.status = findings.derived_status if findings else {}
        self.placed = {each.id: each for each in review.fault_tree.placed()}
        self.coded = codes_of_review(library, review)
        self.process: Codes = {
            "stage": (review.review.stage,),
            "verdict": (findings.verdict,) if findings else (),
        }
        self.verdict = findings.verdict if findings else ""
        self.name = short_name(review)

    def records(self) -> Iterator[SearchRecord]:
        """The case itself, then its parts."""
        yield self._case()
        yield from map(self._cause, self.placed.values())
        yield from self._lessons()
        yield from self._actions()
        yield from self._evidence()

    def _record(
        self, name: str, kind: Kind, title: str, address: str, passages: Sequence[Passage], codes: Codes,
        notes: Mapping[str, str | None],
    ) -> SearchRecord:  # fmt: skip
        event = self.review.event
        deaths, injured = (event.harm.deaths, event.harm.injured) if event.harm else (0, 0)
        return SearchRecord(
            id=name, kind=kind, title=title, address=address,
            passages=(Passage("title", title, TITLE, shown=False), *passages, *_names(self.library, codes)),
            facets=joined({"kind": (kind,)}, self.coded, self.process, codes),
            notes={"case": self.name} | {key: value for key, value in notes.items() if value},
            year=int(event.date[:4]),
            gravity=_number(deaths) * 1_000_000 + _number(injured),
        )  # fmt: skip

    def _case(self) -> SearchRecord:
        review = self.review
        defects = [code for placed in self.placed.values() for code in placed.event.defect]
        chinese = review.translations.get("zh")
        return self._record(
            review.id, "case", review.title, addresses.case(review.id), tuple(case_passages(review)),
            joined(self.coded, {"defect": lineage(self.library, "defect", defects)}),
            {
                "verdict": self.verdict, "harm": harm_in_words(review), "year": review.event.date[:4],
                "zh": chinese.title if chinese else None,
            },
        )  # fmt: skip

    def _cause(self, placed: Placed) -> SearchRecord:
        event = placed.event
        reasons = (*said("reason", event.reason), *said("duty", event.duty), *said("note", event.note))
        causes = [
            Passage("cause", self.placed[name].event.event) for name in placed.causes if name in self.placed
        ] if event.gate else []  # fmt: skip
        return self._record(
            f"{self.review.id}#{placed.id}", "cause", event.event, addresses.event(self.review.id, placed.id),
            (*reasons, *causes, Passage("id", placed.id, shown=False)),
            {"defect": lineage(self.library, "defect", event.defect)},
            {"status": self.status.get(placed.id) or event.status, "id": placed.id, "code": ", ".join(event.defect)},
        )  # fmt: skip

    def _lessons(self) -> Iterator[SearchRecord]:
        for lesson in self.review.lessons:
            because = [self.placed[name] for name in lesson.because if name in self.placed]
            defects = [code for placed in because for code in placed.event.defect]
            told = {
                tongue: words.lessons[lesson.id]
                for tongue, words in self.review.translations.items()
                if lesson.id in words.lessons
            }
            chinese = told.get("zh")
            yield self._record(
                f"{self.review.id}#{lesson.id}", "lesson", lesson.lesson,
                addresses.case_lesson(self.review.id, lesson.id),
                (
                    *said("ask", lesson.ask, TELLING),
                    *(Passage("because", placed.event.event) for placed in because),
                    *said("keywords", ", ".join(lesson.keywords), TELLING),
                    *(Passage("lesson", f"{each.lesson} {each.ask or ''}".strip()) for each in told.values()),
                ),
                joined(
                    codes_of_lesson(self.library, lesson.applies_to),
                    {"defect": lineage(self.library, "defect", defects), "lesson-kind": (lesson.kind,)},
                ),
                {"kind": lesson.kind, "status": lesson.status, "zh": chinese.lesson if chinese else None},
            )  # fmt: skip

    def _actions(self) -> Iterator[SearchRecord]:
        for action in self.review.actions or ():
            broken = [self.placed[name] for name in (*action.breaks, *action.weakens) if name in self.placed]
            defects = [code for placed in broken for code in placed.event.defect]
            yield self._record(
                f"{self.review.id}#{action.id}", "action", action.do, addresses.action(self.review.id, action.id),
                (
                    *(Passage("breaks", placed.event.event) for placed in broken),
                    *said("measure", action.effect.measure if action.effect else None),
                    *said("note", action.note), *said("status", action.status_text),
                    *said("ref", action.ref), *said("to", ", ".join(action.to)),
                ),
                {"defect": lineage(self.library, "defect", defects)},
                {"status": action.status, "id": action.id},
            )  # fmt: skip

    def _evidence(self) -> Iterator[SearchRecord]:
        for name, evidence in self.review.evidence.items():
            if evidence.access in ("internal", "restricted"):
                continue
            source = self.review.sources.get(evidence.source or "")
            yield self._record(
                f"{self.review.id}#{name}", "evidence", evidence.what, addresses.evidence(self.review.id, name),
                (*said("source", source.title if source else None), *said("note", evidence.note)),
                {}, {"id": name, "grade": evidence.grade},
            )  # fmt: skip


def _general_lesson(library: Library, lesson: GeneralLesson, shown: Mapping[str, Review]) -> SearchRecord:
    cases = [shown[name] for name in dict.fromkeys(each.partition("#")[0] for each in lesson.from_) if name in shown]
    codes = joined(
        codes_of_lesson(library, lesson.applies_to),
        {"defect": lineage(library, "defect", lesson.defect), "lesson-kind": (lesson.kind,)},
    )
    passages = (
        Passage("title", lesson.title, TITLE, shown=False),
        Passage("lesson", lesson.lesson, TELLING),
        *said("ask", lesson.ask, TELLING),
        *said("why", lesson.why),
        *(Passage("method", method) for method in lesson.methods),
        *said("keywords", ", ".join(lesson.keywords), TELLING),
        *(Passage("case", case.title) for case in cases),
        *(
            Passage("lesson", " ".join(filter(None, (words.title, words.lesson, words.ask))), TELLING)
            for words in lesson.translations.values()
        ),
    )
    chinese = lesson.translations.get("zh")
    notes = {"kind": lesson.kind, "status": lesson.status, "cases": str(len(cases))}
    return SearchRecord(
        id=lesson.id, kind="lesson", title=lesson.title, address=addresses.general_lesson(lesson.id),
        passages=(*passages, *_names(library, codes)), facets=joined({"kind": ("lesson",)}, codes),
        notes=notes | ({"zh": chinese.title} if chinese and chinese.title else {}),
        year=max((int(case.event.date[:4]) for case in cases), default=0),
    )  # fmt: skip


def _names(library: Library, codes: Codes) -> Iterator[Passage]:
    """The codes and their names in English and Chinese: what is coded so is found by them."""
    for facet, (_, taxonomy) in CODED.items():
        for code in codes.get(facet, ()):
            term = library.term(taxonomy, code)
            names = " / ".join(dict.fromkeys(filter(None, (term.en, term.zh)))) if term else ""
            yield Passage(CODE_LABEL + facet, names or code)
            if names:
                yield Passage("code", code, shown=False)


def _synonyms(library: Library) -> Iterator[tuple[str, ...]]:
    """English and Chinese names of the codes that a facet is made of."""
    for _, taxonomy in CODED.values():
        listed = library.taxonomies.get(taxonomy)
        for term in listed.terms if listed else ():
            if term.en and term.zh:
                yield (term.en, term.zh)


def _number(count: object) -> int:
    return count if isinstance(count, int) else 0
