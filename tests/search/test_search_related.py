"""Cases that share causes, and why."""

from __future__ import annotations

from pathlib import Path

from search_cases import DAY, DRUM, GENERAL, SERVER, TANK, small, write

from rca import api
from rca.search.related import LINKED, Kinship, related


def test_the_case_that_shares_the_cause_comes_first_with_the_reason(tmp_path: Path) -> None:
    kb = small(tmp_path / "kb")

    nearest = related(kb.library, "tank-2014", kb.findings)[0]

    assert nearest.review_id == "drum-2020"
    assert nearest.reasons[0] == "the same lesson: An eye that can die unseen"
    assert "measurement or indication wrong or out of range" in nearest.reasons
    assert not nearest.linked


def test_what_has_nothing_in_common_is_not_related(tmp_path: Path) -> None:
    kb = small(tmp_path / "kb")

    assert "server-2021" not in {each.review_id for each in related(kb.library, "tank-2014", kb.findings)}


def test_a_link_that_a_person_wrote_stands_first_on_both_sides(tmp_path: Path) -> None:
    linked = SERVER + "links: [{review: tank-2014, relation: contrast, note: Nothing ran over here}]\n"
    kb = api.open_kb(write(tmp_path / "kb", tank=TANK, drum=DRUM, server=linked, lesson_dead_eye=GENERAL), DAY)

    for name, other in (("server-2021", "tank-2014"), ("tank-2014", "server-2021")):
        first = related(kb.library, name, kb.findings)[0]
        assert (first.review_id, first.linked) == (other, True)
        assert first.score >= LINKED
        assert first.reasons[0].endswith("Nothing ran over here")


def test_a_cause_named_as_the_same_is_a_reason(tmp_path: Path) -> None:
    same = SERVER.replace(
        "status: confirmed, evidence: [E-MAIL]", 'status: confirmed, evidence: [E-MAIL], see: "drum-2020#SWITCH"'
    )
    kb = api.open_kb(write(tmp_path / "kb", tank=TANK, drum=DRUM, server=same), DAY)

    shared = {each.review_id: each.shared for each in Kinship(kb.library, kb.findings).to("server-2021")}

    assert shared["drum-2020"][0] == "the same cause: The switch was stuck"


def test_a_refuted_cause_makes_no_kin(tmp_path: Path) -> None:
    refuted = DRUM.replace(
        "defect: T-SENSE, depth: root, status: confirmed", "defect: T-SENSE, depth: root, status: refuted"
    )
    kb = api.open_kb(write(tmp_path / "kb", tank=TANK, drum=refuted, server=SERVER), DAY)

    shared = {each.review_id: each.shared for each in related(kb.library, "tank-2014", kb.findings)}

    assert "measurement or indication wrong or out of range" not in shared.get("drum-2020", ())


def test_an_unknown_case_has_no_kin(tmp_path: Path) -> None:
    kb = small(tmp_path / "kb")

    assert related(kb.library, "none", kb.findings) == ()
