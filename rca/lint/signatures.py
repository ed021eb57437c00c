"""Signatures of review stages: what each covers, whose are still needed, and which are out of date."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from rca.library.model import Library
from rca.records.review import Process
from rca.records.vocabulary import STAGES, Stage
from rca.source.document import Value

State = Literal["holds", "out-of-date", "unsealed"]

VERSION = "v1"
"""Of the recipe below; a signature says by which it was made."""
LETTERS = 32
"""Hexadecimal digits of SHA-256 that are kept: 128 bits."""

_PARTS: Mapping[Stage, tuple[str, ...]] = {
    "opened": ("id", "title", "kind", "event"),
    "evidence": ("timeline", "sources", "evidence", "conflicts"),
    "analysis": ("fault_tree", "barriers", "prior_events", "open_questions"),
    "summary": ("summary", "technical_summary", "response"),
    "actions": ("actions", "standards", "accountability"),
    "published": ("lessons", "training", "links", "references", "attachments", "translations"),
    "verified": (),
    "closed": (),
}
"""What each stage adds; a signature covers its own stage and every one before it, since that is what it is built on."""
_PROGRESS = frozenset(
    {"status", "status_text", "status_as_of", "foreign_status", "done", "reason", "superseded_by", "note"}
)
_EFFECT_PROGRESS = frozenset({"checked", "result", "verdict", "by"})
_FOUND_LATER = frozenset({"field"})
"""What is filled in while agreed actions are carried out and standards seen in the field: only `verified` and `closed` cover it."""


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature of a review, held against what the review says now."""

    index: int
    """Place in `sign_offs`."""
    stage: Stage
    by: str
    date: str
    state: State
    """`unsealed`: written by hand, without a hash."""


def signed_hash(data: Value, stage: Stage) -> str:
    """The hash of what a signature of `stage` covers.

    SHA-256 over the file's data as canonical JSON: keys sorted, blanks in texts made single. Comments, formatting and
    the order of keys do not enter, nor does `review` (stage, experts, signatures) or `lint`; nor, before `verified`,
    the progress of agreed actions.
    """
    whole = data if isinstance(data, Mapping) else {}
    covered = STAGES.index(stage)
    parts = [part for each in STAGES[: covered + 1] for part in _PARTS[each]]
    taken = {part: _plain(whole[part]) for part in parts if part in whole}
    if stage in ("verified", "closed"):
        process = whole.get("review")
        if stage == "closed" and isinstance(process, Mapping) and "look_back" in process:
            taken["look_back"] = _plain(process["look_back"])
    else:
        for part, later in (("actions", _PROGRESS), ("standards", _FOUND_LATER)):
            if part in taken:
                taken[part] = _agreed(taken[part], later)
    text = json.dumps(taken, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{VERSION}-{digest[:LETTERS]}"


def signatures(data: Value, process: Process) -> tuple[Signature, ...]:
    """Every signature in the order written, with its state."""
    now: dict[Stage, str] = {}
    found = []
    for index, sign in enumerate(process.sign_offs):
        state: State = "unsealed"
        if sign.hash is not None:
            if sign.stage not in now:
                now[sign.stage] = signed_hash(data, sign.stage)
            state = "holds" if sign.hash == now[sign.stage] else "out-of-date"
        found.append(Signature(index, sign.stage, sign.by, sign.date, state))
    return tuple(found)


def roles_needed(library: Library, stage: str) -> tuple[str, ...]:
    """Roles that sign a stage, after the taxonomy `workflow`."""
    workflow = library.taxonomies.get("workflow")
    term = next((term for term in workflow.stages if term.code == stage), None) if workflow is not None else None
    roles = term.column("sign_off") if term is not None else None
    return tuple(str(role) for role in roles) if isinstance(roles, (list, tuple)) else ("lead",)


def roles_signed(process: Process, stage: str) -> frozenset[str]:
    """Roles that signed a stage; an independent expert signs as one whatever the role."""
    signers = {signature.by for signature in process.sign_offs if signature.stage == stage}
    found = {expert.role for expert in process.experts if expert.id in signers}
    independent = any(expert.independent for expert in process.experts if expert.id in signers)
    return frozenset(found) | (frozenset({"independent-expert"}) if independent else frozenset())


def _plain(value: Value) -> Value:
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, Sequence) else value


def _agreed(value: Value, later: frozenset[str]) -> Value:
    """A list or mapping of records without what is filled in later."""
    if isinstance(value, Mapping):
        return {key: _without(each, later) for key, each in value.items()}
    return (
        [_without(each, later) for each in value]
        if isinstance(value, Sequence) and not isinstance(value, str)
        else value
    )


def _without(record: Value, later: frozenset[str]) -> Value:
    if not isinstance(record, Mapping):
        return record
    kept = {key: value for key, value in record.items() if key not in later}
    effect = kept.get("effect")
    if isinstance(effect, Mapping):
        kept["effect"] = {key: value for key, value in effect.items() if key not in _EFFECT_PROGRESS}
    return kept
