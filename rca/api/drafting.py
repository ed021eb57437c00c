"""Starting a review."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from pathlib import Path

from rca.api.base import Misuse
from rca.api.checking import schema
from rca.api.files import write_text


def new(
    root: Path, review: str, *, title: str | None, date: dt.date, top: str | None, causes: Sequence[str],
    gate: str, kind: str, language: str,
) -> Path:  # fmt: skip
    """Start a review and write the schema beside it.

    Raises:
        Misuse: the id has a wrong form, or the file is there already.
    """
    from rca.importers.draft import SCHEMA_PLACE, NotAnId, draft

    path = root / "reviews" / f"{review}.yaml"
    try:
        text = draft(review, title=title, date=date, top=top, causes=causes, gate=gate, kind=kind, language=language)
    except NotAnId as error:
        raise Misuse(str(error)) from error
    if path.exists():
        msg = f"`{path}` is there already; nothing was written"
        raise Misuse(msg)
    write_text(root / SCHEMA_PLACE, json.dumps(schema("review"), indent=1, ensure_ascii=False) + "\n")
    write_text(path, text)
    return path
