"""Hand-outs, toolbox talks and slides: what they hold, and that nothing an author wrote acts on them."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from rca import api
from rca.api import KnowledgeBase, Misuse
from rca.api.teaching import base_of
from rca.cli.handout import command
from rca.exporters.toolbox import toolbox_html
from rca.training.case_sheet import case_sheet
from rca.training.talk import talk_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser

WICKED = "</style><script>alert(1)</script> --> <!-- ![x](http://e) # `y`"
MARP = Path(os.environ.get("RCA_MARP_CORE", "no-such-folder"))
"""The npm package `@marp-team/marp-core`, where it is installed."""


def wicked(folder: Path) -> Path:
    path = folder / "reviews" / "wash-tank.yaml"
    text = path.read_text("utf-8").replace("A wash tank overflowed into a drain", json.dumps(WICKED))
    path.write_text(text.replace("The drain stood open", f"'{WICKED}'"), encoding="utf-8")
    return folder


def test_a_hand_out_names_causes_lessons_and_draws_the_tree(real: KnowledgeBase) -> None:
    page = api.handout(real.root, "texas-city-2005", real.library.as_of, pdf=False).decode()

    for words in ("Proximate cause", "Underlying causes", "Lessons", "Fault tree", "15 killed", "@page{size:A4"):
        assert words in page
    assert page.count("<svg") >= 1
    assert "grayscale" in page
    assert not re.search(r"""(?:src|href)=["']?(?:https?:)?//""", page)


@pytest.mark.parametrize(
    ("language", "facts"),
    [
        ("en", ("1 August 2012, 09:30 · ", "460 million USD direct loss", "4\u202f000\u202f000 trades")),
        ("zh", ("2012年8月1日 09:30 · ", "直接损失 4.6 亿 USD", "4\u202f000\u202f000 trades")),
    ],
)
def test_a_hand_out_writes_dates_and_amounts_as_people_do(
    real: KnowledgeBase, language: str, facts: tuple[str, ...]
) -> None:
    page = api.handout(real.root, "knight-capital-2012", real.library.as_of, pdf=False, language=language).decode()

    for words in facts:
        assert words in page


@pytest.mark.parametrize("name", ["sheet.docx", "sheet"])
def test_a_hand_out_is_written_in_no_form_that_its_name_does_not_say(folder: Path, tmp_path: Path, name: str) -> None:
    done = CliRunner().invoke(
        command, ["wash-tank", "--kb", str(folder), "--as-of", "2024-03-01", "-o", str(tmp_path / name)]
    )

    assert done.exit_code == 2
    assert f"`{name}` ends in none of .html, .htm, .pdf" in done.output
    assert not (tmp_path / name).exists()


def test_a_hand_out_as_pdf_has_two_pages_and_the_same_bytes(real: KnowledgeBase) -> None:
    pytest.importorskip("typst")
    for name in ("texas-city-2005", "piper-alpha-1988"):
        first = api.handout(real.root, name, real.library.as_of, pdf=True)

        assert first.startswith(b"%PDF")
        assert re.findall(rb"/Type\s*/Pages\b.*?/Count (\d+)|/Count (\d+)", first)[0] in ((b"2", b""), (b"", b"2"))
    assert first == api.handout(real.root, "piper-alpha-1988", real.library.as_of, pdf=True)


def large(folder: Path) -> Path:
    """A case whose tree takes several pages, with more lessons than a sheet holds."""
    gates = "".join(
        f"    G{n}: {{event: System {n} failed, any_of: [{', '.join(f'L{n}X{k}' for k in range(9))}]}}\n"
        + "".join(f"    L{n}X{k}: {{event: Part {k} of system {n} wore out, status: confirmed}}\n" for k in range(9))
        for n in range(8)
    )
    lessons = "".join(f"  - {{id: L-{n}, kind: technical, lesson: Look at part {n}}}\n" for n in range(14))
    (folder / "reviews" / "large.yaml").write_text(
        "format: 1\nid: large\ntitle: Eight systems\nevent: {date: 2020-01-02}\nfault_tree:\n  top: TOP\n  events:\n"
        f"    TOP: {{event: The plant failed, all_of: [{', '.join(f'G{n}' for n in range(8))}]}}\n{gates}lessons:\n{lessons}",
        encoding="utf-8",
    )
    return folder


def pages_of(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def test_a_hand_out_says_what_of_a_large_tree_it_leaves_out_and_where_that_is_drawn(folder: Path) -> None:
    page = api.handout(large(folder), "large", dt.date(2024, 3, 1), pdf=False).decode()

    assert "36 events do not stand here: those below “System 4 failed; System 5 failed; System 6 failed;" in page
    assert "rca tree large -o tree.svg" in page
    assert "4 more in the review" in page


def test_a_hand_out_of_a_small_tree_leaves_nothing_out(real: KnowledgeBase) -> None:
    page = api.handout(real.root, "texas-city-2005", real.library.as_of, pdf=False).decode()

    assert "events do not stand here" not in page
    assert "more in the review" not in page


def test_a_hand_out_of_a_large_case_has_two_pages_too(folder: Path) -> None:
    pytest.importorskip("typst")

    assert pages_of(api.handout(large(folder), "large", dt.date(2024, 3, 1), pdf=True)) == 2


def test_the_verdict_on_a_hand_out_names_events_by_their_words(real: KnowledgeBase) -> None:
    name = "piper-alpha-1988"
    sheet = case_sheet(real.library.reviews[name].record, real.trees[name], real.findings[name])

    assert "NO-ORDER" in real.findings[name].verdict_because
    assert "“Men waited in the accommodation and no order to leave it came”" in sheet.verdict
    assert "NO-ORDER" not in sheet.verdict


def test_a_hand_out_of_a_chinese_case_speaks_chinese(folder: Path) -> None:
    path = folder / "reviews" / "wash-tank.yaml"
    chinese = path.read_text("utf-8").replace("format: 1", "format: 1\nreview: {language: zh}", 1)
    path.write_text(chinese.replace("The drain stood open", "排水阀一直开着"), encoding="utf-8")
    page = api.handout(folder, "wash-tank", dt.date(2024, 3, 1), pdf=False).decode()

    assert '<html lang="zh-Hans">' in page
    for words in ("直接原因", "教训", "结论", "故障树", "排水阀一直开着", "来自知识库"):
        assert words in page


def test_a_hand_out_in_another_language_takes_the_translation_and_leaves_the_rest(real: KnowledgeBase) -> None:
    name = "texas-city-2005"
    other = real.library.reviews[name].record.translations["zh"]
    page = api.handout(real.root, name, real.library.as_of, pdf=False, language="zh").decode()

    assert '<html lang="zh-Hans">' in page
    assert other.title
    assert other.title in page
    assert all(each.lesson in page for each in other.lessons.values())
    for words in ("直接原因", "教训", "The outlet stayed shut and automatic level control stayed off"):
        assert words in page


@pytest.mark.browser
@pytest.mark.parametrize("name", ["macondo-2010", "texas-city-2005", "aws-s3-us-east-1-2017", "gitlab-2017"])
def test_a_hand_out_prints_on_two_pages(real: KnowledgeBase, browser: Browser, name: str) -> None:
    page = browser.new_page()
    page.set_content(api.handout(real.root, name, real.library.as_of, pdf=False).decode())

    assert pages_of(page.pdf(prefer_css_page_size=True)) == 2
    page.close()


@pytest.mark.browser
def test_the_longest_talks_print_on_one_sheet(real: KnowledgeBase, browser: Browser) -> None:
    base, page = base_of(real), browser.new_page()
    talks = [talk for name in (*real.library.reviews, *real.library.lessons) if (talk := talk_of(base, name))]
    talks.sort(key=lambda talk: -len(talk.title + talk.why + "".join(talk.bullets) + talk.ask))
    for talk in talks[:4]:
        page.set_content(toolbox_html(talk, "a5"))
        assert pages_of(page.pdf(prefer_css_page_size=True)) == 1, talk.name
    page.close()


def test_a_withdrawn_case_is_put_on_no_paper(folder: Path) -> None:
    path = folder / "reviews" / "wash-tank.yaml"
    withdrawn = 'format: 1\nreview: {publication: {withdrawn: {date: 2024-01-01, why: "Wrong"}}}'
    path.write_text(path.read_text("utf-8").replace("format: 1", withdrawn), encoding="utf-8")
    day = dt.date(2024, 3, 1)

    with pytest.raises(Misuse, match="withdrawn"):
        api.handout(folder, "wash-tank", day, pdf=False)
    with pytest.raises(Misuse, match="withdrawn"):
        api.toolbox(folder, "wash-tank", day, form="html", paper="a5")
    with pytest.raises(Misuse, match="withdrawn"):
        api.slides(folder, "wash-tank", day, computed=0, seed="1")


def test_what_is_kept_anonymous_stands_on_no_sheet(folder: Path, kb: KnowledgeBase) -> None:
    path = folder / "reviews" / "wash-tank.yaml"
    hidden = "format: 1\nreview: {publication: {anonymise: [organisation, location, dates]}}"
    text = path.read_text("utf-8").replace("format: 1", hidden)
    path.write_text(
        text.replace(
            "  date: 2016-03-02", "  date: 2016-03-02\n  organisation: Secret Works\n  place: {site: Hidden Bay}"
        ),
        encoding="utf-8",
    )
    again = KnowledgeBase(folder, kb.library.as_of)

    sheet = case_sheet(again.library.reviews["wash-tank"].record, again.trees["wash-tank"], again.findings["wash-tank"])
    assert sheet.when == "2016"
    assert sheet.where == ""


def test_a_talk_has_at_most_five_bullets_and_the_positive_ones_first(real: KnowledgeBase) -> None:
    base = base_of(real)
    talks = [talk_of(base, name) for name in (*real.library.reviews, *real.library.lessons)]

    assert all(talk is not None and 1 <= len(talk.bullets) <= 5 for talk in talks)
    negative = re.compile(r"\b(?:do not|don't|never|nobody|must not|avoid)\b", re.IGNORECASE)
    for name in real.library.reviews:
        talk = talk_of(base, name)
        assert talk is not None
        assert not negative.match(talk.bullets[0]), name


def test_what_is_not_to_be_done_comes_last(folder: Path, kb: KnowledgeBase) -> None:
    path = folder / "reviews" / "wash-tank.yaml"
    said = "training: {toolbox_talk: [Never walk past a dead lamp, Ask who saw it act, Do not bypass it, Look at the drain]}\n"
    path.write_text(path.read_text("utf-8") + said, encoding="utf-8")
    talk = talk_of(base_of(KnowledgeBase(folder, kb.library.as_of)), "wash-tank")

    assert talk is not None
    assert talk.bullets[:2] == ("Ask who saw it act", "Look at the drain")
    assert talk.bullets[2:] == ("Never walk past a dead lamp", "Do not bypass it")


@pytest.mark.parametrize("name", ["texas-city-2005", "texas-city-2005#L-TRIP", "overfill-with-one-eye"])
def test_a_talk_is_made_of_a_case_a_lesson_of_one_or_a_general_lesson(real: KnowledgeBase, name: str) -> None:
    for form in ("html", "md", "text"):
        assert name in api.toolbox(real.root, name, real.library.as_of, form=form, paper="a5")
    assert "@page{size:A5" in api.toolbox(real.root, name, real.library.as_of, form="html", paper="a5")


def test_nothing_that_an_author_wrote_acts_on_paper(folder: Path, kb: KnowledgeBase) -> None:
    day = kb.library.as_of
    wicked(folder)
    pages = [
        api.handout(folder, "wash-tank", day, pdf=False).decode(),
        api.toolbox(folder, "wash-tank", day, form="html", paper="a5"),
        api.toolbox(folder, "wash-tank", day, form="md", paper="a5"),
        api.slides(folder, "wash-tank", day, computed=1, seed="1"),
    ]

    assert all("<script" not in page for page in pages)
    assert all("![x](" not in page.partition("\n---\n\n")[2] for page in pages[2:])
    assert "![x](" not in pages[2]


def test_slides_have_notes_that_close_and_no_slide_without_a_heading(real: KnowledgeBase) -> None:
    for name in ("therac-25-1985", "leading-and-learning"):
        deck = api.slides(real.root, name, real.library.as_of, computed=1, seed="1")
        head, _, body = deck.partition("\n---\n\n")
        slides = body.split("\n---\n\n")

        assert "marp: true" in head
        assert len(slides) > 15
        assert all(re.search(r"^# \S", slide, re.MULTILINE) for slide in slides)
        assert all(slide.count("<!--") == slide.count("-->") for slide in slides)
        assert any("<!--\n" in slide for slide in slides)


@pytest.mark.parametrize(
    ("name", "first"),
    [("therac-25-1985", "Marietta"), ("texas-city-2005", "The cloud ignites"), ("gitlab-2017", "A removal")],
)
def test_slides_stop_before_the_accident_and_not_before_the_last_entry(
    real: KnowledgeBase, name: str, first: str
) -> None:
    sheet = case_sheet(real.library.reviews[name].record, real.trees[name], real.findings[name])
    deck = api.slides(real.root, name, real.library.as_of, computed=0, seed="1")
    before, _, after = deck.partition("# Before we go on")

    assert 0 < sheet.stop_before < len(sheet.timeline)
    assert first in sheet.timeline[sheet.stop_before][1]
    assert before.count("# Timeline") >= 1
    assert after.count("# What happened") >= 1


@pytest.mark.slow
def test_a_slide_that_goes_on_with_the_tree_repeats_what_stands_above(real: KnowledgeBase) -> None:
    for name in real.library.reviews:
        deck = api.slides(real.root, name, real.library.as_of, computed=0, seed="1")
        trees = [slide.splitlines() for slide in deck.split("\n---\n\n") if slide.startswith("# Fault tree")]
        for lines in trees:
            depths = [(len(line) - len(line.lstrip())) // 2 for line in lines if line.lstrip().startswith("- ")]
            assert depths[0] == 0, name
            assert all(later <= first + 1 for first, later in pairwise(depths)), name


def test_marp_reads_every_slide_and_its_notes(real: KnowledgeBase, folder: Path) -> None:
    if shutil.which("node") is None or not MARP.is_dir():
        pytest.skip("Marp is not here; RCA_MARP_CORE names its folder")
    day = real.library.as_of
    decks = [api.slides(real.root, "leading-and-learning", day, computed=1, seed="1")]
    decks.append(api.slides(wicked(folder), "wash-tank", day, computed=1, seed="1"))
    for deck in decks:
        done = subprocess.run(
            ["node", str(Path(__file__).parent / "marp.cjs"), str(MARP)],
            input=deck.encode(),
            capture_output=True,
            check=True,
        )
        found = json.loads(done.stdout)

        assert found["slides"] == deck.partition("\n---\n\n")[2].count("\n---\n\n") + 1
        assert sum(bool(notes) for notes in found["comments"]) > found["slides"] / 3
        assert "<script" not in found["html"]
        assert "<pre" not in found["html"], "a list that begins indented is read as code"


def test_an_unknown_name_is_misuse_that_names_the_nearest(real: KnowledgeBase) -> None:
    with pytest.raises(Misuse, match="Did you mean `leading-and-learning`"):
        api.slides(real.root, "leading-and-learnin", real.library.as_of, computed=0, seed="1")
