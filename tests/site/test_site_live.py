"""While somebody writes, each page shows what the files say now, with what the check finds; a faulty file loses nothing."""

from __future__ import annotations

import http.client
import random
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from site_cases import COURSE, DAY, DRUM, GENERAL, TANK, context_of, small, write

from rca.api.living import Living, State
from rca.api.watching import Follower
from rca.site.build import handbook
from rca.site.live_server import EVENTS, Handler, Show, Stage
from rca.site.mkdocs_live import CannotFrame, Framer
from rca.site.page import Attachment, Page
from rca.site.pages import all_pages
from rca.site.watch import following

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CONFIG = Path(__file__).parents[2] / "mkdocs.yml"
PAGE = "cases/tank-2014/index.html"
FAULTY = f"ownr: <b>me</b>\n{TANK}"


def body(state: State, path: str) -> str:
    found = state.pages().find(path)
    assert isinstance(found, Page), path
    return str(found.body)


def saved(root: Path, text: str, name: str = "tank-2014") -> frozenset[Path]:
    path = root / "reviews" / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    return frozenset((path,))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return small(tmp_path / "kb")


@pytest.fixture(scope="module")
def framer() -> Framer:
    return Framer(*handbook(CONFIG))


def test_every_page_is_the_one_that_a_build_makes(root: Path) -> None:
    """Pages that are made one by one, in both languages, against all of them at once."""
    pages = Living(root, DAY).whole().pages()
    built = {item.path: item for item in all_pages(context_of(root))}
    apart = []
    for path, item in built.items():
        found = pages.find(path)
        same = found.content if isinstance(found, Attachment) else str(found.body) if found else None
        if same != (item.content if isinstance(item, Attachment) else str(item.body)) and "/cases/" not in f"/{path}":
            apart.append(path)

    assert apart == []
    assert all(str(item.body) in body_of(pages.find(path)) for path, item in built.items() if isinstance(item, Page))


def body_of(found: object) -> str:
    return str(found.body) if isinstance(found, Page) else ""


def test_a_save_shows_at_once_on_its_own_page(root: Path) -> None:
    living = Living(root, DAY)
    before = living.whole()

    after = living.at_once(before, saved(root, TANK.replace("Tank overfilled at night", "Tank overfilled at dusk")))

    assert after is not None
    assert "Tank overfilled at dusk" in body(after, PAGE)
    assert "Tank overfilled at dusk" in body(after, f"zh/{PAGE}")
    assert "Tank overfilled at night" in body(before, PAGE)


def test_the_pages_about_several_reviews_follow(root: Path) -> None:
    living = Living(root, DAY)
    living.whole()
    saved(root, TANK.replace("Tank overfilled at night", "Tank overfilled at dusk"))

    after = living.whole()

    assert "Tank overfilled at dusk" in body(after, "cases/index.html")
    assert "Tank overfilled at dusk" in body(after, "zh/equipment/tank/index.html")


def test_what_the_check_finds_stands_on_the_page_with_its_line(root: Path) -> None:
    living = Living(root, DAY)
    text = TANK.replace("breaks: [GAUGE]", "breaks: [GUAGE]")

    after = living.at_once(living.whole(), saved(root, text))

    assert after is not None
    line = next(number for number, each in enumerate(text.splitlines(), 1) if "A-TRIP" in each)
    note = body(after, PAGE).partition("</aside>")[0]
    assert re.search(rf"tank-2014\.yaml:{line}:\d+", note)
    assert "breaks: [GUAGE]" in note
    assert "^" in note


def test_a_faulty_file_keeps_its_last_good_page_and_says_what_is_wrong(root: Path) -> None:
    living = Living(root, DAY)

    after = living.at_once(living.whole(), saved(root, FAULTY))

    assert after is not None
    for state in (after, living.whole()):
        shown = body(state, PAGE)
        assert "tank-2014.yaml does not read. Below is what it said when it last did." in shown
        assert "tank-2014.yaml:1:1" in shown
        assert "ownr: &lt;b&gt;me&lt;/b&gt;" in shown
        assert "Tank overfilled at night" in shown.partition("</aside>")[2]
    assert "无法读取" in body(after, f"zh/{PAGE}")


def test_a_mended_file_shows_again(root: Path) -> None:
    living = Living(root, DAY)
    broken = living.at_once(living.whole(), saved(root, FAULTY))
    assert broken is not None

    after = living.at_once(broken, saved(root, TANK.replace("at night", "at dawn")))

    assert after is not None
    assert after.faults == ()
    assert "Tank overfilled at dawn" in body(after, PAGE)


@pytest.mark.parametrize("text", ["id: odd\ntitle: [half", "", "\0", "id: odd\ntitle: A\ntitle: B\n"])
def test_a_new_file_that_does_not_read_has_a_page_that_says_so(root: Path, text: str) -> None:
    living = Living(root, DAY)

    after = living.at_once(living.whole(), saved(root, text, "odd"))

    assert after is not None
    for state in (after, living.whole()):
        assert "odd.yaml does not read, so there is no page of it." in body(state, "cases/odd/index.html")


def test_a_file_that_is_no_text_keeps_its_page_too(root: Path) -> None:
    living = Living(root, DAY)
    state = living.whole()
    path = root / "reviews" / "tank-2014.yaml"
    path.write_bytes(b"\xff\xfe" + TANK.encode("utf-16-le"))

    after = living.at_once(state, {path})

    assert after is not None
    for each in (after, living.whole()):
        assert "UTF-16" in body(each, PAGE)
        assert "Tank overfilled at night" in body(each, PAGE)


def test_a_faulty_lesson_keeps_its_page_and_is_named_on_every_other(root: Path) -> None:
    living = Living(root, DAY)
    living.whole()
    (root / "lessons" / "dead-eye.yaml").write_text("id: dead-eye\ntitle: [half", encoding="utf-8")

    after = living.whole()

    assert "An eye that can die unseen" in body(after, "lessons/dead-eye/index.html")
    assert "dead-eye.yaml does not read" in body(after, "cases/index.html")
    assert "dead-eye.yaml does not read" in body(after, PAGE)


def test_a_new_file_has_a_page_at_once(root: Path) -> None:
    living = Living(root, DAY)

    after = living.at_once(living.whole(), saved(root, DRUM.replace("drum-2020", "cask-2021"), "cask-2021"))

    assert after is not None
    assert "Drum overfilled by day" in body(after, "cases/cask-2021/index.html")


@pytest.mark.parametrize("how", ["deleted", "renamed", "new id", "lesson", "code list"])
def test_what_shows_elsewhere_too_is_worked_out_as_a_whole(root: Path, how: str) -> None:
    """The pages are those of a fresh look at the folder."""
    living, reviews = Living(root, DAY), root / "reviews"
    before = living.whole()
    changed = {reviews / "drum-2020.yaml"}
    if how == "deleted":
        (reviews / "drum-2020.yaml").unlink()
    elif how == "renamed":
        (reviews / "drum-2020.yaml").rename(reviews / "drum.yaml")
        changed.add(reviews / "drum.yaml")
    elif how == "new id":
        saved(root, DRUM.replace("id: drum-2020", "id: cask-2021"), "drum-2020")
    elif how == "lesson":
        write(root, lesson_dead_eye=GENERAL.replace("An eye that can die unseen", "An eye that dies"))
        changed = {root / "lessons" / "dead-eye.yaml"}
    else:
        write(
            root, taxonomy_equipment="id: equipment\ntitle: {en: E}\nversion: 1\nterms: [{code: tank, en: Big vat}]\n"
        )
        changed = {root / "taxonomies" / "equipment.yaml"}

    assert living.at_once(before, changed) is None
    assert texts(living.whole()) == texts(Living(root, DAY).whole())


def texts(state: State) -> dict[str, str]:
    """Every page and file that a build of the same folder would make, as it is shown."""
    pages = state.pages()
    found = {item.path: pages.find(item.path) for item in all_pages(state.context)}
    return {path: str(item.content) if isinstance(item, Attachment) else body_of(item) for path, item in found.items()}


EDITS = (
    ("at night", "at dawn"), ("status: confirmed", "status: likely"), ("defect: T-SENSE", "defect: T-AGE"),
    ("One eye on a level is none", "Test the switch by filling it"), ("deaths: 1", "deaths: 3"), ("2014-03-02", "2021-03-02"),
    ("depth: root, ", 'see: ["drum-2020#SWITCH"], '), ("equipment: [tank]", "equipment: [pump]"), ("due: 2015-01-31", "due: 2027-01-31"),
)  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
def test_after_any_saves_the_whole_is_what_a_fresh_look_gives(root: Path, seed: int) -> None:
    """Nothing that is kept from an earlier state stands in the place of what holds now."""
    it = random.Random(seed)
    living = Living(root, DAY)
    state = living.whole()
    for _ in range(5):
        path = root / "reviews" / f"{it.choice(('tank-2014', 'drum-2020'))}.yaml"
        old, new = it.choice(EDITS)
        if it.random() < 0.4:
            old, new = new, old
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
        state = living.at_once(state, {path}) or living.whole()
    later, fresh = living.whole(), Living(root, DAY).whole()

    assert later.context.diagnostics == fresh.context.diagnostics
    assert texts(later) == texts(fresh)


def test_a_level_holds_back_while_writing_too(root: Path) -> None:
    saved(root, TANK.replace("{report_approved", "{publication: {level: internal}, report_approved"))
    write(root, course_overfill=COURSE.replace("tank-2014", "drum-2020").replace('"drum-2020#L-EYE"', "dead-eye"))

    assert Living(root, DAY).whole().pages().find(PAGE) is not None
    assert Living(root, DAY, "public").whole().pages().find(PAGE) is None


# The server


@contextmanager
def served(stage: Stage) -> Iterator[http.client.HTTPConnection]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, stage))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=20)
    finally:
        server.shutdown()
        server.server_close()


def got(line: http.client.HTTPConnection, path: str, method: str = "GET", **headers: str) -> tuple[int, str, str, str]:
    line.request(method, path, headers=headers)
    answer = line.getresponse()
    return (
        answer.status,
        answer.headers["Content-Type"],
        answer.headers.get("ETag", ""),
        answer.read().decode("utf-8", "replace"),
    )


def test_pages_files_assets_and_guides_are_served(root: Path, framer: Framer) -> None:
    wanted = {
        "/": "text/html", f"/{PAGE}": "text/html", "/zh/cases/": "text/html", "/cases/tank-2014/review.yaml": "text/plain",
        "/cases/tank-2014/tree.svg": "image/svg+xml", "/assets/rca/site.css": "text/css", "/assets/rca/pictures.css": "text/css",
        "/guide/investigate.html": "text/html", "/lessons/feed.xml": "application/xml",
    }  # fmt: skip
    with served(Stage(Show(framer, Living(root, DAY).whole().pages()))) as line:
        found = {path: got(line, path)[:2] for path in wanted}

    assert {path: (status, kind.partition(";")[0]) for path, (status, kind) in found.items()} == {
        path: (200, kind) for path, kind in wanted.items()
    }


@pytest.mark.parametrize(
    "path", ["/nothing/here.html", "/../../etc/passwd", "/cases/%00/index.html", "/%2e%2e/mkdocs.yml", "//x"]
)
def test_what_is_not_there_has_a_page_that_says_so(root: Path, framer: Framer, path: str) -> None:
    with served(Stage(Show(framer, Living(root, DAY).whole().pages()))) as line:
        status, _, _, text = got(line, path)

    assert status == 404
    assert "This page is not here" in text
    assert "此页不存在" in text


def test_only_a_browser_that_named_this_machine_is_answered(root: Path, framer: Framer) -> None:
    """A page from elsewhere could have its name lead here, and read drafts."""
    with served(Stage(Show(framer, Living(root, DAY).whole().pages()))) as line:
        assert got(line, "/", Host="evil.example:8000")[0] == 403
        assert got(line, "/", Host="localhost:8000")[0] == 200


def test_a_tag_changes_with_its_page_and_with_no_other(root: Path, framer: Framer) -> None:
    living = Living(root, DAY)
    state = living.whole()
    after = living.at_once(state, saved(root, TANK.replace("at night", "at dusk")))
    assert after is not None
    before, now = Show(framer, state.pages()), Show(framer, after.pages())

    assert before.answer(PAGE).tag != now.answer(PAGE).tag
    assert before.answer("cases/drum-2020/index.html").tag == now.answer("cases/drum-2020/index.html").tag


def test_a_browser_that_waits_is_told(root: Path, framer: Framer) -> None:
    pages = Living(root, DAY).whole().pages()
    stage = Stage(Show(framer, pages))
    with served(stage) as line:
        line.request("GET", EVENTS)
        answer = line.getresponse()
        stage.put(Show(framer, pages))
        said = answer.readline()

    assert said == b"data: changed\n"


def test_a_faulty_configuration_is_said_and_the_last_frame_stays(root: Path, tmp_path: Path) -> None:
    config = tmp_path / "mkdocs.yml"
    config.write_text("site_name: Ours\ntheme: {name: material, font: false}\n", encoding="utf-8")
    (tmp_path / "docs").mkdir()
    living, said = Living(root, DAY), []
    follower = Follower(living, living.whole(), lambda: Framer(*handbook(config)), said.append)
    config.write_text("site_name: Ours\ntheme: {name: nowhere}\n", encoding="utf-8")

    follower.changed(frozenset((config,)))

    assert "nowhere" in "\n".join(said)
    assert b"Ours" in follower.stage.show.answer(PAGE).content
    with pytest.raises(CannotFrame):
        Framer(*handbook(config))


# In a browser


@pytest.mark.browser
def test_a_save_shows_in_the_browser_with_what_the_check_finds(root: Path, framer: Framer, browser: Browser) -> None:
    """Saved, faulty, mended, taken away: the open page follows each by itself, and a list follows too."""
    living = Living(root, DAY)
    follower = Follower(living, living.whole(), lambda: framer, lambda _: None, pause=0.05)
    with following((root,), follower.changed, pause=0.05), follower, served(follower.stage) as line:
        address = f"http://127.0.0.1:{line.port}"
        page, hub = browser.new_page(), browser.new_page()
        page.goto(f"{address}/{PAGE}")
        hub.goto(f"{address}/cases/index.html")

        page.bring_to_front()
        saved(
            root,
            TANK.replace("Tank overfilled at night", "Tank overfilled at dusk").replace(
                "breaks: [GAUGE]", "breaks: [GUAGE]"
            ),
        )
        page.wait_for_function("document.querySelector('h1')?.innerText.includes('at dusk')")
        page.wait_for_function("document.querySelector('#live')?.innerText.includes('GUAGE')")
        hub.bring_to_front()
        hub.wait_for_function("document.querySelector('#all-cases')?.innerText.includes('at dusk')")

        page.bring_to_front()
        saved(root, FAULTY)
        page.wait_for_function("document.querySelector('#live')?.innerText.includes('ownr: <b>me</b>')")
        assert "at dusk" in page.inner_text("h1")

        saved(root, TANK.replace("at night", "at dawn"))
        page.wait_for_function("document.querySelector('h1')?.innerText.includes('at dawn')")
        (root / "reviews" / "tank-2014.yaml").unlink()
        page.wait_for_function("document.querySelector('h1')?.innerText.includes('This page is not here')")
        page.close()
        hub.close()
