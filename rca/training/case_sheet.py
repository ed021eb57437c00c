"""One case on paper: what a hand-out, a talk or a deck of slides says of it."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from rca.analysis.findings import Findings
from rca.analysis.sentence import Sentence
from rca.graph.tree import FaultTree
from rca.library.in_words import day, moment, money, number
from rca.records.review import Review
from rca.records.when import NotAMoment, When, parse_when

MOST_CAUSES = 8
"""Causes of one kind on a sheet; more are in the tree beside them."""
MOST_BULLETS = 5
"""Bullets of a toolbox talk: what people keep in mind until the job is done."""


@dataclass(frozen=True, slots=True)
class CaseSheet:
    """A case in the order of a hand-out."""

    review: str
    title: str
    language: str
    invented: bool
    when: str
    where: str
    harm: tuple[tuple[str, str], ...]
    """Key of the kind of harm (`deaths`) and how much."""
    summary: str
    verdict: str
    proximate: tuple[str, ...]
    underlying: tuple[str, ...]
    lessons: tuple[tuple[str, str, str], ...]
    """Kind, lesson, question."""
    timeline: tuple[tuple[str, str], ...]
    """When and what, in the order written."""
    stop_before: int
    """Entry of the timeline before which a trainer stops: the first of the accident itself."""
    barriers: tuple[tuple[str, str, str], ...]
    """What, state, how it failed or worked."""
    questions: tuple[str, ...]
    key_points: tuple[str, ...]
    discussion: tuple[str, ...]
    outline: tuple[tuple[int, str, str, str], ...]
    """The tree: depth, sentence, status, word of the gate."""


def case_sheet(review: Review, tree: FaultTree, findings: Findings, language: str = "") -> CaseSheet:
    """The case as a sheet shows it.

    In another language than its own, the title, summary and lessons are those of its translation; what has none stays
    as it was written.
    """
    training, language = review.training, language or review.review.language
    other = review.translations.get("zh" if language == "zh" else "en") if language != review.review.language else None
    told = other.lessons if other else {}
    lessons = [(each.kind, told.get(each.id, each)) for each in review.lessons]
    undated = "dates" in review.review.publication.anonymise
    proximate, underlying = causes(tree, findings)
    return CaseSheet(
        review.id, (other.title if other else None) or review.title, language, review.kind == "exercise",
        when(review, language),
        where(review),
        harm(review, language), (other.summary if other else None) or (review.summary.text if review.summary else ""),
        _in_words(_said(findings, language), tree),
        proximate, underlying,
        tuple((kind, each.lesson, each.ask or "") for kind, each in lessons),
        tuple(("" if undated else moment(entry.at, language), entry.what) for entry in review.timeline), stop_before(review),
        tuple((each.what, each.state, each.how or "") for each in review.barriers),
        training.questions if training else (), training.key_points if training else (),
        training.discussion if training else (), outline(tree, findings),
    )  # fmt: skip


def when(review: Review, language: str) -> str:
    """Date and time in words; the year alone where dates are kept anonymous."""
    if "dates" in review.review.publication.anonymise:
        return day(review.event.date[:4], language)
    between = " " if language == "zh" else ", "
    return between.join(filter(None, (day(review.event.date, language), review.event.time)))


def where(review: Review) -> str:
    """Organisation, site and country as far as they may be shown."""
    hidden, place = review.review.publication.anonymise, review.event.place
    organisation = "" if "organisation" in hidden else review.event.organisation
    site = place.site if place and "location" not in hidden else ""
    return ", ".join(filter(None, (organisation, site, place.country if place else "")))


def causes(tree: FaultTree, findings: Findings) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Proximate and underlying causes that are held true.

    Proximate are events marked `immediate`, else the direct causes of the top; underlying those marked `underlying` or
    `root`, influences included, else the organisational leaves.
    """
    nodes = {**tree.nodes, **tree.influences}
    true = [
        name
        for name, node in nodes.items()
        if findings.derived_status.get(name, node.status) in ("confirmed", "likely")
    ]
    near = [name for name in true if nodes[name].depth == "immediate"] or [
        name for name in tree.nodes[tree.top].causes if name in true
    ]
    far = [name for name in true if nodes[name].depth in ("underlying", "root") and name not in near] or [
        name for name in true if nodes[name].kind == "organisational" and nodes[name].is_leaf
    ]
    far.sort(key=lambda name: nodes[name].depth != "root")
    return (
        tuple(nodes[name].label for name in near[:MOST_CAUSES]), tuple(nodes[name].label for name in far[:MOST_CAUSES]),
    )  # fmt: skip


def stop_before(review: Review) -> int:
    """The first entry that does not begin before the event does, by its date and time or by the clock alone.

    The second entry where that is the very first one, and the last where no times can be compared: something must come
    before the stop.
    """
    last = max(0, len(review.timeline) - 1)
    begins = {when.scale: when.earliest for text in _moments(review) if (when := _read(text)) is not None}
    whens = (_read(entry.at) for entry in review.timeline)
    late = (n for n, when in enumerate(whens) if when and when.earliest >= begins.get(when.scale, math.inf))
    return min(max(1, next(late, last)), last)


def _moments(review: Review) -> tuple[str, ...]:
    """The event's date and time as a timeline would write them: together, and the time alone."""
    event = review.event
    if not event.time:
        return (event.date,)
    return (f"{event.date} {event.time}" if len(event.date) == len("2005-03-23") else event.date, event.time)


def _read(text: str) -> When | None:
    try:
        return parse_when(text)
    except NotAMoment:
        return None


def harm(review: Review, language: str) -> tuple[tuple[str, str], ...]:
    """Harm by kind, as far as it is known."""
    found = review.event.harm
    if found is None:
        return ()
    counts = {
        "deaths": found.deaths,
        "missing": found.missing,
        "serious": found.serious_injuries,
        "injured": found.injured,
    }
    rows = [(name, number(count)) for name, count in counts.items() if isinstance(count, int) and count > 0]
    if found.direct_loss is not None:
        rows.append(("loss", money(found.direct_loss.amount, found.direct_loss.currency, language)))
    rows += [("", f"{each.what}: {_amount(each.value)} {each.unit or ''}".strip()) for each in found.measures[:2]]
    return tuple(rows)


def outline(tree: FaultTree, findings: Findings) -> tuple[tuple[int, str, str, str], ...]:
    """The tree from the top down, each event once: depth, sentence, status, word of the gate."""
    rows: list[tuple[int, str, str, str]] = []
    seen: set[str] = set()
    pending = [(tree.top, 0)]
    while pending:
        name, depth = pending.pop()
        node = tree.nodes[name]
        if name in seen:
            continue
        seen.add(name)
        rows.append((depth, node.label, findings.derived_status.get(name, node.status or "open"), node.gate or ""))
        pending.extend((cause, depth + 1) for cause in reversed(node.causes))
    return tuple(rows)


def _said(findings: Findings, language: str) -> str:
    """The verdict in the language of the sheet, where the analysis has it."""
    because = findings.verdict_because
    return because.in_language(language) if isinstance(because, Sentence) else because


def _in_words(sentence: str, tree: FaultTree) -> str:
    """The sentence with events by what they say: whoever holds the sheet does not know their ids."""
    nodes = {**tree.influences, **tree.nodes}
    names = sorted((name for name in nodes if nodes[name].label), key=len, reverse=True)
    pattern = "|".join(rf"(?<![\w-]){re.escape(name)}(?![\w-])" for name in names)
    return re.sub(pattern, lambda hit: f"“{nodes[hit[0]].label}”", sentence) if pattern else sentence


def _amount(value: float | str) -> str:
    return value if isinstance(value, str) else number(value)
