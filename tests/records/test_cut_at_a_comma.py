"""A text with a comma inside braces: YAML reads the rest as a key, and the message says so."""

from __future__ import annotations

import pytest

from rca.records.review import Review
from rca.records.validate import validate
from rca.source.document import SourceFile
from rca.source.reader import read

TEXT = """\
format: 1
id: truck
title: A truck
event: {date: 2020-01-01}
fault_tree:
  top: TOP
  events:
    TOP: {event: A truck lit it, EVENT}
"""


def help_of(written: str) -> tuple[str, str]:
    document, _ = read(SourceFile("reviews/truck.yaml", TEXT.replace("A truck lit it, EVENT", written), "0"))
    assert document is not None
    (only,) = validate(document, Review).diagnostics
    return only.code, f"{only.message}; {only.help}"


def test_the_rest_of_a_text_is_named_as_what_it_is() -> None:
    code, said = help_of("A truck lit it, not the cables, status: open")

    assert code == "RCA103"
    assert "the comma before `not the cables` ends the text of `event`" in said
    assert '`event: "A truck lit it, not the cables"`' in said


@pytest.mark.parametrize("written", ["A truck lit it, status of it: open", "A truck lit it, unheard, status: open"])
def test_a_key_that_somebody_meant_is_still_an_unknown_key(written: str) -> None:
    """One with a value, or a single word, may be a key from another format."""
    assert "unknown key" in help_of(written)[1]
