"""The site of the small knowledge base, built once for all tests that only look at it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from site_cases import context_of, small

from rca.site.build import build_site

if TYPE_CHECKING:
    from conftest import Once

CONFIG = Path(__file__).parents[2] / "mkdocs.yml"


@pytest.fixture(scope="session")
def small_site(once: Once) -> Path:
    """A folder in which the site stands as `below`; not to be changed."""

    def make(folder: Path) -> None:
        report = build_site(context_of(small(folder / "kb")), folder / "www" / "below", CONFIG)
        assert report.problems == ()
        assert not report.stopped
        assert report.reviews == 2

    return once("small-site", make) / "www"
