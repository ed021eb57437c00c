"""One case, a part of one, a general lesson or a course, for a terminal or as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from rca.analysis.findings import Findings
from rca.exporters.findings_text import VERDICTS
from rca.exporters.text_layout import safe, wrap
from rca.library.link import nearest
from rca.library.model import Library

if TYPE_CHECKING:
    from rca.records.base import Record
    from rca.records.review import Review


class NothingNamed(LookupError):
    """No case, part, lesson or course has the name."""


def card(library: Library, findings: Mapping[str, Findings], name: str) -> str:
    """Text that fits a screen.

    Raises:
        NothingNamed: nothing has the name; the message names the nearest.
    """
    record = _named(library, name)
    if name in library.reviews:
        return "\n".join(_case(library.reviews[name].record, findings.get(name)))
    head = f"{name}\n"
    return head + "\n".join(_fields(record.model_dump(exclude_defaults=True)))


def card_json(library: Library, findings: Mapping[str, Findings], name: str) -> str:
    """The record as JSON, with the verdict when it is a case.

    Raises:
        NothingNamed: nothing has the name; the message names the nearest.
    """
    data: dict[str, object] = {
        "name": name,
        "record": _named(library, name).model_dump(mode="json", exclude_defaults=True),
    }
    if name in findings:
        data["verdict"] = findings[name].verdict
    return json.dumps(data, indent=2, ensure_ascii=False)


def _named(library: Library, name: str) -> Record:
    whole: dict[str, Record] = {each: entry.record for each, entry in library.reviews.items()}
    whole |= {each: entry.record for each, entry in library.lessons.items()}
    whole |= {each: entry.record for each, entry in library.courses.items()}
    if name in whole:
        return whole[name]
    case, _, part = name.partition("#")
    if part and case in library.reviews:
        parts = _parts(library.reviews[case].record)
        if part in parts:
            return parts[part]
        near = nearest(part, frozenset(parts))
        msg = f"`{case}` has no `{part}`." + (f" Did you mean `{case}#{near}`?" if near else "")
        raise NothingNamed(msg)
    near = nearest(case, frozenset(whole))
    msg = f"nothing is called `{name}`." + (f" Did you mean `{near}`?" if near else " `rca search` finds by words.")
    raise NothingNamed(msg)


def _parts(review: Review) -> dict[str, Record]:
    """Everything in a review that has an id of its own."""
    found: dict[str, Record] = dict(review.evidence) | dict(review.sources) | dict(review.standards)
    for listed in (review.barriers, review.actions or (), review.lessons):
        found |= {each.id: each for each in listed}
    return found | {placed.id: placed.event for placed in review.fault_tree.placed()}


def _case(review: Review, findings: Findings | None) -> Iterator[str]:
    yield f"{review.id}  {review.event.date}" + ("  (exercise: invented)" if review.kind == "exercise" else "")
    yield wrap(review.title)
    if findings is not None:
        yield f"Verdict: {VERDICTS[findings.verdict]}"
        yield wrap(findings.verdict_because, "  ")
    if review.summary:
        yield ""
        yield wrap(review.summary.text)
    yield from _section("Lessons", ((each.id, f"({each.kind}) {each.lesson}", each.ask) for each in review.lessons))
    actions = review.actions or ()
    broken = (
        {}
        if findings is None
        else {
            view.id: f"breaks {view.breaks_paths} of {view.of_paths} paths that happened" for view in findings.actions
        }
    )
    yield from _section(
        "Actions",
        ((each.id, f"{each.do} [{each.status or 'status not known'}]", broken.get(each.id)) for each in actions),
    )


def _section(title: str, rows: Iterator[tuple[str, str, str | None]]) -> Iterator[str]:
    listed = list(rows)
    if not listed:
        return
    yield ""
    yield title
    for name, text, more in listed:
        yield wrap(f"{name}  {text}", "    ", "  ")
        if more:
            yield wrap(more, "      ", "    → ")


def _fields(data: Mapping[str, object], indent: str = "  ") -> Iterator[str]:
    for key, value in data.items():
        if isinstance(value, Mapping):
            yield f"{indent}{key}:"
            yield from _fields(value, indent + "  ")
        elif isinstance(value, (list, tuple)) and any(isinstance(each, Mapping) for each in value):
            yield f"{indent}{key}:"
            for each in value:
                if isinstance(each, Mapping):
                    yield from _fields(each, indent + "  ")
                    yield ""
                else:
                    yield wrap(str(each), indent + "    ", indent + "  - ")
        else:
            text = ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
            yield wrap(f"{safe(str(key))}: {text}", indent + "    ", indent)
