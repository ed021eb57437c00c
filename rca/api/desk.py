"""The investigator's desk: what to do next with a review, and who stood up for which stage."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rca.api.base import KnowledgeBase, Misuse, find_review
from rca.api.fixing import write_over

if TYPE_CHECKING:
    from rca.library.model import Entry
    from rca.lint.signatures import Signature
    from rca.records.review import Review


def next_steps(root: Path, review: str, as_of: dt.date, *, form: str) -> str:
    """What to do now with a review, as text, JSON, Markdown or an HTML page.

    Raises:
        Misuse: there is no such review, or it does not read.
    """
    from rca.exporters import meeting
    from rca.lint.across import Across
    from rca.lint.next_steps import next_steps as steps_of

    kb, entry = find_review(root, review, as_of)
    path = entry.document.file.path
    name = entry.record.id
    found = [each for each in kb.diagnostics() if each.path == path]
    across = Across(kb.library, kb.findings, kb.trees)
    steps = steps_of(entry, kb.trees[name], kb.findings[name], kb.library, across, found)
    return {"json": meeting.as_json, "md": meeting.as_md, "html": meeting.as_html}.get(form, meeting.as_text)(steps)


@dataclass(frozen=True, slots=True)
class Signed:
    """A stage that was signed."""

    path: Path
    hash: str
    again: bool
    """Whether the same expert had signed the stage before; that signature was replaced."""
    remark: str = ""
    """What the signer should know: that the stage asks for another role."""


def sign(root: Path, review: str, as_of: dt.date, *, stage: str, by: str) -> Signed:
    """Write a signature with the day and the hash of what was signed into a review; all else stays as written.

    Raises:
        Misuse: there is no such review, it does not read, `by` is none of its experts, or its text cannot be edited.
    """
    from rca.library.link import nearest
    from rca.lint.signatures import roles_needed, signed_hash
    from rca.records.vocabulary import STAGES
    from rca.source.append import with_item
    from rca.source.edit import CannotEdit, Setting, with_settings

    kb, entry = find_review(root, review, as_of)
    process, document = entry.record.review, entry.document
    experts = {expert.id: expert for expert in process.experts}
    if by not in experts:
        near = nearest(by, frozenset(experts))
        known = (
            f" Known: {', '.join(experts)}." if experts else " It names none yet: write them under `review: experts`."
        )
        msg = f"`{by}` is no expert of `{entry.record.id}`." + (f" Did you mean `{near}`?" if near else known)
        raise Misuse(msg)
    known_stage = next(each for each in STAGES if each == stage)
    seal = signed_hash(document.data, known_stage)
    before = next((i for i, sign in enumerate(process.sign_offs) if sign.stage == stage and sign.by == by), None)
    try:
        if before is None:
            item = {"stage": stage, "by": by, "date": as_of.isoformat(), "hash": seal}
            text = with_item(document, ("review",), "sign_offs", item)
        else:
            place = ("review", "sign_offs", before)
            text = with_settings(document, [
                Setting(place, "date", as_of.isoformat(), "by"), Setting(place, "hash", seal, "date"),
            ])  # fmt: skip
    except CannotEdit as error:
        raise Misuse(str(error)) from error
    path = Path(document.file.path)
    write_over(path, document.file.text, text)
    needed, expert = roles_needed(kb.library, stage), experts[by]
    fits = expert.role in needed or (expert.independent and "independent-expert" in needed)
    remark = "" if fits else f"stage `{stage}` asks for {' and '.join(needed)}; `{by}` is {expert.role}"
    return Signed(path, seal, before is not None, remark)


def signatures(root: Path, review: str | None, as_of: dt.date) -> tuple[tuple[str, Signature], ...]:
    """Every signature of a review, or of all reviews, each with the review's id and its state.

    Raises:
        Misuse: `root` is no folder, there is no such review, or it does not read.
    """
    from rca.lint.signatures import signatures as of_review

    entries: Sequence[Entry[Review]]
    if review is None:
        entries = [entry for entry in KnowledgeBase(root, as_of).library.reviews.values() if not entry.partial]
    else:
        entries = [find_review(root, review, as_of)[1]]
    return tuple(
        (entry.record.id, signature)
        for entry in entries
        for signature in of_review(entry.document.data, entry.record.review)
    )


def signatures_shown(found: Sequence[tuple[str, Signature]], form: str) -> str:
    """Signatures as text or JSON."""
    if form == "json":
        rows = [{"review": n, "stage": s.stage, "by": s.by, "date": s.date, "state": s.state} for n, s in found]
        return json.dumps(
            {"signatures": rows, "out_of_date": sum(s.state == "out-of-date" for _, s in found)}, indent=2
        )
    from rca.exporters.text_layout import table

    if not found:
        return "no signatures"
    words = {"holds": "holds", "out-of-date": "OUT OF DATE: changed since", "unsealed": "not sealed: written by hand"}
    rows_of = [["review", "stage", "by", "date", ""], *([n, s.stage, s.by, s.date, words[s.state]] for n, s in found)]
    return table(rows_of, "")
