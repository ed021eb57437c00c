"""What all tests share: where the knowledge base stands, its pages, and a browser where one is found."""

from __future__ import annotations

import datetime as dt
import fcntl
import hashlib
import os
import pickle
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from rca.site.page import Attachment, Page
    from rca.source.document import SourceFile

ROOT = Path(__file__).parent.parent
CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
)
TODAY = dt.date(2026, 11, 24)
"""The day on which the pages of the knowledge base are made."""
BENCH = Path(os.environ.get("RCA_BENCH", ROOT.parent / "shared" / "bench"))
"""Other people's data for comparison; read where it is present."""

if sys.dont_write_bytecode:
    # Where nothing may be written beside the sources, as in many a container, each worker and each `rca` that a test
    # starts would compile everything anew: a second of five. What is compiled is kept out of the way instead.
    sys.dont_write_bytecode, sys.pycache_prefix = False, str(ROOT / ".cache" / "pycache")
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = sys.pycache_prefix

LONGEST = (
    "browser/test_case_in_browser", "analysis/test_hostile_trees", "site/test_site_reuse", "site/test_site_live",
    "lint/test_own_rules", "cli/test_wrong_input", "site/test_site_build", "lint/test_lint_pages", "site/test_site_languages",
    "source/test_hostile_files", "analysis/test_logic_by_brute_force", "site/test_site_level", "cli/test_commands",
    "analysis/test_large_trees", "training/test_paper", "source/test_layout", "cli/test_hostile_models", "site/test_site_browser",
    "search/test_search_in_browser", "training/test_self_test_in_browser", "importers/test_new_from",
)  # fmt: skip
"""Files that take longest, first: begun last, one of them would keep a worker busy long after the others are done."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Puts the longest files first; within a file the order stays."""
    place = {ROOT / "tests" / f"{name}.py": number for number, name in enumerate(LONGEST)}
    items.sort(key=lambda item: place.get(item.path, len(place)))


Once = Callable[[str, Callable[[Path], object]], Path]
"""Takes a name and what fills a folder, and gives the filled folder."""

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")  # a busy machine is no fault of the code


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session", autouse=True)
def _read_once() -> Iterator[None]:
    """Files of the knowledge base, and the code lists that come with the tool, are read once and not for each command.

    By the memo that a server keeps, in which a file has its place by path, kind and hash.
    """
    from rca.library import load

    ours = {hashlib.sha256(path.read_bytes()).hexdigest() for path in (ROOT / "kb").rglob("*.yaml")}
    memo: load.Memo = {}
    reading = load.reading

    def once(file: SourceFile, model: type[load.M], own: load.Memo | None = None) -> load.Reading[load.M]:
        return reading(file, model, memo if own is None and file.digest in ours else own)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(load, "reading", once)
        yield


@pytest.fixture(scope="session")
def bench() -> Path:
    """Comparison data; the test is skipped where there is none."""
    if not BENCH.is_dir():
        pytest.skip("no comparison data here")
    return BENCH


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """Makes what takes long once for all workers: the first that asks makes it, the others wait and take it."""
    own = tmp_path_factory.getbasetemp()
    base = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own

    def made(name: str, make: Callable[[Path], object]) -> Path:
        place, stage = base / name, base / f"{name}-stage"
        with (base / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not place.exists():
                shutil.rmtree(stage, ignore_errors=True)
                stage.mkdir()
                make(stage)
                stage.rename(place)
        return place

    return made


@pytest.fixture(scope="session")
def real_pages(once: Once) -> tuple[Page | Attachment, ...]:
    """Every page of the knowledge base, as a build makes them."""
    from rca import api
    from rca.api.publishing import kb_for
    from rca.site.pages import all_pages

    def make(folder: Path) -> None:
        made = tuple(all_pages(api.site_context(kb_for(ROOT / "kb", TODAY, "public")[0])))
        (folder / "pages.pickle").write_bytes(pickle.dumps(made))

    pages: tuple[Page | Attachment, ...] = pickle.loads((once("real-pages", make) / "pages.pickle").read_bytes())
    return pages


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
