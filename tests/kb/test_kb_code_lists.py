"""The code lists of the real base."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from rca.library.load import load_library

KB = Path(__file__).parents[2] / "kb"

pytestmark = pytest.mark.skipif(not (KB / "taxonomies").is_dir(), reason="the knowledge base is not here")


def test_every_list_and_every_term_has_a_name_in_both_languages() -> None:
    library = load_library(KB, dt.date(2026, 11, 24))

    assert len(library.taxonomies) >= 32
    assert [name for name, listed in library.taxonomies.items() if not (listed.title.en and listed.title.zh)] == []
    assert [
        f"{name} {term.code}"
        for name, listed in library.taxonomies.items()
        for term in listed.terms
        if not (term.en and term.zh)
    ] == []
