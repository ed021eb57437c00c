"""From the text of a file to plain data."""

from __future__ import annotations

import yaml

from rca.diagnostics import Diagnostic
from rca.source.builder import MAX_TEXT, MAX_VALUES, Builder
from rca.source.document import Document, SourceFile
from rca.source.guard import check_text
from rca.source.loader import new_loader
from rca.source.positions import locate
from rca.source.reports import Reports, Stop
from rca.source.syntax import syntax_error


def read(file: SourceFile) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """A file's data, and what could not be read of it.

    Duplicate keys, tags and keys that are not text are all reported, and the rest is read. After a syntax error, an
    alias, a character that text does not have, or too much of anything, nothing of the file is read.
    """
    reports = Reports(file)
    builder = Builder(reports)
    try:
        check_text(file.text, reports)
        _build(file.text, builder)
        if not builder.begun:
            reports.stop("RCA006", 0, 0, "the file holds nothing", help="`rca new` writes a first draft")
    except Stop:
        return None, tuple(reports.found)
    except yaml.YAMLError as error:
        return None, (*reports.found, syntax_error(file, error))
    return Document(file, builder.root, locate, tuple(builder.unread)), tuple(reports.found)


def _build(text: str, builder: Builder) -> None:
    loader = new_loader(text)
    try:
        # No value is shorter than one character: a short text cannot hold too many, nor one that is too long.
        builder.build(loader.get_event, careful="&" in text or len(text) > min(MAX_VALUES, MAX_TEXT))
    finally:
        loader.dispose()
