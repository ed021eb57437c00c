"""Hand-outs, toolbox talks and slides: what they hold, and that nothing an author wrote acts on them."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from rca import api
from rca.api import KnowledgeBase, Misuse
from rca.api.teaching import base_of
from rca.training.case_sheet import case_sheet
from rca.training.talk import talk_of

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


def test_a_hand_out_as_pdf_has_two_pages_and_the_same_bytes(real: KnowledgeBase) -> None:
    pytest.importorskip("typst")
    for name in ("texas-city-2005", "piper-alpha-1988"):
        first = api.handout(real.root, name, real.library.as_of, pdf=True)

        assert first.startswith(b"%PDF")
        assert re.findall(rb"/Type\s*/Pages\b.*?/Count (\d+)|/Count (\d+)", first)[0] in ((b"2", b""), (b"", b"2"))
    assert first == api.handout(real.root, "piper-alpha-1988", real.library.as_of, pdf=True)


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
    texas = talk_of(base, "texas-city-2005")
    assert texas is not None
    assert not texas.bullets[0].startswith("Nobody")
    assert texas.bullets[-1].startswith("Nobody")


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


def test_an_unknown_name_is_misuse_that_names_the_nearest(real: KnowledgeBase) -> None:
    with pytest.raises(Misuse, match="Did you mean `leading-and-learning`"):
        api.slides(real.root, "leading-and-learnin", real.library.as_of, computed=0, seed="1")
