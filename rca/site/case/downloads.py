"""Files beside the page of a case: its source, its findings, its actions, a citation."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping

from rca.analysis.as_json import Json, findings_json
from rca.site import addresses
from rca.site.case.view import CaseView
from rca.site.page import Attachment
from rca.site.translated import title

_COLUMNS = ("id", "ref", "do", "function", "kind", "control", "status", "status_as_of", "by", "to", "owner", "due",
            "breaks", "weakens", "traced")  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def downloads(view: CaseView) -> tuple[Attachment, ...]:
    """Everything the page offers but the picture."""
    folder = addresses.case(view.review.id).removesuffix("index.html")
    source = view.context.library.reviews[view.review.id].document.file.text
    return (
        Attachment(f"{folder}review.yaml", source),
        Attachment(f"{folder}findings.json", json.dumps(_findings(view), indent=1, ensure_ascii=False) + "\n"),
        Attachment(f"{folder}actions.csv", actions_csv(view)),
        Attachment(f"{folder}cite.bib", bibtex(view)),
    )


def _findings(view: CaseView) -> dict[str, Json]:
    """Without the time it took, which is another one at every build."""
    found = findings_json(view.findings)
    method = found["method"]
    return {
        **found,
        "method": {k: v for k, v in method.items() if k != "seconds"} if isinstance(method, Mapping) else None,
    }


def actions_csv(view: CaseView) -> str:
    """Actions as a table. A cell that a spreadsheet would take for a formula is quoted with an apostrophe."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for action in view.review.actions or ():
        values = [getattr(action, column) for column in _COLUMNS]
        writer.writerow([_cell(" ".join(map(str, v)) if isinstance(v, tuple) else str(v or "")) for v in values])
    return target.getvalue()


def _cell(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


def citation(view: CaseView) -> str:
    """How to cite the page: title, stage, day, and the start of the hash of what was read."""
    review, context = view.review, view.context
    return context.words(
        "cite.text",
        id=review.id,
        title=title(review, context.language).text,
        stage=context.words(f"stage.{review.review.stage}").lower(),
        date=context.as_of.isoformat(),
        content=context.library.reviews[review.id].document.file.digest[:8],
    )


def bibtex(view: CaseView) -> str:
    """The same for a reference manager. Braces and backslashes are taken out of the title."""
    review = view.review
    title = re.sub(r"[{}\\]", "", review.title)
    digest = view.context.library.reviews[review.id].document.file.digest[:8]
    return (
        f"@misc{{{review.id},\n  title = {{{title}}},\n  year = {{{view.context.as_of.year}}},\n"
        f"  note = {{Incident review, stage {review.review.stage}, as of {view.context.as_of.isoformat()}, content {digest}}}\n}}\n"
    )
