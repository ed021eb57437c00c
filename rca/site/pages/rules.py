"""Codes of the check: the list, and a page for each, made from the rules' docstrings and from the catalogue of reading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from rca.diagnostics.catalogue import CATALOGUE
from rca.lint.registry import described
from rca.records.review import Review
from rca.site import addresses
from rca.site.context import SiteContext
from rca.site.markdown import rendered
from rca.site.page import Page
from rca.training.registry import teaching_rules

READING = "RCA2"
"""Codes up to here speak of files and cannot be silenced in a review."""


@dataclass(frozen=True, slots=True)
class Explained:
    """A code with what there is to say about it."""

    code: str
    title: str
    severity: str
    group: str
    stage: str
    """Stage from which it speaks; empty for codes of reading, which always speak."""
    why: str
    sections: tuple[tuple[str, Markup], ...]

    @property
    def can_be_silenced(self) -> bool:
        """Whether a review may allow it with a reason."""
        return self.code[:4] > READING and bool(self.stage)


@dataclass(frozen=True, slots=True)
class FoundIn:
    """A case with the finding, how often, and whether the review silences it."""

    review: Review
    count: int
    silenced: bool


def pages(context: SiteContext) -> Iterator[Page]:
    """The list of codes, in groups, and a page for each."""
    path, w = addresses.RULES, context.words
    rules = (*_rules(), *_teaching(), *_catalogue(w("rules.reading")))
    groups: dict[str, list[Explained]] = {}
    for rule in rules:
        groups.setdefault(rule.group, []).append(rule)
    lede = w("rules.lede", rules=w.n("rule", len(rules)))
    body = context.render("rules.html", path, groups=groups, lede=lede)
    yield Page(path=path, title=w("rules.title"), body=body, description=lede)
    found = _found(context)
    for rule in rules:
        here = addresses.rule(rule.code)
        yield Page(
            path=here,
            title=f"{rule.code} {rule.title}",
            body=context.render("rule.html", here, rule=rule, found=found.get(rule.code, ())),
            description=rule.why,
            section=addresses.RULES,
            contents=False,
        )


def _rules() -> Iterator[Explained]:
    for rule in described():
        sections = tuple((name, rendered(text)) for name, text in rule.page.sections.items())
        yield Explained(
            rule.code, rule.page.title, rule.severity.value, rule.group, rule.stage, rule.page.why, sections
        )


def _teaching() -> Iterator[Explained]:
    for rule in teaching_rules():
        sections = tuple((name, rendered(text)) for name, text in rule.page.sections.items())
        yield Explained(rule.code, rule.page.title, rule.severity.value, rule.group, "", rule.page.why, sections)


def _catalogue(group: str) -> Iterator[Explained]:
    for entry in CATALOGUE.values():
        blocks = [("Why it matters", entry.why), ("What to do", entry.remedy)]
        if entry.bad:
            blocks += [("Bad", f"```yaml\n{entry.bad}\n```"), ("Good", f"```yaml\n{entry.good}\n```")]
        sections = tuple((name, rendered(text)) for name, text in blocks)
        yield Explained(entry.code, entry.title, entry.severity.value, group, "", entry.why, sections)


def _found(context: SiteContext) -> dict[str, tuple[FoundIn, ...]]:
    """For every code the cases with the finding."""
    counted: dict[str, dict[tuple[str, bool], int]] = {}
    for review in context.reviews:
        codes = [(each.code, False) for each in context.diagnostics.get(review.id, ())]
        codes += [(each.diagnostic.code, True) for each in context.silenced.get(review.id, ())]
        for code, silenced in codes:
            cell = counted.setdefault(code, {})
            cell[review.id, silenced] = cell.get((review.id, silenced), 0) + 1
    by_id = {review.id: review for review in context.reviews}
    return {
        code: tuple(FoundIn(by_id[name], count, silenced) for (name, silenced), count in sorted(cell.items()))
        for code, cell in counted.items()
    }
