"""Rules of the check: the list, and a page for each made from its docstring."""

from __future__ import annotations

from collections.abc import Iterator

from rca.lint.registry import described
from rca.lint.rule import Described
from rca.records.review import Review
from rca.site import addresses
from rca.site.context import SiteContext
from rca.site.markdown import rendered
from rca.site.page import Page


def pages(context: SiteContext) -> Iterator[Page]:
    """The list of rules, in groups, and a page for each."""
    path, w = addresses.RULES, context.words
    rules = described()
    groups: dict[str, list[Described]] = {}
    for rule in rules:
        groups.setdefault(rule.group, []).append(rule)
    lede = w("rules.lede", rules=w.n("rule", len(rules)))
    body = context.render("rules.html", path, groups=groups, lede=lede)
    yield Page(path=path, title=w("rules.title"), body=body, description=lede)
    found = _found(context)
    for rule in rules:
        yield _rule(context, rule, found.get(rule.code, ()))


def _rule(context: SiteContext, rule: Described, found: tuple[tuple[Review, int, bool], ...]) -> Page:
    path = addresses.rule(rule.code)
    sections = [(name, rendered(text)) for name, text in rule.page.sections.items()]
    body = context.render("rule.html", path, rule=rule, sections=sections, found=found)
    return Page(path=path, title=f"{rule.code} {rule.page.title}", body=body, description=rule.page.why,
                section=addresses.RULES, contents=False)  # fmt: skip


def _found(context: SiteContext) -> dict[str, tuple[tuple[Review, int, bool], ...]]:
    """For every code the cases with the finding, how often, and whether it is silenced there."""
    rows: dict[str, dict[tuple[str, bool], int]] = {}
    for review in context.reviews:
        for each in context.diagnostics.get(review.id, ()):
            cell = rows.setdefault(each.code, {})
            cell[review.id, False] = cell.get((review.id, False), 0) + 1
        for silenced in context.silenced.get(review.id, ()):
            cell = rows.setdefault(silenced.diagnostic.code, {})
            cell[review.id, True] = cell.get((review.id, True), 0) + 1
    by_id = {review.id: review for review in context.reviews}
    return {
        code: tuple((by_id[name], count, silent) for (name, silent), count in sorted(cell.items()))
        for code, cell in rows.items()
    }
