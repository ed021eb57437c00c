"""Packages as their consumers read them: zip, manifest, question formats, calendar."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from rca import api
from rca.api import Misuse
from rca.exporters.courses import FORMS, writers

DAY = dt.date(2024, 3, 1)
SITE = "https://example.org/base"


def made(folder: Path, to: str, computed: int = 1) -> bytes:
    return api.export_course(
        folder, "spills", DAY, to=to, site=SITE, start=dt.date(2024, 4, 2), computed=computed, seed="1"
    ).content


def files(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name).decode() for name in archive.namelist()}


def local(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def all_of(root: ET.Element, name: str) -> list[ET.Element]:
    return [each for each in root.iter() if local(each) == name]


@pytest.mark.parametrize("to", FORMS)
def test_a_package_is_the_same_byte_for_byte(folder: Path, to: str) -> None:
    assert made(folder, to) == made(folder, to)


def test_every_file_of_the_folder_is_a_form_that_the_command_offers() -> None:
    from rca.cli.course import export

    offered = next(each for each in export.params if each.name == "to").type
    assert set(offered.choices) == set(writers())


@pytest.mark.parametrize("to", ["scorm12", "scorm2004", "cc13", "qti"])
def test_a_manifest_names_exactly_the_files_that_are_there(folder: Path, to: str) -> None:
    found = files(made(folder, to))
    manifest = ET.fromstring(found["imsmanifest.xml"])

    named = {each.attrib["href"] for each in all_of(manifest, "file")}
    ids = {each.attrib["identifier"] for each in all_of(manifest, "resource")}
    wanted = {each.attrib["identifierref"] for each in manifest.iter() if "identifierref" in each.attrib}
    every = [each.attrib["identifier"] for each in manifest.iter() if "identifier" in each.attrib]
    assert named == set(found) - {"imsmanifest.xml"}
    assert wanted <= ids
    assert len(set(every)) == len(every)
    assert all(re.fullmatch(r"[A-Za-z_][\w.-]*", each) for each in every)
    assert next(iter(found)) == "imsmanifest.xml"


@pytest.mark.parametrize(("to", "version"), [("scorm12", "1.2"), ("scorm2004", "2004 4th Edition"), ("cc13", "1.3.0")])
def test_a_manifest_says_what_it_is(folder: Path, to: str, version: str) -> None:
    manifest = ET.fromstring(files(made(folder, to))["imsmanifest.xml"])

    assert [each.text for each in all_of(manifest, "schemaversion")] == [version]
    order = [local(each) for each in manifest]
    assert order == ["metadata", "organizations", "resources"]


def test_scorm_marks_its_one_resource_as_an_object_that_reports(folder: Path) -> None:
    first = ET.fromstring(files(made(folder, "scorm12"))["imsmanifest.xml"])
    second = ET.fromstring(files(made(folder, "scorm2004"))["imsmanifest.xml"])

    assert all_of(first, "resource")[0].attrib["{http://www.adlnet.org/xsd/adlcp_rootv1p2}scormtype"] == "sco"
    assert all_of(second, "resource")[0].attrib["{http://www.adlnet.org/xsd/adlcp_v1p3}scormType"] == "sco"


class Loads(HTMLParser):
    """What a page fetches by itself."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.found += [str(given[key]) for key in ("src", "data", "poster") if key in given]
        if tag == "link":
            self.found.append(str(given.get("href")))


@pytest.mark.parametrize("to", ["scorm12", "scorm2004", "cc13"])
def test_a_page_of_a_package_fetches_nothing(folder: Path, to: str) -> None:
    pages = [text for name, text in files(made(folder, to)).items() if name.endswith(".html")]

    assert pages
    assert [Loads(page).found for page in pages] == [[]]


def test_what_an_author_wrote_is_text_in_every_form(folder: Path) -> None:
    for to in FORMS:
        content = made(folder, to)
        text = "\n".join(files(content).values()) if content[:2] == b"PK" else content.decode()
        assert "<what>" not in text or to == "ics", to
        assert "<switch>" not in text, to


def gift(text: str) -> dict[str, tuple[str, list[str], str]]:
    """A reader of the part of GIFT that has one right answer: name → question, wrong answers, right answer."""
    found = {}
    for name, ask, body in re.findall(
        r"^::(.*?)(?<!\\)::(?:\[html\])?(.*?)(?<!\\)\{\n(.*?)(?<!\\)\}", text, re.MULTILINE | re.DOTALL
    ):
        options = re.findall(r"^\t([=~])(.*)$", body, re.MULTILINE)
        plain = [(sign, re.sub(r"\\([~=#{}:\\])", r"\1", words)) for sign, words in options]
        right = [words for sign, words in plain if sign == "="]
        assert len(right) == 1, name
        found[name] = (re.sub(r"\\(.)", r"\1", ask).strip(), [words for sign, words in plain if sign == "~"], right[0])
    return found


def test_gift_gives_back_question_answers_and_key(folder: Path) -> None:
    found = gift(made(folder, "gift").decode())

    ask, wrong, right = found["M1-Q-SWITCH"]
    assert ask == "What is known of the &lt;switch&gt;?"
    assert right == "It had no power = {dead} ~ #1"
    assert sorted(wrong) == ["It was bypassed", "It worked"]
    assert any("minimal-cut-set" in name for name in found)


def test_qti_items_have_one_key_among_their_choices(folder: Path) -> None:
    found = files(made(folder, "qti"))
    items = {name: ET.fromstring(text) for name, text in found.items() if name.startswith("items/")}

    for item in items.values():
        key = [each.text for each in all_of(all_of(item, "correctResponse")[0], "value")]
        choices = {each.attrib["identifier"]: each.text for each in all_of(item, "simpleChoice")}
        assert len(key) == 1
        assert key[0] in choices
    switch = items["items/i-M1-Q-SWITCH.xml"]
    key = all_of(all_of(switch, "correctResponse")[0], "value")[0].text
    assert {e.attrib["identifier"]: e.text for e in all_of(switch, "simpleChoice")}[
        key
    ] == "It had no power = {dead} ~ #1"
    referred = {each.attrib["href"] for each in all_of(ET.fromstring(found["test.xml"]), "assessmentItemRef")}
    assert referred == set(items)


def test_a_cartridge_has_quiz_keys_a_discussion_and_links_to_the_living_reviews(folder: Path) -> None:
    found = {name: ET.fromstring(text) for name, text in files(made(folder, "cc13")).items() if name.endswith(".xml")}
    kinds = {local(root) for root in found.values()}

    assert kinds == {"manifest", "questestinterop", "topic", "webLink"}
    for root in found.values():
        for item in all_of(root, "item") if local(root) == "questestinterop" else ():
            keys = [each.text for each in all_of(item, "varequal")]
            assert len(keys) == 1
            assert keys[0] in {each.attrib["ident"] for each in all_of(item, "response_label")}
    links = {all_of(root, "url")[0].attrib["href"] for root in found.values() if local(root) == "webLink"}
    assert links == {f"{SITE}/cases/solvent-tank/index.html", f"{SITE}/cases/wash-tank/index.html"}


def test_a_calendar_has_a_session_for_each_module_with_lines_that_fit(folder: Path) -> None:
    text = made(folder, "ics").decode()
    lines = text.split("\r\n")
    unfolded = text.replace("\r\n ", "").split("\r\n")

    assert all(len(line.encode()) <= 75 for line in lines)
    assert unfolded[0] == "BEGIN:VCALENDAR"
    assert [line for line in unfolded if line.startswith(("DTSTART", "DTEND"))] == [
        "DTSTART:20240402T090000", "DTEND:20240402T092500", "DTSTART:20240402T094000", "DTEND:20240402T101500",
    ]  # fmt: skip
    assert "SUMMARY:Spills & <what> stops them: 1. An overflow" in unfolded


def test_a_course_whose_key_no_longer_holds_is_not_written(folder: Path) -> None:
    path = folder / "reviews" / "wash-tank.yaml"
    path.write_text(path.read_text("utf-8").replace("all_of: [SWITCH-DEAD", "any_of: [SWITCH-DEAD"), encoding="utf-8")

    with pytest.raises(Misuse, match="nothing was written"):
        made(folder, "html")


def test_a_changed_case_is_said_when_a_course_is_written(folder: Path) -> None:
    api.review_course(folder, "spills", DAY, accept=True, form="text")
    path = folder / "reviews" / "wash-tank.yaml"
    path.write_text(path.read_text("utf-8").replace("The drain stood open", "The drain was open"), encoding="utf-8")

    found = api.export_course(folder, "spills", DAY, to="html", site="", start=DAY, computed=0, seed="1")

    assert found.warnings == ("`wash-tank` has changed since it was read; see `rca course review spills`",)
