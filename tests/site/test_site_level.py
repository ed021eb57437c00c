"""A site is for a circle of readers: of a review that fewer may read not one word stands in any of its files."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from site_cases import DAY, TANK, body, small, write
from site_links import broken

from rca import api
from rca.api.publishing import kb_for
from rca.cli import main
from rca.library.circle import open_to
from rca.library.folder import find_folder
from rca.records.vocabulary import PublicationLevel
from rca.site.folder import content_of_folder

WORD = re.compile(rb"(?i)zir[a-z]{3,}|\b[a-z]-zir\b")
CONFIG = Path(__file__).parents[2] / "mkdocs.yml"
SECRET = """
# Zircomment
id: zirvat-2019
title: Zirtitle of the vat
summary: {text: Zirsummary was said, evidence: [E-ZIR]}
review: {publication: {level: LEVEL}, report_approved: 2019-12-01, stage: published}
event:
  date: 2019-04-17
  place: {country: NL, site: Zirsite}
  organisation: Zirorganisation
  industry: C.chemicals
  equipment: [tank]
  hazards: [flammable]
  harm: {deaths: 7}
timeline: [{at: 2019-04-17 02:31, what: Zirmoment was seen, lane: Zirlane}]
fault_tree:
  top: ZIRTOP
  events:
    ZIRTOP: {event: Zirevent happened, any_of: [ZIRLEAF]}
    ZIRLEAF: {event: Zirleaf failed, kind: technical, defect: T-SENSE, status: confirmed, evidence: [E-ZIR], see: ["tank-2014#GAUGE"]}
sources: {S-ZIR: {title: Zirsource, tier: primary, seen: whole, url: "https://zirhost.example/file"}}
evidence: {E-ZIR: {what: Zirevidence was found, kind: data, grade: A, source: S-ZIR, checked: true}}
actions: [{id: A-ZIR, do: Ziraction is done, breaks: [ZIRLEAF], kind: forcing-function, owner: Zirowner, status: accepted, due: 2020-01-01}]
lessons:
  - {id: L-ZIR, kind: technical, lesson: Zirlesson was learned, because: [ZIRLEAF], ask: "Zirquestion?", keywords: [zirkeyword],
     applies_to: {equipment: [tank], hazards: [flammable]}, published: 2019-12-01}
training: {level: introductory, minutes: 20, questions: ["Zirtraining?"]}
links: [{review: tank-2014, relation: similar-to, note: Zirnote}]
"""
NEIGHBOUR = """
id: wash-2021
title: Washing tank overfilled
event: {date: 2021-05-06, industry: C.chemicals, equipment: [tank], hazards: [flammable], harm: {deaths: 0}}
prior_events: [{what: The zirprior of 2019, review: zirvat-2019}]
fault_tree:
  top: SPILL
  events:
    SPILL: {event: "It ran over, as in zirvat-2019", any_of: [SWITCH]}
    SWITCH: {event: The switch was stuck, kind: technical, defect: T-SENSE, status: confirmed, evidence: [E-SEEN],
             see: ["zirvat-2019#ZIRLEAF", "tank-2014#GAUGE"]}
evidence: {E-SEEN: {what: The switch as found, kind: physical, custodian: Workshop}}
links: [{review: zirvat-2019, relation: similar-to, note: Zirlink}, {review: tank-2014, relation: similar-to}]
"""
ALONE = """
id: zirgeneral
title: Zirgeneral title
kind: technical
lesson: Zirgeneral lesson.
from: ["zirvat-2019#L-ZIR"]
ask: Zirgeneral question?
"""
SHARED = """
id: shared-eye
title: An eye shared
kind: technical
lesson: What many cases teach.
from: ["tank-2014#L-EYE", "zirvat-2019#L-ZIR"]
ask: Which of ours?
"""
TAUGHT = """
id: zircourse
title: Zircourse title
summary: Zircourse summary.
status: active
outcomes: [{id: O-ZIR, text: Ziroutcome}]
modules:
  - {id: M-1, title: Zirmodule, minutes: 30, cases: [{review: zirvat-2019, objectives: [O-ZIR], questions: ["Zirasked?"]}]}
"""
ADOPTED = """
id: zirsite-adopts
kind: exercise
site: Ziradopter
lesson: "zirvat-2019#L-ZIR"
applies: true
decided_by: Site engineer
decided_on: 2021-02-03
done: Zirdone
"""
NAMES = "organisations: [{id: zirorg, name: Zirorganisation, aliases: [Ziralias]}, {id: yard, name: Yard Company}]\n"


def base(root: Path, level: str) -> Path:
    write(
        small(root), review_zirvat_2019=SECRET.replace("LEVEL", level), review_wash_2021=NEIGHBOUR, lesson_zirgeneral=ALONE,
        lesson_shared_eye=SHARED, course_zircourse=TAUGHT, adoption_zirsite_adopts=ADOPTED,
    )  # fmt: skip
    (root / "organisations.yaml").write_text(NAMES, encoding="utf-8")
    return root


def told(site: Path) -> dict[str, list[str]]:
    """Files that say a word of the review, with the words; every file of the site is read, whatever it is."""
    found = {
        path.relative_to(site).as_posix(): WORD.findall(path.read_bytes()) for path in site.rglob("*") if path.is_file()
    }
    return {name: sorted({word.decode() for word in words}) for name, words in found.items() if words}


def test_no_word_of_a_narrower_review_stands_in_any_file(tmp_path: Path) -> None:
    """Pages in both languages, downloads, pictures, the index of the search, feeds, the calendar, and what others say of it.

    One review of each level that is narrower than the site.
    """
    root, site, said = base(tmp_path / "kb", "restricted"), tmp_path / "site", []
    for name, level in (("zirtub-2019", "internal"), ("zirpot-2019", "sector")):
        review = SECRET.replace("zirvat-2019", name).replace("LEVEL", level)
        (root / "reviews" / f"{name}.yaml").write_text(review, encoding="utf-8")

    report = api.build(root, DAY, site, CONFIG, said.append)

    assert not report.stopped, report.problems
    assert told(site) == {}
    assert [path for path in site.rglob("*") if "zir" in path.name.lower()] == []
    assert broken(site) == []
    assert "Left out of a site for `public`: 3 reviews, 1 lesson, 1 course, 1 adoption" in said


def test_counts_of_the_site_know_nothing_of_it(tmp_path: Path) -> None:
    """Seven dead stand in the review; the pages are those of a folder in which it never stood."""
    with_it = kb_for(base(tmp_path / "kb", "restricted"), DAY, "public")[0]
    without = small(tmp_path / "other")
    write(without, review_wash_2021=NEIGHBOUR.replace("zirvat-2019", "nothing-2019"), lesson_shared_eye=SHARED)

    assert sorted(with_it.library.reviews) == sorted(api.open_kb(without, DAY).library.reviews)
    assert with_it.library.lessons.keys() == {"dead-eye", "shared-eye"}
    assert with_it.library.lessons["shared-eye"].record.from_ == ("tank-2014#L-EYE",)


@pytest.mark.parametrize(
    ("site", "seen"), [("public", False), ("sector", False), ("internal", True), ("restricted", True)]
)
def test_a_review_stands_on_the_sites_of_its_readers(tmp_path: Path, site: PublicationLevel, seen: bool) -> None:
    kb, _ = kb_for(base(tmp_path / "kb", "internal"), DAY, site)

    assert ("zirvat-2019" in kb.library.reviews) is seen


@pytest.mark.parametrize("written", ["Restricted", "secret", "[]", "{a: 1}", "'restricted", '"restr\\x69cted"'])
def test_a_level_that_cannot_be_read_holds_the_review_back(tmp_path: Path, written: str) -> None:
    circle = open_to(find_folder(base(tmp_path / "kb", written)), "public")

    assert circle.left_out["reviews"] == 1
    assert [file.path for files in circle.folder.files.values() for file in files if "zirvat" in file.text] == []


def test_where_nothing_is_narrow_nothing_is_written_anew(tmp_path: Path) -> None:
    folder = find_folder(small(tmp_path / "kb"))

    assert open_to(folder, "public").folder is folder


def test_a_neighbour_keeps_everything_else(tmp_path: Path) -> None:
    kb, _ = kb_for(base(tmp_path / "kb", "restricted"), DAY, "public")
    wash = kb.library.reviews["wash-2021"]

    assert not wash.partial
    assert [link.review for link in wash.record.links] == ["tank-2014"]
    assert wash.record.fault_tree.placed()[1].event.see == ("tank-2014#GAUGE",)
    assert wash.record.fault_tree.placed()[0].event.event == "It ran over, as in […]"


def test_a_comment_that_names_it_goes_too(tmp_path: Path) -> None:
    """A case offers its file for download."""
    root = base(tmp_path / "kb", "restricted")
    write(root, review_tank_2014=f"# compare zirvat-2019{TANK}")

    site = {item.path: body(item) for item in content_of_folder(root, DAY)}

    assert [path for path, text in site.items() if "zirvat" in text] == []
    assert "Tank overfilled at night" in site["cases/tank-2014/review.yaml"]


def test_a_plain_build_of_mkdocs_keeps_it_back_too(tmp_path: Path) -> None:
    pages = content_of_folder(base(tmp_path / "kb", "internal"), DAY)

    assert [item.path for item in pages if "zir" in item.path] == []


def test_the_command_takes_the_level(tmp_path: Path) -> None:
    root = base(tmp_path / "kb", "internal")

    shown = CliRunner().invoke(
        main, ["build", "--kb", str(root), "--site", str(tmp_path / "site"), "--level", "internal"]
    )
    wrong = CliRunner().invoke(main, ["build", "--kb", str(root), "--level", "secret"])

    assert shown.exit_code == 0, shown.output
    assert (tmp_path / "site" / "cases" / "zirvat-2019" / "index.html").is_file()
    assert wrong.exit_code == 2
