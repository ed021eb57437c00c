"""An `at_least` gate in a wrong form: the message shows how one is written."""

from __future__ import annotations

import pytest

from rca.records.review import Review
from rca.records.validate import validate
from rca.source.document import SourceFile
from rca.source.reader import read

TEXT = """\
format: 1
id: vote
title: A vote
event: {date: 2020-01-01}
fault_tree:
  top: TOP
  events:
    TOP: {event: Top, at_least: FORM}
    A: {event: a, status: open}
    B: {event: b, status: open}
"""


@pytest.mark.parametrize(
    ("form", "code", "example"),
    [
        ("{k: 2, of: [A, B]}", "RCA102", "`[2, A, B]`"),
        ("{number: 1, causes: [B, A]}", "RCA102", "`[1, B, A]`"),
        ("{k: 2}", "RCA102", "`[2, A, B, C]`"),
        ("2", "RCA102", "`[2, A, B, C]`"),
        ("two of them", "RCA102", "`[2, A, B, C]`"),
        ("[2]", "RCA105", "`[2, A, B, C]`"),
        ("[A, B]", "RCA107", "`[2, A, B, C]`"),
        ("[2, 3]", "RCA107", "`[2, A, B, C]`"),
    ],
)
def test_a_wrong_form_is_answered_with_an_example(form: str, code: str, example: str) -> None:
    """Whatever was written, the right form stands in the message or its help."""
    document, _ = read(SourceFile("vote.yaml", TEXT.replace("FORM", form), "0"))
    assert document is not None
    found = validate(document, Review).diagnostics

    assert [each.code for each in found] == [code]
    assert example in f"{found[0].message} {found[0].help}"
