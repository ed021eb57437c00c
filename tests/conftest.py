"""What all tests share: where the knowledge base stands, and a browser where one is found."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parent.parent
CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
)
BENCH = Path(os.environ.get("RCA_BENCH", ROOT.parent / "shared" / "bench"))
"""Other people's data for comparison; read where it is present."""

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")  # a busy machine is no fault of the code


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def bench() -> Path:
    """Comparison data; the test is skipped where there is none."""
    if not BENCH.is_dir():
        pytest.skip("no comparison data here")
    return BENCH


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium; the test is skipped, and says so, where none is found."""
    if CHROMIUM is None:
        if os.environ.get("RCA_NO_SKIP"):
            pytest.fail("no Chromium was found, and here the browser tests must run")
        pytest.skip("no Chromium on this machine: browser tests are skipped")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                  "--disable-component-update", "--disable-sync"],
        )  # fmt: skip
        yield started
        started.close()
