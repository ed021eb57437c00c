"""Evidence and sources: what the cases rest on, what is only recalled, where sources differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from rca.records.review import Review
from rca.site import addresses, register
from rca.site.context import SiteContext
from rca.site.page import Page


@dataclass(frozen=True, slots=True)
class Standing:
    """How well a case's evidence is checked."""

    review: Review
    facts: int
    checked: int
    recalled: int
    unstated: int


def pages(context: SiteContext) -> Iterator[Page]:
    """The register of evidence."""
    path, w = addresses.EVIDENCE, context.words
    rows = register.evidence(context)
    unchecked = [row for row in rows if row.evidence.checked is False]
    shown = tuple(row for row in unchecked if row.evidence.access in (None, "public", "sector"))
    standings = []
    for review in context.reviews:
        counted = Counter(each.checked for each in review.evidence.values())
        if review.evidence:
            standings.append(
                Standing(review, len(review.evidence), counted[True], counted[False], counted[None])
            )  # fmt: skip
    body = context.render(
        "evidence.html", path,
        rows=rows,
        standings=standings,
        unchecked=shown,
        kept=len(unchecked) - len(shown),
        conflicts=[(review, conflict) for review in context.reviews for conflict in review.conflicts],
        sources=[(review, name, each) for review in context.reviews for name, each in review.sources.items()],
    )  # fmt: skip
    yield Page(path=path, title=w("evidence.title"), body=body)
