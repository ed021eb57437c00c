"""The register of actions: what is overdue, which paths no action breaks, and every action by case."""

from __future__ import annotations

from collections.abc import Iterator

from rca.analysis.clocks import due_items
from rca.site import addresses, register
from rca.site.context import SiteContext
from rca.site.page import Page


def pages(context: SiteContext) -> Iterator[Page]:
    """The register of actions."""
    path, w = addresses.ACTIONS, context.words
    rows = register.actions(context)
    unknown = [row for row in rows if row.action.status in (None, "unknown")]
    by_case = [(review, tuple(register.actions_of(context, review))) for review in context.reviews if review.actions]
    unbroken = [
        (review, context.findings[review.id].unbroken_cut_sets)
        for review in context.reviews
        if review.id in context.findings and context.findings[review.id].unbroken_cut_sets
    ]
    body = context.render(
        "actions.html", path,
        rows=rows,
        overdue=tuple(row for row in rows if row.overdue),
        undated=sum(each.day is None for each in due_items(context.reviews, context.findings, context.as_of)),
        unknown=len(unknown),
        dropped=sum(row.field == "none" for row in rows) - len(unknown),
        by_case=by_case,
        unbroken=unbroken,
        events={review.id: {each.id: each.event.event for each in review.fault_tree.placed()} for review, _ in unbroken},
    )  # fmt: skip
    yield Page(path=path, title=w("actions.title"), body=body)
