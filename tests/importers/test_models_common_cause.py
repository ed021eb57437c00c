"""Common-cause groups: read, expanded, written again; published numbers and the sums that the factors promise."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from model_cases import basic, codes, gate, opsa, read

from rca.analysis.model_findings import Asked, ModelFindings, analyse_model
from rca.analysis.quantities.common_cause import models
from rca.analysis.quantities.expansion import MOST_EVENTS, expand
from rca.analysis.quantities.further import Further
from rca.exporters.models import formats
from rca.graph.model import Model
from rca.graph.quantities import HOURS, probabilities
from rca.importers.models.read import read_model

AND = gate('<and><event name="A"/><event name="B"/></and>')
PUBLISHED = {
    "beta": (0.04308, 0.044096, (2, 0, 8)),
    "phi": (0.04104, 0.04434, (2, 24, 8)),
    "mgl": (0.01630, 0.01771, (2, 24, 8)),
    "alpha": (0.05298, 0.05488, (2, 24, 8)),
}
"""Exact probability, rare-event approximation and cut sets by order: SCRAM, tests/bench_core_tests.cc."""
FILES = {name: f"{name}_ccf.xml" if name == "mgl" else f"{name}_factor_ccf.xml" for name in PUBLISHED}


def group(model: str, factors: dict[int, float], *, members: str = "AB", total: str = '<float value="0.1"/>') -> str:
    """A group `G`."""
    inside = "".join(f'<basic-event name="{name}"/>' for name in members)
    given = "".join(
        f'<factor level="{level}"><float value="{factor!r}"/></factor>' for level, factor in factors.items()
    )
    return (
        f'<define-CCF-group name="G" model="{model}"><members>{inside}</members>'
        f"<distribution>{total}</distribution><factors>{given}</factors></define-CCF-group>"
    )


def analysed(model: Model, **wanted: float) -> ModelFindings:
    further = Further(**wanted)  # type: ignore[arg-type]
    top = model.tops()[0]
    whole, _, wrong = expand(model, further.hours)
    assert wrong == ()
    return analyse_model(whole, top, probabilities(whole, further.hours)[0], Asked(further=further))


@pytest.mark.parametrize("name", PUBLISHED)
def test_published_groups(name: str, bench: Path) -> None:
    """Three trains of a pump and a valve under each of the four models."""
    exact, rare, orders = PUBLISHED[name]
    model, wrong = read_model([bench / "fault-trees" / "known" / FILES[name]])

    found = analysed(model)

    assert codes(wrong) == []
    assert found.probability is not None
    assert found.probability.value == pytest.approx(exact, abs=1e-5)
    assert found.rare_event == pytest.approx(rare, abs=1e-5)
    assert found.by_order == orders


def test_a_pair_by_hand() -> None:
    """Beta 0.2 of 0.1: A and B fail alone at 0.08 each or together at 0.02; 1 − (1 − 0.02)(1 − 0.0064)."""
    model, _ = read(opsa(AND + group("beta-factor", {2: 0.2})))

    found = analysed(model)

    assert found.minimal_cut_sets == (("[A B]",), ("[A]", "[B]"))
    assert found.probability is not None
    assert found.probability.value == pytest.approx(1 - 0.98 * (1 - 0.08**2))


def test_four_members_under_greek_letters_by_hand() -> None:
    """The formulas that the format prints for a group of four: ρ 0.1, 0.2, 0.3 of Q 0.01."""
    model, _ = read(opsa(gate('<event name="A"/>') + group("MGL", {2: 0.1, 3: 0.2, 4: 0.3}, members="ABCD",
                                                            total='<float value="0.01"/>')))  # fmt: skip

    _, made, _ = expand(model, HOURS)

    assert made[0].levels == pytest.approx(
        {1: 0.9 * 0.01, 2: 0.1 * 0.8 * 0.01 / 3, 3: 0.1 * 0.2 * 0.7 * 0.01 / 3, 4: 0.1 * 0.2 * 0.3 * 0.01}
    )
    assert len(made[0].events) == 15


@given(
    st.sampled_from(["beta-factor", "MGL", "alpha-factor"]), st.integers(2, 6), st.lists(st.floats(0.01, 1), min_size=6, max_size=6)
)  # fmt: skip
@settings(max_examples=60, deadline=None)
def test_the_sets_of_a_member_add_up_to_its_total(model: str, count: int, factors: list[float]) -> None:
    """Under every model whose factors are conditional or divided by their sum; phi factors are shares of sets themselves."""
    first = models()[model].first_level(count)
    text = group(model, {level: factors[level - 1] for level in range(first, count + 1)}, members="ABCDEF"[:count])
    own, found = read(opsa(gate('<event name="A"/>') + text))

    whole, made, wrong = expand(own, HOURS)

    assert (codes(found), wrong) == ([], ())
    assert made[0].member_sum == pytest.approx(0.1, rel=1e-12)
    chances, _ = probabilities(whole)
    assert math.fsum(chances[name] for name in whole.gates["A"].inputs) == pytest.approx(0.1, rel=1e-12)


def test_events_of_a_group_are_sampled_together() -> None:
    """Alone or together, the ratio of the two probabilities is the same in every sample: (1 − β)/β."""
    total = '<uniform-deviate><float value="0.1"/><float value="0.3"/></uniform-deviate>'
    model, _ = read(opsa(AND + group("beta-factor", {2: 0.5}, total=total)))

    found = analysed(model, samples=20_000).uncertainty

    assert found is not None
    assert found.moving == 3
    # Each of the three events has half of Q: the top is q + q²(1 − q) with q uniform on 0.05 to 0.15.
    expected = 0.1 + (0.01 + 0.01 / 12) - (0.15**4 - 0.05**4) / 4 / 0.1
    assert found.top.mean == pytest.approx(expected, abs=4 * found.top.standard_error)


def test_a_group_has_the_frequency_of_its_share() -> None:
    """Beta 1 of a repairable pair is one repairable event."""
    total = "<GLM><float value='0'/><float value='1e-3'/><float value='0.1'/><system-mission-time/></GLM>"
    model, _ = read(opsa(AND + group("beta-factor", {2: 1.0}, total=total)))

    course = analysed(model, hours=1000.0, step=100.0).course

    assert course is not None
    assert course.frequency is not None
    assert course.frequency[-1] == pytest.approx(1e-3 * (1 - 1e-3 / 0.101), rel=1e-9)
    assert course.numeric == ()


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_group_is_read_back_as_the_same(name: str, bench: Path) -> None:
    """Members, distribution, factors and levels."""
    model, _ = read_model([bench / "fault-trees" / "known" / FILES[name]])

    again, found = read(formats()["open-psa"](model, None).text)

    assert found == ()
    assert again == model
    assert again.common_cause["Pumps"].factors == model.common_cause["Pumps"].factors


def test_a_label_and_a_scope_of_a_member_come_back_too() -> None:
    """A member that is defined beside its group, and a group in a fault tree with private names."""
    private = '<define-basic-event name="B" role="private"><label>The second</label></define-basic-event>'
    text = opsa(AND.replace('"B"', '"T.B"') + private + group("beta-factor", {2: 0.2}))

    model, found = read(text)
    again, _ = read(formats()["open-psa"](model, None).text)

    assert codes(found) == []
    assert model.common_cause["G"].members == ("A", "T.B")
    assert again == model


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        (group("gamma-factor", {2: 0.2}), "RCA092", "`gamma-factor`; known are `MGL`, `alpha-factor`"),
        (group("beta-factor", {2: 0.2}, members="A"), "RCA092", "fewer than two members"),
        (group("beta-factor", {2: 0.2}, members=""), "RCA092", "fewer than two members"),
        (group("beta-factor", {2: 0.2}, members="AA"), "RCA092", "a member twice"),
        (group("beta-factor", {}), "RCA092", "no factor of level 2"),
        (group("beta-factor", {1: 0.2}), "RCA092", "level `1` of a factor of common-cause group `G` is outside 2 to 2"),
        (group("MGL", {3: 0.2}, members="ABC"), "RCA092", "no factor of level 2"),
        (group("alpha-factor", {1: 0.2, 4: 0.2}, members="ABC"), "RCA092", "level `4`"),
        (group("beta-factor", {2: 0.2}).replace('level="2"', 'level="two"'), "RCA092", "level `two`"),
        (group("beta-factor", {2: 0.2}).replace("factors>", "other>"), "RCA092", "no factor"),
        (group("beta-factor", {2: 0.2}, total=""), "RCA092", "no distribution"),
        (group("beta-factor", {2: 0.2}) + group("beta-factor", {2: 0.2}), "RCA084", "`G` is defined already"),
        (group("beta-factor", {2: 0.2}).replace('"B"', '"TOP"'), "RCA092", "`TOP`, a member of common-cause group `G`, is a gate"),
        (group("beta-factor", {2: 0.2}).replace('<float value="0.2"/>', ""), "RCA092", "holds no number"),
        (group("beta-factor", {2: 0.2}).replace('name="G"', ""), "RCA080", "no name"),
    ],
)  # fmt: skip
def test_a_group_that_is_not_whole_is_refused(text: str, code: str, words: str) -> None:
    """One error with its place."""
    _, found = read(opsa(gate('<event name="A"/>') + "\n" + text))

    errors = [each for each in found if each.code in ("RCA080", "RCA084", "RCA092")]
    assert [each.code for each in errors] == [code]
    assert words in errors[0].message
    assert errors[0].span.line == 5


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (group("beta-factor", {2: 1.2}), "factor of level 2 of common-cause group `G` is 1.2, outside 0 to 1"),
        (group("phi-factor", {1: 0.5, 2: 0.4}), "add up to 0.9, not to 1"),
        (group("alpha-factor", {1: 0.0, 2: 0.0}), "are all 0"),
        (group("beta-factor", {2: 0.2}, total='<float value="2"/>'), "distribution of common-cause group `G` is 2"),
        (group("beta-factor", {2: 0.2}, total="<log><int value='0'/></log>"), "logarithm of 0"),
    ],
)
def test_a_number_of_a_group_that_does_not_do_is_refused(text: str, words: str) -> None:
    """One error; nothing is expanded."""
    model, before = read(opsa(AND + text))

    _, made, found = expand(model, HOURS)

    assert (codes(before), codes(found), made) == ([], ["RCA087"], ())
    assert words in found[0].message


def test_a_name_that_is_taken_is_not_taken_again() -> None:
    """An event, a gate and a parameter that have the names a group would give: all keep their meaning."""
    taken = gate('<or><event name="[A B]"/><gate name="[A]"/></or>', name="OTHER") + basic(
        "[A B]", '<float value="0.5"/>'
    )
    taken += (
        gate('<event name="[A B]"/>', name="[A]")
        + '<define-parameter name="G#total"><float value="0.9"/></define-parameter>'
    )
    model, _ = read(opsa(AND + taken + group("beta-factor", {2: 0.2})))

    whole, made, _ = expand(model, HOURS)

    assert made[0].events == ("[A]'", "[A B]'", "[B]")
    assert analysed(model).rare_event == pytest.approx(0.02 + 0.08**2)
    assert probabilities(whole)[0]["[A B]"] == 0.5


def test_a_group_that_would_explode_is_refused() -> None:
    """Thirty members under Greek letters would make a thousand million events."""
    names = [f"E{at}" for at in range(30)]
    members = "".join(f'<basic-event name="{name}"/>' for name in names)
    text = group("MGL", dict.fromkeys(range(2, 31), 0.1)).replace(
        '<basic-event name="A"/><basic-event name="B"/>', members
    )
    model, _ = read(opsa(gate('<event name="E0"/>') + text))

    _, made, found = expand(model, HOURS)

    assert (codes(found), made) == (["RCA088"], ())
    assert f"{MOST_EVENTS:,} are the most" in found[0].message


def test_a_number_beside_that_of_the_group_is_said() -> None:
    """The group's counts."""
    model, found = read(opsa(AND + basic("A", '<float value="0.5"/>') + group("beta-factor", {2: 0.2})))

    assert [each.message for each in found] == [
        "the number of `A` is not used: it is a member of common-cause group `G`"
    ]
    assert analysed(model).rare_event == pytest.approx(0.02 + 0.08**2)


@pytest.mark.parametrize("form", ["galileo", "dot", "graphml", "node-link"])
def test_formats_without_groups_say_so(form: str) -> None:
    """Members are written as independent events."""
    model, _ = read(opsa(AND + group("beta-factor", {2: 0.2})))

    assert "common-cause group `G`: its members were taken as independent" in formats()[form](model, None).left
