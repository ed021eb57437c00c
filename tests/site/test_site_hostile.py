"""What authors write beside reviews (lessons, courses, adoptions, code lists) is shown as text, and so is a title in the frame."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import yaml
from site_cases import ADOPTION, COURSE, DRUM, GENERAL, TANK, context_of, made, small, write

from rca.site.build import build_site

PAYLOAD = "zq\"'><script>alert(1)</script><img src=x onerror=alert(1)> {{7*7}} </title> ]]>"
NUMBERED = PAYLOAD.replace("zq", "zq{}q")
"""The same, so that each field is found again."""
FORMED = {"id", "kind", "from", "status", "format", "review", "lesson", "lessons", "objectives", "focus", "answer", "minutes",
          "applies", "decided_on", "date", "equipment", "hazards", "defect", "objective"}  # fmt: skip


class Live(HTMLParser):
    """Elements and attributes that would act."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "img" and dict(attrs).get("src") == "x":
            self.found.append("<img src=x>")
        self.found.extend(f"{name}={value}" for name, value in attrs if name.startswith("on"))
        self.found.extend(
            f"{name}={value}" for name, value in attrs
            if name in ("href", "src", "action") and (value or "").strip().lower().startswith("javascript:")
        )  # fmt: skip

    def handle_data(self, data: str) -> None:
        if self.cdata_elem == "script" and "alert(1)" in data:
            self.found.append("script")


def places(value: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Texts that an author is free to write."""
    if isinstance(value, dict):
        return [place for key, inner in value.items() if key not in FORMED for place in places(inner, (*path, key))]
    if isinstance(value, list):
        return [place for index, inner in enumerate(value) for place in places(inner, (*path, index))]
    return [path] if isinstance(value, str) else []


def filled(text: str, payloads: dict[tuple[str | int, ...], str]) -> str:
    data = yaml.load(text, yaml.BaseLoader)
    for place, payload in payloads.items():
        inner = data
        for key in place[:-1]:
            inner = inner[key]
        inner[place[-1]] = payload
    return yaml.safe_dump(_typed(data), allow_unicode=True, sort_keys=False)


def _typed(value: object, key: str = "") -> object:
    if isinstance(value, dict):
        return {name: _typed(inner, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [_typed(inner, key) for inner in value]
    if key in ("answer", "minutes"):
        return int(str(value))
    return value == "true" if key == "applies" else value


WRITTEN = {"lesson_dead_eye": GENERAL, "course_overfill": COURSE, "adoption_south_dead_eye": ADOPTION}


def test_every_text_stays_text(tmp_path: Path) -> None:
    """One site with something hostile in every field, numbered."""
    fields = [(kind, place) for kind, text in WRITTEN.items() for place in places(yaml.load(text, yaml.BaseLoader))]
    hostile = {
        kind: filled(text, {each: _numbered(n) for n, (of, each) in enumerate(fields) if of == kind})
        for kind, text in WRITTEN.items()
    }
    root = write(tmp_path / "kb", review_tank_2014=TANK, review_drum_2020=DRUM, **hostile)

    site = made(root)

    assert len(fields) >= 17
    assert {path: live for path, body in site.items() if (live := Live(body).found)} == {}
    whole = "\n".join(site.values())
    assert [field for n, field in enumerate(fields) if f"zq{n}q" not in whole] == [], "every field is shown somewhere"
    assert not any("zq" in body and "49 &lt;/title" in body for body in site.values()), "templates run no user text"


def _numbered(number: int) -> str:
    return NUMBERED.replace("{}", str(number), 1)


def test_a_code_list_of_the_organisation_stays_text(tmp_path: Path) -> None:
    taxonomy = yaml.safe_dump({
        "id": "equipment", "title": {"en": PAYLOAD, "zh": PAYLOAD}, "version": 1, "source": PAYLOAD, "licence": PAYLOAD,
        "terms": [{"code": "tank", "en": PAYLOAD, "zh": PAYLOAD, "means": PAYLOAD}],
    })  # fmt: skip
    site = made(write(tmp_path / "kb", review_tank_2014=TANK, taxonomy_equipment=taxonomy))

    assert {path: live for path, body in site.items() if (live := Live(body).found)} == {}


def test_the_frame_shows_a_title_as_text(tmp_path: Path) -> None:
    """The theme does not escape titles by itself; the finished file is what counts."""
    root = small(tmp_path / "kb")
    write(root, lesson_dead_eye=filled(GENERAL, {("title",): PAYLOAD}))
    report = build_site(context_of(root), tmp_path / "site", _config(tmp_path))

    assert not report.stopped, report.problems
    page = (tmp_path / "site" / "lessons" / "dead-eye" / "index.html").read_text(encoding="utf-8")
    assert Live(page).found == []
    assert page.count("</title>") == 1
    assert "zq&#34;" in page or "zq&quot;" in page


def _config(folder: Path) -> Path:
    (folder / "docs").mkdir()
    path = folder / "mkdocs.yml"
    path.write_text("site_name: Lessons\ntheme: {name: material, font: false}\nstrict: true\n"
                    "use_directory_urls: false\nplugins: [rca]\n", encoding="utf-8")  # fmt: skip
    return path
