"""How the rules speak: by stage, on drafts, on the public record, on files that did not read whole, across reviews."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from lint_cases import AS_OF, BASE, CLEAN, MAIN, checked, library_of, lint_fragment, lint_text

from rca.analysis.analyse import analyse
from rca.diagnostics import Diagnostic, Severity
from rca.graph.build import fault_tree
from rca.library.load import load_library
from rca.lint.check import lint
from rca.lint.explain import overview, page
from rca.lint.registry import described, explain, public_code, unknown_code

DRAFT = """\
format: 1
id: pump-fire
title: A pump caught fire
event:
  date: 2024-01-12
  harm: {deaths: 0}
fault_tree:
  top: FIRE
  events:
    FIRE: {event: The pump burnt, any_of: [SEAL, BEARING]}
    SEAL: {event: The seal leaked}
    BEARING: {event: The bearing ran hot}
"""

PUBLIC = CLEAN.replace("kind: exercise", "kind: incident").replace("basis: own", "basis: public-record")


def said(found: tuple[Diagnostic, ...], name: str) -> list[Diagnostic]:
    return [each for each in found if each.code == public_code(name)]


def without(text: str, *beginnings: str) -> str:
    """The text without the lines that begin so."""
    return "".join(line for line in text.splitlines(keepends=True) if not line.lstrip().startswith(beginnings))


def test_a_dozen_lines_are_a_draft_about_which_nothing_is_said() -> None:
    """Everything else is asked for when its stage comes."""
    assert checked(library_of({"pump-fire": DRAFT})).diagnostics == ()


def test_more_is_asked_for_at_each_stage() -> None:
    """A draft that is only moved on through the stages gets more findings, and never loses one but by a later stage."""
    counts = []
    for stage in ("opened", "evidence", "analysis", "summary", "actions", "published"):
        found = checked(library_of({"pump-fire": DRAFT + f"review: {{stage: {stage}}}\n"})).diagnostics
        counts.append(len({each.code for each in found}))

    assert counts == sorted(counts)
    assert counts[0] == 0
    assert counts[-1] > 15


def test_messages_begin_small_and_end_without_a_stop() -> None:
    """House style 6, on a draft that has reached the last stage with every field left out that may be."""
    found = checked(library_of({"pump-fire": DRAFT + "review: {stage: closed}\n"})).diagnostics

    assert [each.message for each in found if each.message[0].isupper() or each.message.endswith(".")] == []
    assert [each.code for each in found if not each.help or not each.why] == []


# The public record


def test_what_the_public_record_does_not_say_is_said_once_and_as_advice() -> None:
    """Not known is not zero: owners, dates, money and measures of four actions give four pieces of advice."""
    found = lint_text(
        without(PUBLIC, "owner:", "due: 202", "resources:", "effect:").replace("status: effective", "status: verified")
    )

    for name in ("A07", "A08", "A09", "A11"):
        (only,) = said(found, name)
        assert only.severity is Severity.ADVICE
        assert "the public record read for this review does not say" in only.message
        assert "4 of 4 actions" in only.message


def test_the_recipient_of_a_recommendation_is_its_owner() -> None:
    text = re.sub(r"    owner: (.*)\n", r"    to: \1\n", PUBLIC)

    assert said(lint_text(text), "A07") == []
    assert len(said(lint_text(text.replace("basis: public-record", "basis: own")), "A07")) == 4


def test_an_own_review_is_asked_for_each() -> None:
    found = lint_text(without(CLEAN, "effect:").replace("status: effective", "status: verified"))

    assert len(said(found, "A11")) == 4
    assert {each.severity for each in said(found, "A11")} == {Severity.ERROR}


def test_an_exercise_is_asked_as_an_own_review() -> None:
    """An invented review has no record that could be silent."""
    found = lint_text(without(CLEAN, "owner:").replace("basis: own", "basis: public-record"))

    assert len(said(found, "A07")) == 4


def test_experts_and_signatures_of_a_public_record_are_not_known() -> None:
    text = re.sub(r"  experts:\n(    .*\n)*  sign_offs:\n(    .*\n)*", "", PUBLIC)
    text = re.sub(r", by: (site-owner|director|panel|instruments)", "", text).replace("    author: instruments\n", "")

    assert said(lint_text(text), "X01") == said(lint_text(text), "X02") == said(lint_text(text), "X07") == []


def test_a_signature_that_is_given_is_held_to_the_rule() -> None:
    text = PUBLIC.replace("    - {stage: evidence, by: lead, date: 2021-09-28}\n", "")

    assert "`evidence`" in said(lint_text(text), "X02")[0].message


def test_no_actions_on_record_is_not_no_actions() -> None:
    """Without the key it is not known; an empty list says that there are none."""
    unknown = re.sub(r"actions:\n  - id: A-TRIP(.*\n)*?\nstandards", "standards", PUBLIC)
    none = unknown.replace("standards:\n", "actions: []\nstandards:\n", 1)

    assert {each.code for each in lint_text(unknown)} & {"RCA401", "RCA402", "RCA417"} == set()
    assert {each.code for each in lint_text(none)} >= {"RCA401", "RCA402", "RCA417"}


def test_what_a_record_lacks_is_worded_as_that() -> None:
    """An error about a public record is a true statement about what the record lacks."""
    text = PUBLIC.replace("    breaks: [NO-TRIP]", "    breaks: [MOTOR]")

    assert said(lint_text(text), "A01")[0].message.startswith(
        "no action in the public record read for this review breaks"
    )


def test_an_evaluation_that_is_not_on_record_is_advice() -> None:
    assert said(lint_text(without(PUBLIC, "evaluated")), "X08")[0].severity is Severity.ADVICE
    assert said(lint_text(without(CLEAN, "evaluated")), "X08")[0].severity is Severity.ERROR


# Files that did not read whole


def test_a_file_with_a_fault_gets_integrity_only(tmp_path: Path) -> None:
    """Of a review that did not read whole only names are held against each other."""
    text = CLEAN.replace("potential: more", "potential: plenty").replace(
        "evidence: [E-GAUGE, E-LOG]", "evidence: [E-GAUGE, E-LOGG]"
    )
    text = without(text, "normal_work:").replace("weakens: [TWO-POSTS]", "weakens: [TWO-POST]")
    (tmp_path / "reviews").mkdir()
    (tmp_path / "reviews" / f"{MAIN}.yaml").write_text(text, "utf-8")
    library = load_library(tmp_path, AS_OF)
    records = {name: entry.record for name, entry in library.reviews.items()}

    found = lint(
        library,
        {name: analyse(record, AS_OF) for name, record in records.items()},
        {name: fault_tree(record) for name, record in records.items()},
    ).diagnostics

    assert [each.code for each in found] == ["RCA326", "RCA403"]


def test_an_outsider_who_signs_is_reported_once(tmp_path: Path) -> None:
    """The rule speaks of a signature; linking the folder leaves it to the rule."""
    (tmp_path / "reviews").mkdir()
    text = CLEAN.replace("    - {stage: published, by: director", "    - {stage: published, by: directr")
    (tmp_path / "reviews" / f"{MAIN}.yaml").write_text(text, "utf-8")

    library = load_library(tmp_path, AS_OF)

    assert [each.message for each in library.diagnostics if "directr" in each.message] == []
    assert said(checked(library).diagnostics, "X03")[0].help == "did you mean `director`?"


def test_a_withdrawn_review_is_no_longer_asked() -> None:
    text = CLEAN.replace(
        "{level: public}", "{level: public, withdrawn: {date: 2023-01-01, why: Replaced by a better one}}"
    )

    assert lint_text(without(text, "normal_work:")) == ()


def test_the_same_input_gives_the_same_output() -> None:
    text = without(CLEAN, "normal_work:", "owner:", "ask:")

    assert lint_text(text) == lint_text(text)


# Several reviews


def test_real_and_invented_reviews_are_never_compared() -> None:
    alike = CLEAN.replace("equipment: [tank, level-instrument]", "equipment: [tank, level-instrument, vessel]")

    assert said(lint_text(alike), "R01")
    assert not said(lint_text(alike.replace("kind: exercise", "kind: incident")), "R01")


def test_equipment_alone_does_not_make_two_reviews_alike() -> None:
    alike = CLEAN.replace("equipment: [tank, level-instrument]", "equipment: [tank, level-instrument, vessel]")
    other_hazard = BASE["wash-tank"].replace("hazards: [water, flammable]", "hazards: [water]")

    assert not said(lint_text(alike, **{"wash-tank": other_hazard}), "R01")


def test_what_four_reviews_share_is_commonplace() -> None:
    alike = CLEAN.replace("equipment: [tank, level-instrument]", "equipment: [tank, level-instrument, vessel]")
    others = {f"wash-{n}": BASE["wash-tank"].replace("id: wash-tank", f"id: wash-{n}") for n in range(2)}

    assert said(lint_text(alike, **dict(list(others.items())[:1])), "R01")
    assert not said(lint_text(alike, **others), "R01")


def test_a_link_from_either_side_ties_two_reviews() -> None:
    alike = CLEAN.replace("equipment: [tank, level-instrument]", "equipment: [tank, level-instrument, vessel]")
    earlier = BASE["wash-tank"] + f"links: [{{review: {MAIN}, relation: similar-to}}]\n"

    assert not said(lint_text(alike, **{"wash-tank": earlier}), "R01")


def test_a_lesson_published_after_the_event_was_not_missed() -> None:
    same = CLEAN.replace(
        "      event: The transfer sheet ends", "      see: wash-tank#DRAIN-OPEN\n      event: The transfer sheet ends"
    )

    assert said(lint_text(same), "R02")
    assert not said(lint_text(same, **{"wash-tank": BASE["wash-tank"].replace("2016-09-01", "2022-09-01")}), "R02")


def test_lessons_that_one_general_lesson_gathers_are_no_duplicates() -> None:
    twice = CLEAN.replace(
        "lesson: A person with two posts watches neither, so a transfer needs someone whose only task it is",
        "lesson: Close the drain and lock it before the water is let in",
    )
    general = f"format: 1\nid: drains\ntitle: Drains\nkind: procedural\nlesson: Lock drains\nfrom: [wash-tank#L-DRAIN, '{MAIN}#L-POSTS']\n"

    assert said(lint_text(twice), "R05")
    assert not said(lint_text(twice, drains=general), "R05")


def test_aliases_of_an_organisation_are_hidden_too() -> None:
    organisations = (
        "format: 1\norganisations:\n  - {id: example, name: Example Solvents, aliases: [ESolv], anonymous: A maker}\n"
    )
    text = CLEAN.replace("{level: public}", "{level: public, anonymise: [organisation]}").replace(
        "publisher: Example Solvents, ", ""
    )
    library = library_of(
        {**BASE, MAIN: text.replace("surprise: The gauge", "surprise: At ESolv the gauge")}, organisations
    )

    assert [each.message for each in said(checked(library).diagnostics, "P01")] == [
        "`ESolv` is left although the review is to be anonymous"
    ]


# What the day changes


def test_the_look_back_is_asked_for_a_year_after_the_report() -> None:
    text = re.sub(r"  look_back:\n(    .*\n)*", "", CLEAN)

    before = checked(library_of({MAIN: text}, as_of=dt.date(2022, 10, 20))).diagnostics
    after = checked(library_of({MAIN: text}, as_of=dt.date(2022, 10, 21))).diagnostics

    assert said(before, "X06") == []
    assert said(after, "X06")[0].message == "the look-back after one year is 1 day overdue"


@pytest.mark.parametrize(
    ("country", "approved", "late"),
    [("NL", "2021-10-30", False), ("NL", "2021-10-31", True), ("CN", "2022-01-12", False), ("CN", "2022-01-14", True)],
)
def test_how_long_a_report_may_take(country: str, approved: str, late: bool) -> None:
    """45 days, and in China 60 and at most 60 more, counted from the day the review was opened."""
    text = CLEAN.replace("country: NL", f"country: {country}").replace(
        "report_approved: 2021-10-20", f"report_approved: {approved}"
    )

    assert bool(said(lint_text(text), "X05")) is late


# Codes and pages


def test_a_code_is_found_by_either_name_and_in_any_case() -> None:
    assert explain("a01") is explain("RCA401") or explain("a01").code == explain("RCA401").code
    assert public_code(" t05 ") == "RCA345"


def test_an_unknown_code_names_the_nearest() -> None:
    with pytest.raises(KeyError, match="did you mean `RCA401`"):
        explain("uncut-paths")
    assert unknown_code("RCA3") == unknown_code("C05") == unknown_code("RCA103") == ""
    assert "no finding has the code" in unknown_code("RCA999")
    assert unknown_code("")


def test_every_page_is_shown_as_text_and_as_json() -> None:
    for about in described():
        assert about.page.title in page(about.name)
        assert f'"code": "{about.code}"' in page(about.code, "json")
        assert about.code in overview()


def test_a_status_of_a_gate_that_only_differs_in_strength_is_advice() -> None:
    found = lint_fragment("fault_tree:\n  events:\n    IGNITION: {status: likely}\n")

    assert [(each.code, each.severity) for each in found] == [("RCA344", Severity.ADVICE)]


def test_a_severe_case_without_a_stronger_action_is_a_warning_when_the_best_is_intermediate() -> None:
    fragment = "actions:\n  - {id: A-TRIP, kind: checklist, control: administrative}\n  - {id: A-LIGHT, kind: redundancy}\n  - {id: A-RULE, kind: workload}\n"

    assert [(each.code, each.severity) for each in lint_fragment(fragment)] == [("RCA404", Severity.WARNING)]
