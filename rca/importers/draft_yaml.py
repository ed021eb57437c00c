"""A draft as YAML that an editor of reviews would have written by hand."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence

from rca.importers.draft import SCHEMA_PLACE, Cause, Draft, Pairs, Value

WIDTH = 112
"""Characters of a line before prose is folded."""
_PLAIN = re.compile(
    r"[A-Za-z\u00c0-\u024f\u4e00-\u9fff][^\n:#,\[\]{}&*!|>'\"%@`\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]*"
)
_NOT_TEXT = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")


def draft_yaml(review: str, draft: Draft, *, source: str = "") -> str:
    """The draft's text; what was not carried from `source` stands in comments at its end."""
    lines = [
        f"# yaml-language-server: $schema=../{SCHEMA_PLACE}",
        "format: 1",
        f"id: {scalar(review)}",
        f"title: {scalar(draft.title or review.replace('-', ' ').capitalize())}",
        *(_prose("summary", draft.summary, 0) if draft.summary else ()),
        *([f"kind: {draft.kind}"] if draft.kind != "incident" else []),
        *_process(draft),
        *_event(draft),
        *_list("timeline", draft.timeline),
        *(
            ["evidence:", *(f"  {name}: {_flow(each)}" for name, each in draft.evidence.items())]
            if draft.evidence
            else ()
        ),
        *(f"# {comment(each)}" for each in draft.remarks),
        "fault_tree:",
        f"  top: {draft.top}",
        "  events:",
        *(line for cause in draft.events for line in _cause(cause)),
        *_list("barriers", draft.barriers),
        *_list("actions", draft.actions),
        *_response(draft),
        *_list("lessons", draft.lessons),
    ]
    if draft.left:
        lines += ["", f"# Not carried from {comment(source) or 'the other format'}:"]
        lines += [f"#   - {comment(each)}" for each in draft.left]
    return "\n".join(lines) + "\n"


def _process(draft: Draft) -> list[str]:
    """What is not as it is left out; with the public record how a statement gets its source."""
    public = draft.basis == "public-record"
    said = [
        *(["basis: public-record"] if public else []),
        *([f"language: {draft.language}"] if draft.language != "en" else []),
    ]
    lines = [f"review: {{{', '.join(said)}}}"] if said else []
    return [*lines, *(PUBLIC_RECORD if public else ())]


PUBLIC_RECORD = (
    "# Each statement cites evidence, and evidence the page it was read on; what was not checked there is `checked: false`:",
    '# sources: {S1: {title: Report, publisher: Who, year: 2020, url: "https://…", tier: primary, seen: whole}}',
    '# evidence: {E-1: {kind: report, grade: B, what: "In your own words", source: S1, checked: true}}',
)
"""Comments of a draft from published reports."""


def scalar(text: str) -> str:
    """A scalar that YAML reads back as the same text: plain where that is safe, else quoted as JSON quotes."""
    if _PLAIN.fullmatch(text) and not text.endswith(" ") and text.lower() not in _NOT_TEXT:
        return text
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(text, ensure_ascii=False))


def comment(text: str) -> str:
    """A text as part of a comment: one line, printable."""
    return " ".join(re.sub("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]", " ", text).split())


def _event(draft: Draft) -> Iterator[str]:
    yield "event:"
    yield f"  date: {draft.date}"
    if draft.time:
        yield f"  time: {json.dumps(draft.time)}"
    if draft.place:
        yield f"  place: {_flow(draft.place)}"
    if draft.organisation:
        yield f"  organisation: {scalar(draft.organisation)}"
    asked = "     # deaths, injured, direct_loss, environment …; what could it have been?"
    harm = ", ".join((*(f"{name}: {count}" for name, count in draft.harm.items()), "potential: unknown"))
    if not draft.measures:
        yield f"  harm: {{{harm}}}{asked}"
    else:
        yield "  harm:"
        yield from (f"    {name}: {count}" for name, count in draft.harm.items())
        yield "    measures:"
        yield from (f"      - {_flow(each)}" for each in draft.measures)
        yield f"    potential: unknown{asked}"
    if draft.luck:
        yield from _prose("luck", draft.luck, 2)


def _cause(cause: Cause) -> Iterator[str]:
    remark = f"     # {comment(cause.remark)}" if cause.remark else ""
    pairs = [f"event: {scalar(cause.event)}"]
    if cause.gate:
        items = ", ".join((*([str(cause.threshold)] if cause.threshold is not None else []), *cause.causes))
        pairs.append(f"{cause.gate}: [{items}]")
    pairs += [f"{name}: {scalar(value)}" for name, value in cause.facts.items()]
    pairs += [
        f"{name}: [{', '.join(ids)}]" for name, ids in (("evidence", cause.evidence), ("against", cause.against)) if ids
    ]
    if cause.probability:
        pairs.append(f"probability: {_flow(cause.probability)}")
    short = f"    {cause.id}: {{{', '.join(pairs)}}}"
    if len(short) <= WIDTH:
        yield short + remark
        return
    yield f"    {cause.id}:{remark}"
    yield from (f"      {pair}" for pair in pairs)


def _response(draft: Draft) -> Iterator[str]:
    if draft.response or draft.response_note:
        yield "response:"
    if draft.response:
        yield "  actions:"
        yield from (f"    - {_flow(each)}" for each in draft.response)
    if draft.response_note:
        yield from _prose("note", draft.response_note, 2)


def _list(name: str, items: Sequence[Pairs]) -> Iterator[str]:
    if items:
        yield f"{name}:"
        yield from (line for each in items for line in _item(each))


def _item(pairs: Pairs) -> list[str]:
    short = f"  - {_flow(pairs)}"
    if len(short) <= WIDTH:
        return [short]
    written = [f"{name}: {_value(value)}" for name, value in pairs.items()]
    return [f"  - {written[0]}", *(f"    {each}" for each in written[1:])]


def _flow(pairs: Pairs) -> str:
    return "{" + ", ".join(f"{name}: {_value(value)}" for name, value in pairs.items()) + "}"


def _value(value: Value) -> str:
    if isinstance(value, Mapping):
        return _flow(value)
    if isinstance(value, tuple):
        return f"[{', '.join(scalar(each) for each in value)}]"
    if isinstance(value, str):
        return scalar(value)
    return json.dumps(value)


def _prose(name: str, text: str, indent: int) -> list[str]:
    """A key with its prose, folded when it is long; blanks have been made single before."""
    lead = " " * indent
    if len(text) + len(name) + indent < WIDTH or "\n" in text or _ESCAPED.search(text):
        return [f"{lead}{name}: {scalar(text)}"]
    lines = textwrap.wrap(text, WIDTH - indent, break_long_words=False, break_on_hyphens=False)
    return [f"{lead}{name}: >-", *(f"{lead}  {line}" for line in lines)]
