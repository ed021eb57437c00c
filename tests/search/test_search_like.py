"""A case, a lesson, a draft or a description as the query: what is known of its like, and why."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from search_cases import DAY, DRUM, SERVER, TANK, small, write

from rca import api
from rca.cli import main
from rca.search.draft import read_draft
from rca.search.index import Index
from rca.search.like import Like, NothingLike, like
from rca.search.recognise import recognised
from rca.search.records import corpus_of
from rca.search.related import Kinship
from rca.search.render_like import as_json, as_text
from rca.search.similar import Similar, similar
from rca.search.sketch import Sketch, sketch_of_draft, sketch_of_text
from rca.search.traits import Trait
from rca.source.document import SourceFile, Value
from rca.source.reader import read


def searching(kb: api.KnowledgeBase) -> tuple[Kinship, Index]:
    return Kinship(kb.library, kb.findings), Index.of(corpus_of(kb.library, kb.findings))


def liked(kb: api.KnowledgeBase, name: str, words: str = "", **facets: str) -> Like:
    chosen = {key.replace("_", "-"): tuple(codes.split()) for key, codes in facets.items()}
    return like(*searching(kb), name, words, facets=chosen)


def ids(found: Like) -> list[str]:
    return [hit.id for hit in found.hits]


def data_of(text: str) -> Mapping[str, Value]:
    document, _ = read(SourceFile("draft.yaml", text, ""))
    assert document is not None
    assert isinstance(document.data, Mapping)
    return document.data


def known(kb: api.KnowledgeBase, sketch: Sketch) -> Similar:
    return similar(*searching(kb), sketch)


def test_a_case_finds_cases_and_says_what_they_share(tmp_path: Path) -> None:
    kb = small(tmp_path / "kb")
    found = liked(kb, "tank-2014")

    assert ids(found)[0] == "drum-2020"
    kinship = Kinship(kb.library, kb.findings)
    assert "shares: the same lesson: An eye that can die unseen" in as_text(kinship, found)
    assert json.loads(as_json(kinship, found))["hits"][0]["shares"][0]["kind"] == "lesson"


def test_a_lesson_finds_lessons_and_its_own_case_is_left_out(tmp_path: Path) -> None:
    kb = small(tmp_path / "kb")

    assert not any(name.startswith("tank-2014") for name in ids(liked(kb, "tank-2014#L-EYE")))
    assert "dead-eye" in ids(liked(kb, "tank-2014#L-EYE"))


def test_the_kind_can_be_turned_round(tmp_path: Path) -> None:
    kb = small(tmp_path / "kb")

    assert ids(liked(kb, "tank-2014#L-EYE", kind="case"))[0] == "drum-2020"
    assert {hit.kind for hit in liked(kb, "tank-2014", kind="lesson").hits} == {"lesson"}
    assert {hit.kind for hit in liked(kb, "tank-2014", kind="lesson case").hits} == {"lesson", "case"}


def test_facets_and_words_narrow_what_is_like(tmp_path: Path) -> None:
    kb = small(tmp_path / "kb")

    assert "drum-2020" in ids(liked(kb, "tank-2014", equipment="tank"))
    assert liked(kb, "tank-2014", equipment="software").hits == ()
    assert ids(liked(kb, "tank-2014", "drum"))[:1] == ["drum-2020"]
    assert liked(kb, "tank-2014", "records").hits == ()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("tank-2015", "Did you mean `tank-2014`?"),
        ("tank-2014#L-EYES", "Did you mean `tank-2014#L-EYE`?"),
        ("tank-2014#GAUGE", "`tank-2014` has no lesson `GAUGE`."),
        ("dead-eyes", "Did you mean `dead-eye`?"),
        ("zzz", "`rca search` finds one by words."),
    ],
)
def test_a_wrong_name_is_told_with_the_nearest(tmp_path: Path, name: str, said: str) -> None:
    with pytest.raises(NothingLike, match=r"called|has no") as error:
        liked(small(tmp_path / "kb"), name)

    assert said in str(error.value)


def test_a_review_that_does_not_read_in_full_says_so(tmp_path: Path) -> None:
    faulty = SERVER.replace("hazards: [software]", "hazards: [software], colour: red")
    kb = api.open_kb(write(tmp_path / "kb", tank=TANK, drum=DRUM, server=faulty), DAY)

    with pytest.raises(NothingLike, match="`server-2021` is withdrawn or does not read in full"):
        liked(kb, "server-2021")


def test_only_cases_and_lessons_are_compared(tmp_path: Path) -> None:
    with pytest.raises(NothingLike, match="no cause"):
        liked(small(tmp_path / "kb"), "tank-2014", kind="cause")


def test_a_description_finds_the_case_its_causes_and_the_questions_to_ask(tmp_path: Path) -> None:
    kb = small(tmp_path / "kb")
    found = known(kb, sketch_of_text(kb.library, "a gauge stood still while the storage tank was being filled"))

    assert found.cases[0].review.id == "tank-2014"
    assert found.cases[0].there[0] == "tank-2014#GAUGE"
    assert "dead-eye" in {each.address for each in found.lessons}
    assert all(each.lesson.ask for each in found.asks())
    assert len({each.lesson.ask for each in found.asks()}) == len(found.asks())


def test_a_general_lesson_stands_for_those_that_it_gathers(tmp_path: Path) -> None:
    kb = small(tmp_path / "kb")
    found = known(kb, sketch_of_text(kb.library, "one eye on the level of the tank"))
    gathered = set(kb.library.lessons["dead-eye"].record.from_)

    assert not gathered & {each.address for each in found.lessons}
    assert "tank-2014" in next(each.cases for each in found.lessons if each.address == "dead-eye")


def test_codes_that_stand_in_the_words_are_read_from_them(tmp_path: Path) -> None:
    library = small(tmp_path / "kb").library

    assert Trait("equipment", "tank") in recognised(library, "the storage tanks overflowed")
    assert Trait("mode", "start-up") in recognised(library, "It happened during start-up.")
    assert Trait("equipment", "pump") in recognised(library, "a compressor tripped")
    assert Trait("equipment", "level-instrument") in recognised(library, "夜间液位计失灵")
    assert recognised(library, "nothing of the kind, by design, in normal work") == ()


def test_a_draft_counts_what_is_not_ruled_out(tmp_path: Path) -> None:
    library = small(tmp_path / "kb").library
    draft = """
    title: Tank ran over
    event: {equipment: tank, mode: start-up}
    fault_tree:
      events:
        TOP: {event: It ran over, all_of: [A, {id: B, event: The switch was stuck, defect: P-MAINT}, C]}
        A: {event: The gauge lied, defect: T-SENSE, status: open, see: ["tank-2014#GAUGE"]}
        C: {event: Lightning struck, defect: T-LAYOUT, status: refuted}
    """
    sketch = sketch_of_draft(library, data_of(draft))

    assert {Trait("equipment", "tank"), Trait("mode", "start-up"), Trait("defect", "T-SENSE")} <= sketch.traits
    assert {Trait("defect", "P-MAINT"), Trait("cause", "tank-2014#GAUGE")} <= sketch.traits
    assert Trait("defect", "T-LAYOUT") not in sketch.traits
    assert "Lightning" not in sketch.text


def test_a_code_that_no_list_has_is_passed_over_with_the_nearest(tmp_path: Path) -> None:
    sketch = sketch_of_draft(small(tmp_path / "kb").library, data_of("event: {equipment: [tnk, tank]}"))

    assert sketch.traits == {Trait("equipment", "tank")}
    assert sketch.remarks == ("`tnk` is no code of the list `equipment` and was passed over; did you mean `tank`?",)


@pytest.mark.parametrize(
    "draft",
    [
        "title: 7", "event: tank", "fault_tree: [A, B]", "fault_tree: {events: {A: text}}", "summary: {text: [1]}",
        "event: {equipment: {a: b}, date: [1]}", "links: [x, {review: 3}, {relation: similar-to}]", "timeline: x",
        "fault_tree: {events: {A: {event: x, all_of: [{event: y}, 3, [z]]}}}", "id: null\ntitle: null",
    ],
)  # fmt: skip
def test_no_draft_is_too_strange(tmp_path: Path, draft: str) -> None:
    kb = small(tmp_path / "kb")

    assert len(known(kb, sketch_of_draft(kb.library, data_of(draft))).cases) <= 3


def test_a_draft_is_read_up_to_the_line_that_does_not_read() -> None:
    text = "title: Tank ran over\nevent:\n  equipment: [tank]\n  mode: [start-up\nsummary: x\n"
    draft = read_draft(SourceFile("d.yaml", text, ""))

    assert draft is not None
    assert draft.data["title"] == "Tank ran over"
    assert draft.found
    assert 3 < draft.line <= 5


def test_a_draft_in_which_nothing_is_closed_still_has_its_title() -> None:
    draft = read_draft(SourceFile("d.yaml", "title: Tank ran over\n" + "a: [\n" * 200, ""))

    assert draft is not None
    assert (draft.data, draft.line) == ({"title": "Tank ran over"}, 2)


@pytest.mark.parametrize("text", ["", "a sentence of words", "- a\n- b\n", "colour: red\n", "[", "{{{", "\tx: y"])
def test_what_is_no_draft_is_taken_for_a_description(text: str) -> None:
    assert read_draft(SourceFile("-", text, "")) is None


def test_a_link_that_the_draft_makes_stands_first(tmp_path: Path) -> None:
    kb = small(tmp_path / "kb")
    draft = "title: Drum ran over by day\nlinks: [{review: server-2021, relation: similar-to, note: Nobody looked}]\n"
    first = known(kb, sketch_of_draft(kb.library, data_of(draft))).cases[0]

    assert (first.review.id, first.links[0].note) == ("server-2021", "Nobody looked")


def test_a_case_of_the_base_is_no_answer_to_itself_and_invented_ones_are_none_at_all(tmp_path: Path) -> None:
    invented = DRUM.replace("id: drum-2020", "id: drum-exercise\nkind: exercise")
    kb = api.open_kb(write(tmp_path / "kb", tank=TANK, drum=DRUM, server=SERVER, exercise=invented), DAY)
    found = known(kb, sketch_of_draft(kb.library, data_of(TANK)))

    assert [each.review.id for each in found.cases if each.review.id.startswith(("tank", "drum"))] == ["drum-2020"]


def test_a_lesson_is_known_only_when_it_was_published_before_the_event(tmp_path: Path) -> None:
    dated = TANK.replace("keywords: [overfill]", "keywords: [overfill], published: 2015-06")
    kb = api.open_kb(write(tmp_path / "kb", tank=dated, drum=DRUM), DAY)

    for date, answer in (("2015-07-01", True), ("2015-06-20", False), ("2014", False), ("once", False)):
        sketch = sketch_of_draft(kb.library, data_of(f"title: One eye on a level\nevent: {{date: {date}}}"))
        lesson = next(each for each in known(kb, sketch).lessons if each.address == "tank-2014#L-EYE")
        assert lesson.known is answer


def run(root: Path, *args: str, stdin: str = "") -> Result:
    return CliRunner().invoke(main, [*args, "--kb", str(root), "--as-of", "2026-07-01"], input=stdin)


def test_the_command_answers_a_description_a_draft_and_what_comes_in(tmp_path: Path) -> None:
    small(tmp_path / "kb")
    draft = tmp_path / "draft.yaml"
    draft.write_text("title: The gauge of a tank stood still\nevent: {equipment: [tank\n", encoding="utf-8")

    for done in (
        run(tmp_path / "kb", "similar", "--text", "the gauge of a tank stood still"),
        run(tmp_path / "kb", "similar", str(draft)),
        run(tmp_path / "kb", "similar", "-", stdin="the gauge of a tank stood still"),
        run(tmp_path / "kb", "similar", "-", stdin="title: The gauge of a tank stood still\n"),
    ):
        assert done.exit_code == 0, done.output
        assert "1 tank-2014  2014, 1 killed, 2 injured" in done.output
        assert "Ask now" in done.output
    assert "does not read and was left out" in run(tmp_path / "kb", "similar", str(draft)).output


def test_the_command_writes_markdown_and_json_and_answers_in_chinese(tmp_path: Path) -> None:
    small(tmp_path / "kb")
    markdown = run(tmp_path / "kb", "similar", "--text", "gauge stood still *here*", "--format", "md").output
    chinese = run(tmp_path / "kb", "similar", "--text", "储罐液位计失灵").output
    found = json.loads(run(tmp_path / "kb", "similar", "--text", "gauge stood still", "--format", "json").output)

    assert "- [ ] " in markdown
    assert "已知案例" in chinese
    assert "1人死亡" in chinese
    assert found["cases"][0]["id"] == "tank-2014"
    assert {question["lesson"] for question in found["questions"]} <= {lesson["id"] for lesson in found["lessons"]}


@pytest.mark.parametrize(
    ("args", "stdin", "said"),
    [
        (["similar"], "", "say what happened"),
        (["similar", "x.yaml", "--text", "y"], "", "say what happened"),
        (["similar", "gone.yaml"], "", "there is no file `gone.yaml`"),
        (["similar", "tank-2015"], "", "Did you mean `tank-2014`?"),
        (["similar", "-"], "  \n", "there is nothing to compare"),
        (["similar", "--text", "…"], "", "there is nothing to compare"),
        (["search", "--similar-to", "tank-2015"], "", "Did you mean `tank-2014`?"),
        (["search", "--similar-to", "tank-2014", "--batch", "q.jsonl"], "", "neither with --corpus nor with --batch"),
        (["search", "--explain", "--batch", "q.jsonl"], "", "neither WORDS nor --explain"),
        (["search"], "", "say what to look for"),
    ],
)
def test_misuse_is_told(tmp_path: Path, args: list[str], stdin: str, said: str) -> None:
    small(tmp_path / "kb")
    done = run(tmp_path / "kb", *args, stdin=stdin)

    assert done.exit_code == 2
    assert said in " ".join(done.output.split())


def test_words_that_say_nothing_are_told_so(tmp_path: Path) -> None:
    small(tmp_path / "kb")

    assert "`the`, `of` stand in nearly every record" in run(tmp_path / "kb", "similar", "--text", "the of").output


def test_a_facet_alone_lists_what_carries_it(tmp_path: Path) -> None:
    small(tmp_path / "kb")
    done = run(tmp_path / "kb", "search", "--kind", "case", "--hazard", "software")

    assert done.exit_code == 0
    assert "server-2021" in done.output
    assert "tank-2014" not in done.output
