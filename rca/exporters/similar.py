"""What is known of events like one, as text, Markdown or JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from rca.exporters.markdown_text import plain
from rca.exporters.text_layout import safe, wrap
from rca.records.lesson import GeneralLesson, LessonTranslation
from rca.records.review import Review
from rca.search.related import Kinship, Language
from rca.search.similar import Similar, SimilarCase, SimilarLesson
from rca.search.traits import in_words

WORDS: Mapping[str, Mapping[Language, str]] = {
    "title": {"en": "What is known of events like this one", "zh": "与此类似的已知事件"},
    "read": {"en": "Read from your words: ", "zh": "从文字中读出："},
    "cases": {"en": "Known cases", "zh": "已知案例"},
    "lessons": {"en": "Lessons that would have applied", "zh": "本可适用的教训"},
    "asks": {"en": "Ask now", "zh": "现在要问"},
    "killed": {"en": "{n} killed", "zh": "{n}人死亡"},
    "injured": {"en": "{n} injured", "zh": "{n}人受伤"},
    "shares": {"en": "shares: ", "zh": "共有："},
    "linked": {"en": "linked by a person: ", "zh": "人工关联："},
    "there": {"en": "there: ", "zh": "当时："},
    "taught": {"en": "taught by ", "zh": "教训来自 "},
    "meant": {"en": "meant for ", "zh": "适用于 "},
    "known": {"en": "published {date}, before this event", "zh": "{date} 已发布，早于本事件"},
    "published": {"en": "published {date}", "zh": "{date} 发布"},
    "caution": {
        "en": "Alike is not the same: these are questions to put, not causes to take over.",
        "zh": "相似不等于相同：这些是要提的问题，不是可以照搬的原因。",
    },
    "nothing": {
        "en": "Nothing like it is known here. An empty answer says nothing about your risk.",
        "zh": "本库没有类似的记录。没有结果并不说明风险小。",
    },
}
"""The words of the page, in both languages."""
SEPARATOR: Mapping[Language, str] = {"en": "; ", "zh": "；"}


class _Told:
    """What there is to say, in a language."""

    def __init__(self, kinship: Kinship, found: Similar, language: Language) -> None:
        self.kinship = kinship
        self.found = found
        self.language = language

    def word(self, key: str, **values: str) -> str:
        return WORDS[key][self.language].format(**values)

    def title(self, review: Review) -> str:
        there = review.translations.get(self.language)
        return (there.title if there else None) or review.title

    def facts(self, review: Review) -> str:
        harm = review.event.harm
        counts = ((harm.deaths, "killed"), (harm.injured, "injured")) if harm else ()
        people = (self.word(key, n=str(count)) for count, key in counts if isinstance(count, int) and count)
        return (", " if self.language == "en" else "，").join((review.event.date[:4], *people))

    def read(self) -> str:
        names = [
            in_words(self.kinship.library, kind, code, self.language) for kind, code in self.found.sketch.recognised
        ]
        return self.word("read") + SEPARATOR[self.language].join(names) if names else ""

    def reasons(self, case: SimilarCase) -> Iterator[str]:
        """Lines below a case: what a person said, what is shared, what caused it there."""
        yield from (self.word("linked") + link.said() for link in case.links)
        shared = [self.kinship.told(reason, self.language) for reason in case.shared]
        if shared:
            yield self.word("shares") + SEPARATOR[self.language].join(shared)
        yield from (self.word("there") + self.kinship.cause(address) for address in case.there)

    def lesson(self, each: SimilarLesson) -> tuple[str, str | None]:
        """Words and question of a lesson, translated where they are."""
        there: LessonTranslation | None
        if isinstance(each.lesson, GeneralLesson):
            there = each.lesson.translations.get(self.language)
        else:
            told = self.kinship.reviews[each.cases[0]].translations.get(self.language)
            there = told.lessons.get(each.lesson.id) if told else None
        return (there.lesson if there else each.lesson.lesson), (there.ask if there else None) or each.lesson.ask

    def provenance(self, each: SimilarLesson) -> str:
        meant = [in_words(self.kinship.library, kind, code, self.language) for kind, code in each.meant_for]
        parts = [self.word("taught") + ", ".join(each.cases)]
        if meant:
            parts.append(self.word("meant") + ", ".join(meant))
        if each.published:
            parts.append(self.word("known" if each.known else "published", date=each.published))
        return SEPARATOR[self.language].join(parts)


def as_text(kinship: Kinship, found: Similar, language: Language) -> str:
    """Text that fits a terminal: cases with the reason, lessons, questions with a box to tick."""
    return "\n".join(_lines(_Told(kinship, found, language))) + "\n"


def _lines(told: _Told) -> Iterator[str]:
    found = told.found
    yield from (wrap(remark) for remark in found.sketch.remarks)
    if read := told.read():
        yield wrap(read)
    if not found.cases and not found.lessons:
        yield told.word("nothing")
        return
    yield told.word("cases")
    for number, case in enumerate(found.cases, 1):
        yield f"{number:>3} {case.review.id}  {told.facts(case.review)}"
        yield wrap(told.title(case.review), "    ")
        yield from (wrap(reason, "      ") for reason in told.reasons(case))
    yield from ("", told.word("lessons"))
    for each in found.lessons:
        yield wrap(f"{told.lesson(each)[0]}  [{each.address}]", "    ", "  - ")
        yield wrap(told.provenance(each), "      ")
    yield from ("", told.word("asks"))
    for number, each in enumerate(found.asks(), 1):
        yield wrap(f"{told.lesson(each)[1]}  [{each.address}]", "        ", f"{number:>3} [ ] ")
    yield from ("", told.word("caution"))


def as_md(kinship: Kinship, found: Similar, language: Language) -> str:
    """A page for the first meeting: cases, lessons and a task list. Characters that Markdown would act on are escaped."""
    return "\n".join(_page(_Told(kinship, found, language))) + "\n"


def _page(told: _Told) -> Iterator[str]:
    found = told.found
    yield from (f"# {told.word('title')}", "")
    for line in (*found.sketch.remarks, told.read()):
        yield from (plain(line), "") if line else ()
    if not found.cases and not found.lessons:
        yield told.word("nothing")
        return
    yield from (told.word("caution"), "", f"## {told.word('cases')}", "")
    for case in found.cases:
        yield f"- **{plain(told.title(case.review))}** ({told.facts(case.review)}), `{case.review.id}`"
        yield from (f"    - {plain(reason)}" for reason in told.reasons(case))
    yield from ("", f"## {told.word('lessons')}", "")
    for each in found.lessons:
        yield f"- {plain(told.lesson(each)[0])} (`{each.address}`)"
        yield f"    - {plain(told.provenance(each))}"
    yield from ("", f"## {told.word('asks')}", "")
    yield from (f"- [ ] {plain(told.lesson(each)[1] or '')} (`{each.address}`)" for each in found.asks())


def as_json(kinship: Kinship, found: Similar, language: Language) -> str:
    """`{"cases": [...], "lessons": [...], "questions": [...], "read_from_words": [...], "remarks": [...], "language"}`"""
    told = _Told(kinship, found, language)
    return json.dumps(
        {
            "language": language,
            "read_from_words": [{"list": trait.kind, "code": trait.value} for trait in found.sketch.recognised],
            "remarks": [safe(remark) for remark in found.sketch.remarks],
            "cases": [_case_json(told, case) for case in found.cases],
            "lessons": [_lesson_json(told, each) for each in found.lessons],
            "questions": [{"ask": told.lesson(each)[1], "lesson": each.address} for each in found.asks()],
        },
        indent=2,
        ensure_ascii=False,
    )  # fmt: skip


def _case_json(told: _Told, case: SimilarCase) -> dict[str, object]:
    return {
        "id": case.review.id,
        "title": told.title(case.review),
        "date": case.review.event.date,
        "score": case.score,
        "links": [{"relation": link.relation, "note": link.note} for link in case.links],
        "shares": [
            {"kind": reason.kind, "value": reason.value, "words": told.kinship.told(reason, told.language)}
            for reason in case.shared
        ],
        "there": [{"cause": address, "event": told.kinship.cause(address)} for address in case.there],
    }


def _lesson_json(told: _Told, each: SimilarLesson) -> dict[str, object]:
    lesson, ask = told.lesson(each)
    return {
        "id": each.address,
        "kind": each.lesson.kind,
        "lesson": lesson,
        "ask": ask,
        "score": each.score,
        "cases": list(each.cases),
        "meant_for": [{"list": trait.kind, "code": trait.value} for trait in each.meant_for],
        "published": each.published or None,
        "known_before": each.known,
    }
