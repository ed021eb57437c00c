"""The findings on one review: as text, as an outline, as a picture."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from rca.api.base import KnowledgeBase, Misuse, find_review
from rca.api.files import write_bytes

if TYPE_CHECKING:
    from rca.analysis.findings import Findings
    from rca.library.model import Entry
    from rca.records.review import Review


def analyse(
    root: Path, review: str, as_of: dt.date, *, form: str, limit: int = 1000, prime_implicants: bool = False,
    importance: bool = False, told: Callable[[str], None] | None = None,
) -> str:  # fmt: skip
    """The findings on a review, as text, JSON or CSV (importance, an event a row); `importance`: all of it in the text.

    `told` is called with each fault for which `rca check` finds the tree faulty; in JSON they stand in `limits` too.

    Raises:
        Misuse: there is no such review, or it does not read.
    """
    kb, entry = find_review(root, review, as_of)
    findings = kb.analysed(entry, limit)
    tree = kb.tree(entry.record.id)
    faults = _faults(kb, entry, findings)
    if told is not None:
        for each in faults:
            told(each)
    implicants: tuple[tuple[str, ...], ...] | None = None
    if prime_implicants:
        from rca.analysis.primes import prime_implicants as find_implicants

        implicants = find_implicants(tree, limit)
        if implicants is None:
            msg = f"the prime implicants of `{entry.record.id}` are too many to be found; its minimal cut sets are not"
            raise Misuse(msg)
    from rca.analysis.action_plan import action_plan

    if form == "json":
        from rca.analysis.as_json import findings_json
        from rca.exporters.action_plan import plan_json

        data = findings_json(findings)
        data["action_plan"] = plan_json(action_plan(entry.record, tree))
        data["limits"] = [*findings.limits, *faults]
        if implicants is not None:
            data["prime_implicants"] = [list(each) for each in implicants]
        return json.dumps(data, indent=2, ensure_ascii=False)
    from rca.exporters.importance import importance_csv, importance_text

    if form == "csv":
        return importance_csv(tree, findings)
    from rca.exporters.findings_text import findings_text

    text = findings_text(entry.record, tree, findings, implicants, action_plan(entry.record, tree))
    return f"{text}\n\n{importance_text(findings)}" if importance and findings.importance else text


def _faults(kb: KnowledgeBase, entry: Entry[Review], findings: Findings) -> list[str]:
    """A sentence for each fault of the tree that `rca check` reports, by which the findings may mislead."""
    from rca.lint.tree_faults import tree_faults

    found = tree_faults(kb.library, entry.record.id, kb.tree(entry.record.id), findings)
    return [
        f"The tree is faulty, so that what follows from it may mislead: {each.path}:{each.span.line}: {each.code} "
        f"{each.message}. `rca check` says more."
        for each in found
    ]


def outline(root: Path, review: str, as_of: dt.date) -> str:
    """The fault tree as an indented outline.

    Raises:
        Misuse: there is no such review, or it does not read.
    """
    from rca.exporters.outline_text import outline_text

    kb, entry = find_review(root, review, as_of)
    return outline_text(kb.tree(entry.record.id), kb.analysed(entry))


def draw_tree(
    root: Path, review: str, as_of: dt.date, target: Path, *, symbols: Literal["iec", "ansi"], engine: str | None
) -> tuple[Path, ...]:
    """Write the fault tree as a picture; a large tree gives several files.

    Raises:
        Misuse: there is no such review, the ending of `target` is none that can be written, or the file cannot be.
    """
    from rca.site.pictures.files import FORMATS, CannotDraw, export_tree

    if target.suffix.lower() not in FORMATS:
        msg = f"`{target.name}` ends in none of {', '.join(FORMATS)}"
        raise Misuse(msg)
    kb, entry = find_review(root, review, as_of)
    name = entry.record.id
    try:
        pages = export_tree(
            entry.record, kb.tree(name), kb.analysed(entry), target.suffix.lower(), symbols=symbols, engine=engine
        )
    except CannotDraw as error:
        raise Misuse(str(error)) from error
    written = []
    for number, content in enumerate(pages, 1):
        path = target if number == 1 else target.with_stem(f"{target.stem}-{number}")
        write_bytes(path, content)
        written.append(path)
    return tuple(written)
