"""From the text of a file to plain data."""

from __future__ import annotations

import yaml

from rca.diagnostics import Diagnostic
from rca.source.builder import Builder, Stop
from rca.source.document import Document, SourceFile
from rca.source.loader import new_loader
from rca.source.positions import locate
from rca.source.syntax import syntax_error


def read(file: SourceFile) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """A file's data, and what could not be read of it.

    Duplicate keys, tags and keys that are not text are all reported, and the rest is read. After a syntax error, an
    alias, a character that text does not have, or too much of anything, nothing of the file is read.
    """
    builder = Builder(file)
    loader = None
    try:
        builder.check_text()
        loader = new_loader(file.text)
        while not builder.ended and loader.check_event():
            if (event := loader.get_event()) is not None:
                builder.take(event)
        builder.check_content()
    except Stop as stop:
        return None, (*builder.found, stop.diagnostic)
    except yaml.YAMLError as error:
        return None, (*builder.found, syntax_error(file, error))
    finally:
        if loader is not None:
            loader.dispose()
    return Document(file, builder.root, locate, tuple(builder.unread)), tuple(builder.found)
