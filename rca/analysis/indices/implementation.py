"""Implementation: whether what was written is seen in the field."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from rca.analysis.findings import Index, Interval
from rca.analysis.items import NO, NOT_KNOWN, YES, Item, mean, nothing, plural, settled, shown
from rca.analysis.sentence import Sentence, shown_zh
from rca.analysis.strength import SAID_DONE, SEEN
from rca.records.action import Action, Standard
from rca.records.vocabulary import Basis
from rca.records.when import day_bounds


def issued_standards(
    standards: Mapping[str, Standard], basis: Basis, as_of: dt.date, issued_elsewhere: Mapping[str, str]
) -> Iterator[tuple[str, Standard]]:
    """Standards that were issued by the as-of date, in the order of the review.

    A date of low precision counts from its first day. Without a date a standard counts when somebody saw it in the
    field; in a public record also when nobody says so, since then it is not known. `issued_elsewhere` gives the date
    of a standard that several reviews cite, by its id there.
    """
    for name, standard in standards.items():
        issued = standard.issued or (issued_elsewhere.get(standard.ref) if standard.ref else None)
        if issued is None:
            if standard.field is not None or basis == "public-record":
                yield name, standard
        elif day_bounds(issued)[0] <= as_of:
            yield name, standard


def conforming(standard: Standard, basis: Basis) -> Interval:
    """Sites that conform over sites seen; 0 when none was seen."""
    seen = standard.field
    if seen is None:
        return NO if basis == "own" else NOT_KNOWN
    if seen.sites_seen == 0:
        return NO
    if seen.sites_seen == "unknown" or seen.sites_conforming == "unknown":
        return NOT_KNOWN
    if seen.sites_conforming is None:
        return NO if basis == "own" else NOT_KNOWN
    share = min(1.0, seen.sites_conforming / seen.sites_seen)
    return Interval(share, share)


def implementation(issued: Sequence[tuple[str, Standard]], basis: Basis) -> Index:
    """M: mean over the standards issued of sites that conform over sites seen."""
    items = [Item(name, conforming(standard, basis)) for name, standard in issued]
    if not items:
        return nothing(
            Sentence(
                "No standard has been issued, so there is none to be seen in the field.",
                "未发布标准，也就无从在现场查看。",
            )
        )
    value = mean([item.value for item in items])
    worst = min(items, key=lambda item: (item.value.lower, item.value.upper))
    known = sum(item.known for item in items)
    if worst.value.lower >= 1.0:
        because = Sentence(
            f"Every site seen conforms to {plural(len(items), 'standard')}.",
            f"已查看的场所均符合 {len(items)} 项标准。",
        )
        return Index(value.lower, value.upper, known, len(items), "", because)
    said = (
        f"whether sites conform to {worst.name} is not known"
        if not worst.known
        else f"{worst.name} was seen at no site"
        if worst.value.upper == 0.0
        else f"{shown(worst.value)} of the sites seen conform to {worst.name}"
    )
    said_zh = (
        f"场所是否符合 {worst.name} 未知"
        if not worst.known
        else f"{worst.name} 未在任何场所见到"
        if worst.value.upper == 0.0
        else f"已查看的场所中符合 {worst.name} 的比例为 {shown_zh(worst.value)}"
    )
    because = Sentence(
        f"Over {plural(len(items), 'standard')} the mean share of sites that conform is {shown(value)}; {said}.",
        f"{len(items)} 项标准中，符合场所的平均比例为 {shown_zh(value)}；{said_zh}。",
    )
    return Index(value.lower, value.upper, known, len(items), worst.name, because)


def actions_seen(actions: Sequence[Action], basis: Basis) -> Index:
    """Share of the live actions that are verified or effective."""
    if not actions:
        return nothing(Sentence("There is no live action to be seen.", "没有可供查看的现行措施。"))
    items = [Item(action.id, _among(action, SEEN, basis)) for action in actions]
    value = mean([item.value for item in items])
    worst = min(items, key=lambda item: (item.value.lower, item.value.upper))
    because = Sentence(
        f"The share of {plural(len(items), 'live action')} verified or effective is {shown(value)}.",
        f"{len(items)} 项现行措施中，已现场核实或有效者占 {shown_zh(value)}。",
    )
    held = "" if worst.value.lower == 1.0 else worst.name
    return Index(value.lower, value.upper, sum(item.known for item in items), len(items), held, because)


def paper_gap(actions: Sequence[Action], issued: Sequence[tuple[str, Standard]], basis: Basis) -> Index:
    """Share said to be done less the share seen in the field.

    It runs over the live actions and over the standards issued that no live action carries: a document is something
    said to be done. An action is seen when it is verified or effective and the standard it carries, if any, was seen.
    """
    if not actions:
        return nothing(Sentence("There is no live action that could be said to be done.", "没有可称已完成的现行措施。"))
    standards = dict(issued)
    carried = {action.standard for action in actions if action.standard}
    items = [Item(action.id, _gap(action, standards, basis)) for action in actions]
    items += [Item(name, _less(YES, _seen(standard, basis))) for name, standard in issued if name not in carried]
    value = mean([item.value for item in items])
    worst = max(items, key=lambda item: (item.value.lower, item.value.upper))
    because = Sentence(
        f"Of {plural(len(items), 'thing')} said or meant to be done, the share said done and not seen is {shown(value)}.",
        f"{len(items)} 项称已或拟完成的事项中，称已完成而未见到者占 {shown_zh(value)}。",
    )
    held = "" if worst.value.upper == 0.0 else worst.name
    return Index(value.lower, value.upper, sum(item.known for item in items), len(items), held, because)


def _gap(action: Action, standards: Mapping[str, Standard], basis: Basis) -> Interval:
    if action.status not in SAID_DONE:
        return NOT_KNOWN if _among(action, SAID_DONE, basis) == NOT_KNOWN else NO
    if action.status not in SEEN:
        return YES
    standard = standards.get(action.standard) if action.standard else None
    return NO if standard is None else _less(YES, _seen(standard, basis))


def _seen(standard: Standard, basis: Basis) -> Interval:
    """Whether anybody saw the standard in the field."""
    if standard.field is None:
        return NO if basis == "own" else NOT_KNOWN
    if standard.field.sites_seen == "unknown":
        return NOT_KNOWN
    return YES if standard.field.sites_seen > 0 else NO


def _less(whole: Interval, part: Interval) -> Interval:
    return settled(whole.lower - part.upper, whole.upper - part.lower)


def _among(action: Action, statuses: frozenset[str], basis: Basis) -> Interval:
    if action.status == "unknown" or (action.status is None and basis == "public-record"):
        return NOT_KNOWN
    return YES if action.status in statuses else NO
