"""The site of the knowledge base, built once and served below a sub-path."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from rca import api
from rca.site import build

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parent.parent.parent


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """No line for each file."""


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, browser: Browser, request: pytest.FixtureRequest) -> Iterator[str]:
    """Address of the built site, which stands in a folder below the server's root.

    In English alone: the Chinese pages of a site in a frame are looked at on small ones (`tests/site`).
    """
    del browser  # where there is none, nothing is built
    pages = [item for item in request.getfixturevalue("real_pages") if not item.path.startswith("zh/")]
    root = tmp_path_factory.mktemp("www")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(build, "all_pages", lambda _: pages)
        report = api.build(
            ROOT / "kb", dt.date(2026, 11, 24), root / "safety" / "base", ROOT / "mkdocs.yml", lambda _: None
        )
    assert not report.stopped, report.problems
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(root))) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/safety/base/"
        server.shutdown()
        thread.join()


class Visit:
    """An open page, with everything that went wrong on it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.wrong: list[str] = []
        page.on("console", lambda message: message.type in ("error", "warning") and self.wrong.append(message.text))
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.on("requestfailed", lambda request: self.wrong.append(f"failed: {request.url}"))
        page.on("response", lambda answer: answer.status >= 400 and self.wrong.append(f"{answer.status}: {answer.url}"))
        page.on(
            "request",
            lambda request: (
                "127.0.0.1" in request.url
                or request.url.startswith(("data:", "blob:"))
                or self.wrong.append(f"left the machine: {request.url}")
            ),
        )


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """A page of a desktop, in light colours."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, color_scheme="light")
    yield Visit(context.new_page())
    context.close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Visit]:
    """A page of a phone, in dark colours."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, color_scheme="dark", has_touch=True)
    yield Visit(context.new_page())
    context.close()
