"""An empty desk: the dozen lines a review starts with."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Sequence
from pathlib import PurePosixPath

SCHEMA_PLACE = PurePosixPath(".schema/review.json")
"""Where the schema stands in a knowledge base; the editor modeline of each review points at it."""

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")


class NotAnId(ValueError):
    """The name is no id of a review."""


def draft(
    review: str, *, title: str | None, date: dt.date, top: str | None, causes: Sequence[str],
    gate: str, kind: str, language: str,
) -> str:  # fmt: skip
    """YAML of a draft that reads without an error; what is still to be written stands in it as a question.

    Raises:
        NotAnId: `review` has a form that no file and no page can have.
    """
    if not _ID.fullmatch(review):
        near = re.sub(r"[^a-z0-9]+", "-", review.lower()).strip("-")
        msg = f"`{review}` is not an id: lower-case letters, digits and hyphens" + (
            f", such as `{near}`" if near else ""
        )
        raise NotAnId(msg)
    sentences = list(causes) or ["What was needed for it to happen?", "What else was needed?"]
    names = _names(sentences)
    lines = [
        f"# yaml-language-server: $schema=../{SCHEMA_PLACE}",
        "format: 1",
        f"id: {_text(review)}",
        f"title: {_text(title or review.replace('-', ' ').capitalize())}",
        *([f"kind: {kind}"] if kind != "incident" else []),
        *([f"review: {{language: {language}}}"] if language != "en" else []),
        "event:",
        f"  date: {date.isoformat()}",
        "  harm: {potential: unknown}     # deaths, injured, direct_loss, environment …; what could it have been?",
        "fault_tree:",
        "  top: TOP",
        "  events:",
        f"    TOP: {{event: {_text(top or 'What happened, in a sentence?')}, {gate}: [{', '.join(names)}]}}",
        *(f"    {name}: {{event: {_text(each)}, status: open}}" for name, each in zip(names, sentences, strict=True)),
    ]
    return "\n".join(lines) + "\n"


def _text(text: str) -> str:
    """A scalar that YAML reads back as the same text. JSON's quoting is YAML's."""
    return json.dumps(text, ensure_ascii=False)


def _names(sentences: Sequence[str]) -> list[str]:
    """An id for each cause, from its first long words: `The valve stuck` gives VALVE-STUCK."""
    found: list[str] = []
    for number, sentence in enumerate(sentences, 1):
        words = [word.upper() for word in re.findall(r"[A-Za-z][A-Za-z0-9]+", sentence) if len(word) > 3]
        name = "-".join(words[:2])[:40] if words and not sentence.endswith("?") else f"CAUSE-{number}"
        found.append(name if name not in (*found, "TOP") else f"{name}-{number}")
    return found
