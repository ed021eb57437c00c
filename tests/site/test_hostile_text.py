"""Every text that a user writes is shown as text: on pages, in pictures, in the search index and in the feeds."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import yaml

from rca import api
from rca.library.references import REVIEW, matches
from rca.site.page import Attachment, Page
from rca.site.pages import all_pages

ROOT = Path(__file__).parent.parent.parent
EXERCISE = ROOT / "kb" / "reviews" / "exercise-solvent-transfer.yaml"
PAYLOAD = "zq{n}\"'><script>zq{n}()</script><img src=x onerror=zq{n}()>]]>--></style>{{{{7*7}}}}"


class Loader(yaml.SafeLoader):
    """Dates stay text, as they do in the tool's own reader."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in pairs if not tag.endswith("timestamp")]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}

Place = tuple[str | int, ...]


def texts(value: Any, place: Place = ()) -> Iterator[tuple[Place, str]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from texts(item, (*place, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from texts(item, (*place, index))
    elif isinstance(value, str):
        yield place, value


def put(data: Any, place: Place, value: str) -> None:
    for key in place[:-1]:
        data = data[key]
    data[place[-1]] = value


def is_reference(place: Place) -> bool:
    return any(matches(pattern, place) or matches(pattern, place[:-1]) for pattern, _, _ in REVIEW)


FORMED = re.compile(
    r"(^|\.)(id|date|date_end|time|at|url|sha256|country|currency|due|issued|opened|report_due|report_approved|checked"
    r"|check_due|status_as_of|done|published|evaluated_on|hash|read|file|allow)(\.\d+)?$"
)


def field(place: Place) -> str:
    return ".".join(
        "*" if isinstance(key, int) or re.match(r"^[A-Z]{1,4}-|^[A-Z-]+$", str(key)) else str(key) for key in place
    )


@cache
def written() -> tuple[dict[str, Any], tuple[Place, ...]]:
    """The exercise with a payload in every free text, and where each payload stands."""
    data = yaml.load(EXERCISE.read_text(encoding="utf-8"), Loader)
    from rca.records.review import Review

    free: list[Place] = []
    for place, before in list(texts(data)):
        if is_reference(place) or FORMED.search(".".join(map(str, place))):
            continue
        put(data, place, PAYLOAD.format(n=len(free)))
        try:
            Review.model_validate(tuples(data))
        except ValueError:
            put(data, place, before)
            continue
        free.append(place)
    return data, tuple(free)


def tuples(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): tuples(item) for key, item in value.items()}
    return tuple(map(tuples, value)) if isinstance(value, list) else value


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Page | Attachment, ...]:
    data, _ = written()
    root = tmp_path_factory.mktemp("kb")
    (root / "reviews").mkdir()
    (root / "reviews" / EXERCISE.name).write_text(
        yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8"
    )
    for folder in ("taxonomies", "lessons", "courses"):
        (root / folder).symlink_to(ROOT / "kb" / folder)
    kb = api.open_kb(root, dt.date(2026, 11, 24))
    return tuple(all_pages(api.site_context(kb)))


class Live(HTMLParser):
    """What a browser would act on."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.acts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("img", "iframe", "object", "embed"):
            self.acts.append(f"<{tag}>")
        for name, value in attrs:
            if name.startswith("on") and "zq" in (value or name):
                self.acts.append(f"{name}={value}")
            if name in ("href", "src", "action") and re.match(
                r"\s*(javascript|data|vbscript):", value or "", re.IGNORECASE
            ):
                self.acts.append(f"{name}={value}")

    def handle_data(self, data: str) -> None:
        if self.cdata_elem == "script" and "zq" in data and not is_json(data):
            self.acts.append("script: " + data[:80])


def is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


def acts(text: str) -> list[str]:
    parser = Live()
    parser.feed(text)
    return parser.acts


def test_the_detector_finds_what_it_should() -> None:
    assert acts('<p title="zq"><script>zq1()</script>')
    assert acts("<img src=x onerror=zq1()>")
    assert acts('<a href=" JavaScript:alert(1)">x</a>')
    assert not acts("<p>&lt;script&gt;zq1()&lt;/script&gt;</p>")


def test_many_fields_carry_a_payload() -> None:
    """Most of the format's texts are filled: a new field that is not filled shows here."""
    _, free = written()

    assert len({field(place) for place in free}) >= 60


def test_no_page_has_live_markup_of_a_user(made: tuple[Page | Attachment, ...]) -> None:
    found = {page.path: acts(str(page.body)) for page in made if isinstance(page, Page)}

    assert {path: what for path, what in found.items() if what} == {}


def test_no_picture_or_feed_has_live_markup_of_a_user(made: tuple[Page | Attachment, ...]) -> None:
    markup = {
        item.path: item.content
        for item in made
        if isinstance(item, Attachment) and item.path.endswith((".svg", ".xml", ".html"))
    }

    assert markup
    assert {
        path: what for path, text in markup.items() if (what := acts(text if isinstance(text, str) else text.decode()))
    } == {}


def test_every_field_is_shown_as_text(made: tuple[Page | Attachment, ...]) -> None:
    """Wherever the text of a field stands on a page, its angle brackets are escaped."""
    pages = "\n".join(str(page.body) for page in made if isinstance(page, Page))

    assert {
        field(place)
        for n, place in enumerate(written()[1])
        if f"<script>zq{n}(" in pages or f"<img src=x onerror=zq{n}(" in pages
    } == set()


def test_templates_are_not_evaluated(made: tuple[Page | Attachment, ...]) -> None:
    assert not any(
        re.search(r"zq\d+[^<]*\b49\b", str(page.body))
        for page in made
        if isinstance(page, Page) and "zq" in page.body and "{{7*7}}" not in page.body
    )


def test_a_web_address_that_is_none_is_refused(tmp_path: Path) -> None:
    root = tmp_path / "kb"
    path = root / "reviews" / "t.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(
        "id: t\ntitle: T\nevent: {date: 2026-01-01}\nfault_tree: {top: T, events: {T: {event: It failed}}}\n"
        "references: [{title: x, url: 'javascript:alert(1)'}]\n",
        encoding="utf-8",
    )

    report = api.check(root, (path,), dt.date(2026, 1, 2))

    assert "RCA105" in {each.code for each in report.diagnostics}
