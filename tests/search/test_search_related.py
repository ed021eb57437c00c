"""Cases that share causes, and why."""

from __future__ import annotations

from pathlib import Path

import pytest
from search_cases import DAY, DRUM, GENERAL, SERVER, TANK, small, write

from rca import api
from rca.search.related import COMPUTED, LINKED, Kinship, Related, related
from rca.search.traits import Trait


def reasons(kb: api.KnowledgeBase, found: Related) -> list[str]:
    kinship = Kinship(kb.library, kb.findings)
    return [kinship.told(each) for each in found.shared]


def test_the_case_that_shares_the_cause_comes_first_with_the_reason(tmp_path: Path) -> None:
    kb = small(tmp_path / "kb")

    nearest = related(kb.library, "tank-2014", kb.findings)[0]

    assert nearest.review_id == "drum-2020"
    assert reasons(kb, nearest)[0] == "the same lesson: An eye that can die unseen"
    assert "measurement or indication wrong or out of range" in reasons(kb, nearest)
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
        assert [link.said() for link in first.links] == ["contrast: Nothing ran over here"]


def test_a_link_is_read_from_its_other_side_with_the_inverse_relation(tmp_path: Path) -> None:
    linked = DRUM + "links: [{review: tank-2014, relation: missed-lesson}]\n"
    kb = api.open_kb(write(tmp_path / "kb", tank=TANK, drum=linked), DAY)

    assert related(kb.library, "tank-2014", kb.findings)[0].links[0].relation == "lesson-not-used"


def test_computed_cases_stand_behind_however_many_are_linked(tmp_path: Path) -> None:
    """A person's links take no place away from what authors and codes say."""
    same = DRUM.replace("depth: root,", 'depth: root, see: "tank-2014#GAUGE",')
    twins = {f"twin{number}": same.replace("id: drum-2020", f"id: twin-{number}") for number in range(13)}
    links = ", ".join(f"{{review: twin-{number}, relation: similar-to}}" for number in range(6))
    kb = api.open_kb(write(tmp_path / "kb", tank=TANK + f"links: [{links}]\n", server=SERVER, **twins), DAY)

    found = related(kb.library, "tank-2014", kb.findings)

    assert [each.linked for each in found] == [True] * 6 + [False] * COMPUTED


def test_a_rare_code_tells_more_than_a_common_one_and_is_named_first(tmp_path: Path) -> None:
    common = {f"n{number}": DRUM.replace("id: drum-2020", f"id: n-{number}") for number in range(4)}
    first, second = (text.replace("equipment: [tank", "equipment: [blowdown, tank") for text in (TANK, DRUM))
    kb = api.open_kb(write(tmp_path / "kb", tank=first, drum=second, server=SERVER, **common), DAY)
    kinship = Kinship(kb.library, kb.findings)

    shared = kinship.sharing(kinship.traits["tank-2014"], but="tank-2014")["drum-2020"]
    named = [reason.value for reason in kinship.reasons("drum-2020", shared)]

    assert named.index("blowdown") < named.index("tank")
    assert shared[Trait("equipment", "blowdown")] > shared[Trait("equipment", "tank")]


def test_a_cause_named_as_the_same_is_a_reason(tmp_path: Path) -> None:
    same = SERVER.replace(
        "status: confirmed, evidence: [E-MAIL]", 'status: confirmed, evidence: [E-MAIL], see: "drum-2020#SWITCH"'
    )
    kb = api.open_kb(write(tmp_path / "kb", tank=TANK, drum=DRUM, server=same), DAY)

    for name, other, said in (
        ("server-2021", "drum-2020", "The switch was stuck"),
        ("drum-2020", "server-2021", "Nobody had tried the copy"),
    ):
        shared = {each.review_id: reasons(kb, each) for each in Kinship(kb.library, kb.findings).to(name)}

        assert shared[other][0] == f"the same cause: {said}"


def test_a_refuted_cause_makes_no_kin(tmp_path: Path) -> None:
    refuted = DRUM.replace(
        "defect: T-SENSE, depth: root, status: confirmed", "defect: T-SENSE, depth: root, status: refuted"
    )
    kb = api.open_kb(write(tmp_path / "kb", tank=TANK, drum=refuted, server=SERVER), DAY)

    shared = {each.review_id: reasons(kb, each) for each in related(kb.library, "tank-2014", kb.findings)}

    assert "measurement or indication wrong or out of range" not in shared.get("drum-2020", ())


def test_an_unknown_case_has_no_kin(tmp_path: Path) -> None:
    kb = small(tmp_path / "kb")

    assert related(kb.library, "none", kb.findings) == ()


def test_in_a_large_base_those_with_the_rarest_things_in_common_are_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    common = {f"n{number}": DRUM.replace("id: drum-2020", f"id: n-{number}") for number in range(8)}
    first, second = (text.replace("equipment: [tank", "equipment: [blowdown, tank") for text in (TANK, DRUM))
    linked = first + "links: [{review: n-7, relation: similar-to}]\n"
    kb = api.open_kb(write(tmp_path / "kb", tank=linked, drum=second, server=SERVER, **common), DAY)
    kinship = Kinship(kb.library, kb.findings)
    whole = kinship.sharing(kinship.traits["tank-2014"], but="tank-2014", also=["n-7"])
    monkeypatch.setattr("rca.search.related.CANDIDATES", 1)

    few = kinship.sharing(kinship.traits["tank-2014"], but="tank-2014", also=["n-7"])

    assert few.keys() == {"drum-2020", "n-7"}
    assert all(few[name] == whole[name] for name in few)
    assert kinship.to("tank-2014")[0].review_id == "n-7"
