"""SCORM packages launched in a browser by a platform: passed and failed, score and answers."""

from __future__ import annotations

import datetime as dt
import io
import os
import threading
import zipfile
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from rca import api

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
DAY = dt.date(2024, 3, 1)
SITE = "https://example.org/base"
STUB = (Path(__file__).parent / "scorm_stub.js").read_text("utf-8")
SCORM_AGAIN = Path(os.environ.get("RCA_SCORM_AGAIN", "no-such-file"))
"""`scorm-again.js` of the npm package of that name, where it is installed."""


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """No line for each file."""


@pytest.fixture
def served(folder: Path) -> Iterator[str]:
    """Address of the folder above the knowledge base; a platform is a server, and frames of a disk may not talk."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder.parent))) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def unpacked(folder: Path, to: str) -> Path:
    found = api.export_course(folder, "spills", DAY, to=to, site="", start=DAY, computed=1, seed="1")
    target = folder.parent / to
    with zipfile.ZipFile(io.BytesIO(found.content)) as archive:
        archive.extractall(target)
    return target / "index.html"


def launched(browser: Browser, served: str, page_file: Path, platform: str) -> Page:
    """The package in a frame of a page that is the platform; nothing may leave the machine."""
    page = browser.new_page()
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    page.on(
        "request",
        lambda asked: asked.url.startswith((served, "data:")) or pytest.fail(f"left the machine: {asked.url}"),
    )
    shell = page_file.with_name("platform.html")
    shell.write_text(
        f"<!doctype html><meta charset=utf-8><link rel=icon href=data:,><script>{platform}</script>"
        "<iframe src=index.html style='width:900px;height:900px'></iframe>",
        "utf-8",
    )
    page.goto(f"{served}/{page_file.parent.name}/platform.html")
    page.frame_locator("iframe").locator("button[type=submit]").wait_for()
    return page


def answered(page: Page, *, right: bool) -> None:
    frame = page.frame_locator("iframe")
    for set_ in frame.locator("fieldset").all():
        key = int(set_.get_attribute("data-key") or 0)
        inputs = set_.locator("input")
        inputs.nth(key if right else (key + 1) % inputs.count()).check()
    frame.locator("button[type=submit]").click()
    frame.locator("output").wait_for()


def ended(page: Page) -> None:
    page.evaluate("document.querySelector('iframe').remove()")


@pytest.mark.parametrize(("right", "status", "score"), [(True, "passed", "100"), (False, "failed", "0")])
def test_a_strict_platform_takes_status_score_and_answers(
    folder: Path, served: str, browser: Browser, right: bool, status: str, score: str
) -> None:
    page = launched(browser, served, unpacked(folder, "scorm12"), STUB)
    asked = page.frame_locator("iframe").locator("fieldset").count()
    answered(page, right=right)
    ended(page)

    sent: list[list[str]] = page.evaluate("window.sent")
    values: dict[str, Any] = page.evaluate("window.API.values")
    assert [call for call in sent if call[-1] != "true"] == []
    assert values["cmi.core.lesson_status"] == status
    assert values["cmi.core.score.raw"] == score
    assert int(values["cmi.interactions._count"]) == asked
    assert values["cmi.interactions.0.id"] == "M1-Q-SWITCH"
    assert values["cmi.interactions.0.result"] == ("correct" if right else "wrong")
    assert sent[-1][0] == "finish"


@pytest.mark.parametrize(("to", "kind"), [("scorm12", "Scorm12API"), ("scorm2004", "Scorm2004API")])
@pytest.mark.parametrize("right", [True, False])
def test_scorm_again_stores_what_the_package_reports(
    folder: Path, served: str, browser: Browser, to: str, kind: str, right: bool
) -> None:
    if not SCORM_AGAIN.is_file():
        pytest.skip("scorm-again is not here; RCA_SCORM_AGAIN names its file")
    name = "API" if to == "scorm12" else "API_1484_11"
    platform = f"{SCORM_AGAIN.read_text('utf-8')}\nwindow.{name} = new {kind}({{autocommit: false}});"
    page = launched(browser, served, unpacked(folder, to), platform)
    answered(page, right=right)

    cmi = page.evaluate(f"JSON.parse(JSON.stringify(window.{name}.cmi))")
    status = cmi["core"]["lesson_status"] if to == "scorm12" else cmi["success_status"]
    score = (cmi["core"] if to == "scorm12" else cmi)["score"]["raw"]
    assert status == ("passed" if right else "failed")
    assert str(score) == ("100" if right else "0")
    interactions = cmi["interactions"]
    first = interactions["0"] if isinstance(interactions, dict) else interactions[0]
    assert first["id"] == "M1-Q-SWITCH"
    assert first["result"] == ("correct" if right else "wrong" if to == "scorm12" else "incorrect")


def test_the_page_marks_itself_from_a_disk_and_says_so_aloud(folder: Path, browser: Browser) -> None:
    found = api.export_course(folder, "spills", DAY, to="html", site="", start=DAY, computed=0, seed="1")
    target = folder.parent / "course.html"
    target.write_bytes(found.content)
    page = browser.new_context(offline=True).new_page()
    page.goto(target.as_uri())
    page.locator("fieldset").first.locator("input").first.focus()
    page.keyboard.press("Space")
    page.locator("button[type=submit]").press("Enter")

    assert page.locator("output").inner_text().startswith("1 of 2 right")
    assert page.locator("output").get_attribute("role") == "status"
    assert page.locator(".said").first.inner_text() == "right"


@pytest.mark.parametrize("to", ["scorm12", "scorm2004", "cc13", "html"])
def test_a_package_opens_from_a_disk_with_every_request_blocked(folder: Path, browser: Browser, to: str) -> None:
    found = api.export_course(folder, "spills", DAY, to=to, site=SITE, start=DAY, computed=1, seed="1")
    target = folder.parent / to
    target.mkdir()
    if to == "html":
        (target / "index.html").write_bytes(found.content)
    else:
        with zipfile.ZipFile(io.BytesIO(found.content)) as archive:
            archive.extractall(target)
    pages = sorted(target.rglob("*.html"))
    context = browser.new_context(offline=True)
    asked: list[str] = []
    context.route("**/*", lambda route: route.continue_() if route.request.url.startswith("file:") else route.abort())
    context.on("request", lambda request: asked.append(request.url))

    assert pages
    for path in pages:
        page = context.new_page()
        page.on("pageerror", lambda error: pytest.fail(str(error)))
        page.goto(path.as_uri())
        for each in page.locator("fieldset").all():
            each.locator("input").nth(int(each.get_attribute("data-key") or 0)).check()
        page.locator("button[type=submit]").click()
        total = page.locator("fieldset").count()
        assert page.locator("output").inner_text().startswith(f"{total} of {total} right")
        assert page.locator(f"a[href^='{SITE}']").count() > 0
    assert asked == [path.as_uri() for path in pages]
    context.close()
