"""The four indices: worked numbers, edge rules, and attempts to game them."""

from __future__ import annotations

import datetime as dt

import pytest
from tree_cases import TODAY, findings_of, review_of

from rca.analysis.analyse import analyse
from rca.analysis.findings import Findings, Index
from rca.analysis.indices.guarantee import means

TREE = """
TOP: {all_of: [FLOOD, SPARK]}
FLOOD: {any_of: [VALVE, PUMP]}
VALVE: {status: confirmed}
PUMP: {status: likely}
SPARK: {status: confirmed}
"""
TRIP = "{id: TRIP, do: fit a trip, breaks: [FLOOD], kind: forcing-function, function: prevent, status: verified}"
PUBLIC = "review: {basis: public-record}\n"


def of(more: str, *, public: bool = False, tree: str = TREE) -> Findings:
    return findings_of(tree + (PUBLIC if public else "") + more)


def actions(*written: str) -> str:
    return f"actions: [{', '.join(written)}]\n"


def bounds(index: Index) -> tuple[float | None, float | None]:
    return index.lower, index.upper


# --- prevention -------------------------------------------------------------------------------------------------------


def test_prevention_is_the_mean_of_the_best_action_on_each_path() -> None:
    """Strength times status weight; the better of two counts; a path that no action breaks counts 0."""
    weak = "{id: W, do: w, breaks: [PUMP], kind: training, function: prevent, status: effective}"
    trip = TRIP.replace("FLOOD", "PUMP")
    found = of(actions(weak, trip))

    assert found.prevention.value == pytest.approx((0.8 + 0) / 2)
    assert found.prevention_planned.value == pytest.approx((1 + 0) / 2)
    assert found.prevention.held_down_by == "SPARK + VALVE"
    assert (
        found.prevention.because
        == "The mean over 2 actual paths is 0.4; no preventive action counts against SPARK + VALVE."
    )


@pytest.mark.parametrize(
    ("more", "because"),
    [
        (TRIP, "Against the one actual path, SPARK + VALVE, the best preventive action counts 0.8."),
        (
            TRIP.replace("prevent", "mitigate"),
            "No preventive action counts against the one actual path, SPARK + VALVE.",
        ),
    ],
)
def test_a_single_path_has_no_mean(more: str, because: str) -> None:
    found = of(actions(more), tree=TREE.replace("PUMP: {status: likely}", "PUMP: {status: possible, reason: x}"))

    assert found.prevention.because == because


def test_response_counts_right_actions_only() -> None:
    """Mitigating actions make Q, and enter the balance, and never P."""
    wall = "{id: WALL, do: w, breaks: [SPARK], kind: redundancy, function: mitigate, status: effective}"
    found = of(actions(TRIP, wall))

    assert found.prevention.value == pytest.approx(0.8)
    assert found.response_proven.value == pytest.approx(2 / 3)
    assert found.balance == pytest.approx(1 / (1 + 2 / 3))


def test_learning_is_on_neither_side() -> None:
    """An action that only spreads knowledge enters no sum over paths."""
    found = of(actions("{id: L, do: l, breaks: [FLOOD], kind: study, function: learn, status: effective}"))

    assert (found.prevention.value, found.response_proven.value, found.balance) == (0.0, 0.0, None)


def test_detecting_counts_two_thirds_at_most() -> None:
    """An alarm is no trip, however strong its kind."""
    found = of(actions(TRIP.replace("prevent", "detect")))

    assert found.prevention.value == pytest.approx(2 / 3 * 0.8)
    assert found.actions[0].strength_word == "intermediate"


def test_of_several_control_levels_the_strongest_counts() -> None:
    """Without a kind the control level says how strong an action is."""
    found = of(actions(TRIP.replace("kind: forcing-function", "control: [ppe, engineering]")))

    assert found.prevention.value == pytest.approx(0.8)


def test_no_established_path_gives_no_index() -> None:
    """K empty: null, with the reason."""
    found = of(actions(TRIP), tree=TREE.replace("{status: confirmed}", "{}"))

    assert bounds(found.prevention) == bounds(found.response_proven) == (None, None)
    assert "no established path" in found.prevention.because


def test_no_actions_key_is_not_known() -> None:
    """`actions` left out is null, in an own review too."""
    found = of("")

    assert bounds(found.prevention) == bounds(found.guarantee) == (None, None)
    assert found.prevention.because == "The review does not say which actions were taken."
    assert found.unbroken_cut_sets == (("PUMP", "SPARK"), ("SPARK", "VALVE"))


def test_an_empty_list_of_actions_is_zero() -> None:
    """`actions: []` says that there are none: P is 0, and G has nothing to guarantee."""
    found = of("actions: []\n")

    assert bounds(found.prevention) == bounds(found.response_proven) == (0.0, 0.0)
    assert bounds(found.guarantee) == bounds(found.paper_gap) == bounds(found.actions_seen) == (None, None)


def test_all_rejected_is_zero() -> None:
    """Actions that are not live do not count, and are shown."""
    found = of(actions(TRIP.replace("verified", "rejected")))

    assert found.prevention.value == 0.0
    assert bounds(found.guarantee) == (None, None)
    assert [(own.id, own.live) for own in found.actions] == [("TRIP", False)]


def test_an_unknown_status_lies_between_none_and_full() -> None:
    """v in [0, 1], in both kinds of record."""
    for public in (False, True):
        found = of(actions(TRIP.replace("verified", "unknown")), public=public)

        assert bounds(found.prevention) == (0.0, 1.0)
        assert (found.prevention.value, found.prevention.known, found.prevention.of) == (None, 0, 2)


def test_an_unknown_kind_lies_between_weaker_and_stronger() -> None:
    """s in [1/3, 1]."""
    found = of(actions(TRIP.replace("forcing-function", "unknown")))

    assert bounds(found.prevention) == (pytest.approx(0.8 / 3), pytest.approx(0.8))
    assert found.actions[0].strength_word == "unknown"


def test_what_an_own_review_does_not_write_counts_least() -> None:
    """No status: not begun. No kind: the weakest. No function: on neither side."""
    plain = "{id: A, do: a, breaks: [FLOOD], function: prevent, status: effective}"

    assert of(actions(TRIP.replace(", status: verified", ""))).prevention.value == 0.0
    assert of(actions(plain)).prevention.value == pytest.approx(1 / 3)
    assert of(actions(TRIP.replace("function: prevent, ", ""))).prevention.value == 0.0


def test_what_a_public_record_does_not_give_is_not_known() -> None:
    """The same left out of a public record leaves an interval."""
    plain = "{id: A, do: a, breaks: [FLOOD], function: prevent, status: effective}"

    assert bounds(of(actions(TRIP.replace(", status: verified", "")), public=True).prevention) == (0.0, 1.0)
    assert bounds(of(actions(plain), public=True).prevention) == (pytest.approx(1 / 3), 1.0)
    assert bounds(of(actions(TRIP.replace("function: prevent, ", "")), public=True).prevention) == (
        0.0,
        pytest.approx(0.8),
    )


def test_balance_is_left_out_where_it_is_not_known() -> None:
    """Never a midpoint; a balance that no unknown can change is told."""
    vague = TRIP.replace("forcing-function", "unknown")
    wall = "{id: WALL, do: w, breaks: [SPARK], kind: redundancy, function: mitigate}"

    assert of(actions(vague, wall)).balance is None
    assert of(actions(vague)).balance == 1.0
    assert of(actions(wall)).balance == 0.0


WEAK = "{id: W, do: w, breaks: [PUMP], kind: training, function: prevent, status: effective}"
SURE = TRIP.replace("verified", "effective")
ONE_PATH = TREE.replace("PUMP: {status: likely}", "PUMP: {status: refuted}")


@pytest.mark.parametrize(
    ("tree", "written", "which", "said", "said_zh"),
    [
        (
            TREE, WEAK, "prevention",
            "The mean over 2 actual paths is 0.17; no preventive action counts against SPARK + VALVE.",
            "2 条实际路径的平均值为 0.17；针对 SPARK + VALVE，没有预防措施可计。",
        ),
        (
            TREE, TRIP, "prevention",
            "The mean over 2 actual paths is 0.8; 0.8 is the best that counts against PUMP + SPARK.",
            "2 条实际路径的平均值为 0.8；针对 PUMP + SPARK，可计的最佳值为 0.8。",
        ),
        (
            TREE, SURE, "prevention",
            "Each of 2 actual paths is broken by a preventive action that is strong and proven.",
            "2 条实际路径均被一项强且已证实的预防措施切断。",
        ),
        (
            TREE, TRIP, "prevention_planned",
            "Each of 2 actual paths is broken by a preventive action that is strong.",
            "2 条实际路径均被一项强预防措施切断。",
        ),
        (
            ONE_PATH, TRIP, "prevention",
            "Against the one actual path, SPARK + VALVE, the best preventive action counts 0.8.",
            "针对唯一的实际路径 SPARK + VALVE，最佳预防措施可计 0.8。",
        ),
        (
            ONE_PATH, TRIP, "response_proven",
            "No response counts against the one actual path, SPARK + VALVE.",
            "针对唯一的实际路径 SPARK + VALVE，没有应急措施可计。",
        ),
    ],
)  # fmt: skip
def test_what_is_said_of_prevention(tree: str, written: str, which: str, said: str, said_zh: str) -> None:
    """The mean, or what counts against the one path, and the path that is worst off; in both languages."""
    because = getattr(of(actions(written), tree=tree), which).because

    assert (str(because), because.zh) == (said, said_zh)


def test_a_long_path_is_named_by_its_first_events() -> None:
    """Four events stand as they are; of five the first three."""
    leaves = ["E1", "E2", "E3", "E4", "E5"]
    events = "".join(f"{name}: {{status: confirmed}}\n" for name in leaves)
    four, five = (
        of(actions(), tree=f"TOP: {{all_of: [{', '.join(own)}]}}\n{events}").prevention.because
        for own in (leaves[:4], leaves)
    )

    assert "E1 + E2 + E3 + E4." in four
    assert "E1 + E2 + E3 + 2 more." in five
    assert "E1 + E2 + E3 等共 5 项" in five.zh


# --- guarantee --------------------------------------------------------------------------------------------------------

FULL = (
    "{id: TRIP, do: fit, breaks: [FLOOD], kind: forcing-function, function: prevent, status: verified, owner: Manager, "
    "due: 2021-01-01, resources: {budget: funded, people: named}, done: {date: 2021-01-01, evidence: [E1]}, "
    "effect: {measure: m, check_due: 2022-01-01, verdict: effective}}"
)


def test_an_action_with_all_its_means_is_guaranteed() -> None:
    """Owner, money, people, date, measure with a check date, evidence once done."""
    found = of(actions(FULL))

    assert (found.guarantee.value, found.guarantee.known, found.guarantee.of) == (1.0, 6, 6)
    assert found.guarantee.held_down_by == ""


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ("owner: Manager, ", ""),
        ("budget: funded", "budget: requested"),
        ("budget: funded", "budget: refused"),
        ("people: named", "people: requested"),
        ("due: 2021-01-01, ", ""),
        ("check_due: 2022-01-01, ", ""),
        ("evidence: [E1]", "evidence: []"),
    ],
)
def test_each_means_counts_one_sixth(written: str, instead: str) -> None:
    """Taking one away lowers G by its share, and the sentence names it."""
    found = of(actions(FULL.replace(written, instead)))

    assert found.guarantee.value == pytest.approx(5 / 6)
    assert found.guarantee.held_down_by == "TRIP"
    assert "there is no" in found.guarantee.because


def test_evidence_is_asked_for_once_done() -> None:
    """Before an action is done five means count."""
    planned = FULL.replace("verified", "accepted").replace("done: {date: 2021-01-01, evidence: [E1]}, ", "")

    assert (of(actions(planned)).guarantee.value, of(actions(planned)).guarantee.of) == (1.0, 5)


def test_money_that_is_not_needed_is_not_lacking() -> None:
    """`not-needed` is as good as granted."""
    assert of(actions(FULL.replace("budget: funded", "budget: not-needed"))).guarantee.value == 1.0


def test_guarantee_weighs_by_strength() -> None:
    """A strong action without means weighs more than a weak one."""
    bare = "{id: BARE, do: b, breaks: [PUMP], kind: training, function: prevent, status: proposed}"
    found = of(actions(FULL, bare))

    assert found.guarantee.value == pytest.approx(1 / (1 + 1 / 3))
    assert found.guarantee.held_down_by == "BARE"


def test_a_public_record_that_gives_no_means_leaves_guarantee_open() -> None:
    """A mean that is not known is 0 in the lower bound and 1 in the upper."""
    found = of(actions(TRIP), public=True)

    assert (bounds(found.guarantee), found.guarantee.known, found.guarantee.of) == ((0.0, 1.0), 0, 6)
    assert "does not give" in found.guarantee.because


def test_unknown_strength_widens_guarantee_to_what_can_be() -> None:
    """The bounds are the least and the greatest weighted mean."""
    vague = "{id: V, do: v, breaks: [PUMP], kind: unknown, function: prevent, status: proposed}"
    found = of(actions(FULL, vague))

    assert bounds(found.guarantee) == (pytest.approx(1 / 2), pytest.approx(1 / (1 + 1 / 3)))


def means_of(action: str, *, public: bool = False) -> dict[str, float | None]:
    """By means whether it is there: 1, 0, or None where that is not known."""
    review = review_of(TREE + (PUBLIC if public else "") + actions(action))
    found = means((review.actions or ())[0], "public-record" if public else "own")
    return {item.name: item.value.lower if item.known else None for item in found}


@pytest.mark.parametrize(
    ("written", "instead", "lacking"),
    [
        ("owner: Manager", "owner: unknown", "owner"),
        ("budget: funded", "budget: unknown", "money"),
        ("people: named", "people: unknown", "people"),
        ("due: 2021-01-01", "due: unknown", "date"),
        ("check_due: 2022-01-01", "check_due: unknown", "measure"),
    ],
)
def test_a_means_of_which_it_is_said_that_it_is_unknown_is_neither_there_nor_lacking(
    written: str, instead: str, lacking: str
) -> None:
    """Whoever wrote the record looked, and the five others are there."""
    found = means_of(FULL.replace(written, instead))

    assert found.pop(lacking) is None
    assert list(found.values()) == [1.0] * 5


def test_an_effect_that_was_checked_needs_no_day_for_the_check() -> None:
    """Whatever is said of the day."""
    checked = FULL.replace("check_due: 2022-01-01", "checked: 2022-01-01")

    assert means_of(checked)["measure"] == 1.0
    assert means_of(checked.replace("checked", "check_due: unknown, checked"))["measure"] == 1.0


@pytest.mark.parametrize("status", ["verified", "accepted", "unknown"])
def test_evidence_of_what_was_done_counts_under_every_status(status: str) -> None:
    """It was shown."""
    assert means_of(FULL.replace("verified", status))["evidence"] == 1.0


BARE = "{id: TRIP, do: fit, breaks: [FLOOD], kind: forcing-function, function: prevent}"


@pytest.mark.parametrize(
    ("status", "own", "public"),
    [
        ("", "not asked", None),
        (", status: unknown", None, None),
        (", status: accepted", "not asked", "not asked"),
        (", status: implemented", 0.0, None),
    ],
)
def test_evidence_is_asked_for_where_the_action_may_be_done(
    status: str, own: float | str | None, public: float | str | None
) -> None:
    """Without a status an action of one's own is not done; of a public record nobody knows."""
    written = BARE.replace("prevent}", f"prevent{status}}}")

    assert means_of(written).get("evidence", "not asked") == own
    assert means_of(written, public=True).get("evidence", "not asked") == public


@pytest.mark.parametrize(
    ("actions_written", "sentence", "chinese"),
    [
        ((FULL,), "Each of 1 live action has all its means.", "1 项现行措施各项条件俱全。"),
        (
            (FULL.replace("budget: funded", "budget: refused"),),
            "Over 1 live action the share of means is 0.83; for TRIP there is no money.",
            "1 项现行措施中，条件具备的比例为 0.83；TRIP 缺少资金。",
        ),
        (
            (FULL.replace("owner: Manager, ", "").replace("funded, people: named", "refused, people: requested"),),
            "Over 1 live action the share of means is 0.5; for TRIP there is no owner, money or people.",
            "1 项现行措施中，条件具备的比例为 0.5；TRIP 缺少责任人、资金、人员。",
        ),
        (
            (FULL.replace("budget: funded, people: named", "budget: unknown, people: unknown"),),
            "Over 1 live action the share of means is between 0.67 and 1; for TRIP the record does not give money and people.",
            "1 项现行措施中，条件具备的比例为 0.67 至 1 之间；TRIP 的记录未载资金、人员。",
        ),
    ],
)
def test_what_is_said_of_guarantee(actions_written: tuple[str, ...], sentence: str, chinese: str) -> None:
    """The sentence names what lacks, in both languages."""
    found = of(actions(*actions_written)).guarantee

    assert (str(found.because), found.because.zh) == (sentence, chinese)


def test_of_equal_actions_the_first_is_named() -> None:
    """Both lack the same and weigh the same."""
    lacking = FULL.replace("budget: funded", "budget: refused")
    found = of(actions(lacking.replace("TRIP", "SECOND"), lacking.replace("TRIP", "FIRST")))

    assert found.guarantee.held_down_by == "SECOND"


# --- implementation ---------------------------------------------------------------------------------------------------


def standard(**fields: str) -> str:
    return "{title: t, " + ", ".join(f"{key}: {value}" for key, value in fields.items()) + "}"


def implementation(*standards: str, public: bool = False, as_of: dt.date = TODAY) -> Index:
    text = "standards: {" + ", ".join(f"S{at}: {own}" for at, own in enumerate(standards)) + "}\n"
    return findings_of(TREE + (PUBLIC if public else "") + text, as_of).implementation


def test_implementation_is_the_mean_share_of_sites() -> None:
    """Sites that conform over sites seen, each standard alike."""
    found = implementation(
        standard(issued="2010", field="{sites_seen: 4, sites_conforming: 3}"),
        standard(issued="2010", field="{sites_seen: 2, sites_conforming: 1}"),
    )

    assert (found.value, found.held_down_by) == (pytest.approx((0.75 + 0.5) / 2), "S1")


def test_no_standard_issued_is_null() -> None:
    """Without a standard, or with one issued later, there is nothing to see."""
    assert bounds(implementation()) == (None, None)
    assert bounds(implementation(standard(issued="2030-01-01"))) == (None, None)
    assert bounds(implementation(standard(requires="something"))) == (None, None)


def test_a_standard_counts_from_its_first_day() -> None:
    """`--as-of` decides."""
    written = standard(issued="2020-05-01", field="{sites_seen: 1, sites_conforming: 1}")

    assert implementation(written, as_of=dt.date(2020, 5, 1)).value == 1.0
    assert implementation(written, as_of=dt.date(2020, 4, 30)).value is None


def test_no_site_seen_is_zero() -> None:
    """`sites_seen: 0`, and in an own review no `field` at all."""
    assert implementation(standard(issued="2010", field="{sites_seen: 0}")).value == 0.0
    assert implementation(standard(issued="2010", field="{sites_seen: 0}"), public=True).value == 0.0
    assert implementation(standard(issued="2010")).value == 0.0
    assert implementation(standard(issued="2010", field="{sites_seen: 3}")).value == 0.0


def test_a_public_record_without_field_is_not_known() -> None:
    """Nobody says whether anybody looked."""
    found = implementation(standard(issued="2010"), public=True)

    assert (bounds(found), found.known, found.of) == ((0.0, 1.0), 0, 1)
    assert "not known" in found.because


def test_unknown_sites_are_not_known_in_both_records() -> None:
    """`unknown` written in place means the same everywhere."""
    for public in (False, True):
        assert bounds(implementation(standard(issued="2010", field="{sites_seen: unknown}"), public=public)) == (
            0.0,
            1.0,
        )
        seen = "{sites_seen: 3, sites_conforming: unknown}"
        assert bounds(implementation(standard(issued="2010", field=seen), public=public)) == (0.0, 1.0)


def test_more_sites_conforming_than_seen_is_all_of_them() -> None:
    """A slip never lifts a share above 1."""
    assert implementation(standard(issued="2010", field="{sites_seen: 2, sites_conforming: 5}")).value == 1.0


def test_a_shared_standard_brings_its_own_date() -> None:
    """A standard that several reviews cite may be dated where it is defined."""
    review = review_of(TREE + "standards: {S: {title: t, ref: api-754}}\n")

    assert analyse(review, TODAY).implementation.value is None
    assert analyse(review, TODAY, issued_elsewhere={"api-754": "2010-04"}).implementation.value == 0.0


def test_actions_seen_and_paper_gap() -> None:
    """Seen: verified or effective. The gap: said done and not seen."""
    done = [f"{{id: A{at}, do: a, status: {status}}}" for at, status in enumerate(
        ("proposed", "implemented", "verified", "effective", "ineffective"))]  # fmt: skip
    found = of(actions(*done))

    assert found.actions_seen.value == pytest.approx(2 / 5)
    assert found.paper_gap.value == pytest.approx(4 / 5 - 2 / 5)


def test_an_unknown_status_leaves_the_gap_open() -> None:
    """It may be said done and not seen, or not."""
    found = of(actions("{id: A, do: a, status: unknown}"))

    assert bounds(found.paper_gap) == bounds(found.actions_seen) == (0.0, 1.0)


@pytest.mark.parametrize(
    ("field", "public", "said", "said_zh"),
    [
        (", field: {sites_seen: 2, sites_conforming: 2}", False, "Every site seen conforms to 1 standard.", "已查看的场所均符合 1 项标准。"),
        (
            ", field: {sites_seen: 2, sites_conforming: 1}", False,
            "Over 1 standard the mean share of sites that conform is 0.5; 0.5 of the sites seen conform to S.",
            "1 项标准中，符合场所的平均比例为 0.5；已查看的场所中符合 S 的比例为 0.5。",
        ),
        (
            ", field: {sites_seen: 0}", False,
            "Over 1 standard the mean share of sites that conform is 0; S was seen at no site.",
            "1 项标准中，符合场所的平均比例为 0；S 未在任何场所见到。",
        ),
        (
            "", True,
            "Over 1 standard the mean share of sites that conform is between 0 and 1; whether sites conform to S is not known.",
            "1 项标准中，符合场所的平均比例为 0 至 1 之间；场所是否符合 S 未知。",
        ),
    ],
)  # fmt: skip
def test_what_is_said_of_implementation(field: str, public: bool, said: str, said_zh: str) -> None:
    """Whether sites conform to the standard that is worst off, in both languages."""
    found = of(f"standards: {{S: {{title: t, issued: 2010{field}}}}}\n", public=public)

    assert (str(found.implementation.because), found.implementation.because.zh) == (said, said_zh)


def test_what_is_said_of_actions_seen_and_of_the_gap() -> None:
    """Nothing where no action stands; else the share, and the first of those that hold it down."""
    none = of(actions(TRIP.replace("verified", "rejected")))
    some = of(actions(SURE, TRIP.replace("TRIP", "SAID").replace("verified", "implemented")))

    assert none.actions_seen.because.zh == "没有可供查看的现行措施。"
    assert none.paper_gap.because.zh == "没有可称已完成的现行措施。"
    assert some.actions_seen.because == "The share of 2 live actions verified or effective is 0.5."
    assert some.actions_seen.because.zh == "2 项现行措施中，已现场核实或有效者占 0.5。"
    assert some.paper_gap.because == "Of 2 things said or meant to be done, the share said done and not seen is 0.5."
    assert some.paper_gap.because.zh == "2 项称已或拟完成的事项中，称已完成而未见到者占 0.5。"
    assert (some.actions_seen.held_down_by, some.paper_gap.held_down_by) == ("SAID", "SAID")
    assert (of(actions(SURE)).actions_seen.held_down_by, of(actions(SURE)).paper_gap.held_down_by) == ("", "")


# --- reflection -------------------------------------------------------------------------------------------------------

SUMMARY = """technical_summary: {what_happened: a, mechanism: b, technical_defects: [VALVE], procedural_defects: [SPARK],
  methods_that_solve: c, future_direction: d, limits: e}
"""


def lesson(**fields: str) -> str:
    return "{kind: technical, lesson: l, " + ", ".join(f"{key}: {value}" for key, value in fields.items()) + "}"


def test_reflection_is_the_mean_of_four_shares() -> None:
    """Parts written, confirmed leaves taught, rank of lessons, due checks judged."""
    found = of(
        SUMMARY.replace(", limits: e", "")
        + f"lessons: [{lesson(id='L1', because='[VALVE]', status='shared')}, {lesson(id='L2', status='learned')}]\n"
        + actions("{id: A, do: a, effect: {measure: m, check_due: 2021, verdict: effective}}",
                  "{id: B, do: b, effect: {measure: m, check_due: 2021}}")
    )  # fmt: skip

    assert found.reflection.value == pytest.approx((6 / 7 + 1 / 2 + (0.5 + 1) / 2 + 1 / 2) / 4)
    assert (found.reflection.known, found.reflection.of) == (13, 13)


def test_a_part_with_nothing_to_count_is_left_out() -> None:
    """No confirmed leaf, no lesson, no due check: the summary alone counts."""
    found = of(SUMMARY, tree="TOP: {all_of: [A]}\nA: {}\n")

    assert (found.reflection.value, found.reflection.of) == (1.0, 7)


def test_a_lesson_may_name_the_gate_above_the_only_confirmed_leaf() -> None:
    """FLOOD has one confirmed leaf below it, TOP has two."""
    base = of(SUMMARY + f"lessons: [{lesson(id='L', because='[TOP]')}]\n").reflection
    found = of(SUMMARY + f"lessons: [{lesson(id='L', because='[FLOOD]')}]\n").reflection

    assert base.value == pytest.approx((1 + 0 + 0) / 3)
    assert found.value == pytest.approx((1 + 0.5 + 0) / 3)


def test_defects_may_be_left_to_the_codes_of_the_tree() -> None:
    """A list of defects that is left out is taken from the tree's codes."""
    tree = TREE.replace("VALVE: {", "VALVE: {defect: T-SENSE, ")
    written = SUMMARY.replace("technical_defects: [VALVE], ", "")

    assert of(written, tree=tree).reflection.lower == of(SUMMARY, tree=tree).reflection.lower
    assert of(written).reflection.lower < of(SUMMARY).reflection.lower


def test_checks_that_are_not_due_are_not_counted() -> None:
    """A check counts from the last day its date covers; one without a date is never due."""
    due = actions("{id: A, do: a, effect: {measure: m, check_due: 2024-06}}", "{id: B, do: a, effect: {measure: m}}")

    assert findings_of(TREE + SUMMARY + due, dt.date(2024, 6, 29)).reflection.of == 9
    assert findings_of(TREE + SUMMARY + due, dt.date(2024, 6, 30)).reflection.of == 10


def test_a_check_that_is_not_due_hides_none_that_is() -> None:
    """Each action is asked by itself, those without a check too."""
    later = "{id: A, do: a, effect: {measure: m, check_due: 2030}}"
    bare, plain = "{id: B, do: a, effect: {measure: m}}", "{id: C, do: a}"
    due = "{id: D, do: a, effect: {measure: m, check_due: 2021}}"

    assert of(SUMMARY + actions(later, bare, plain, due)).reflection.of == 10


def test_a_verdict_of_not_yet_is_no_verdict() -> None:
    """Only effective and ineffective are verdicts; unknown is not known."""

    def due(verdict: str) -> Index:
        action = f"{{id: A, do: a, effect: {{measure: m, check_due: 2021, verdict: {verdict}}}}}"
        return of(SUMMARY + actions(action)).reflection

    assert due("not-yet").value == pytest.approx((1 + 0 + 0) / 3)
    assert due("ineffective").value == pytest.approx((1 + 0 + 1) / 3)
    assert bounds(due("unknown")) == (pytest.approx(1 / 3), pytest.approx(2 / 3))


def test_a_summary_that_a_public_record_lacks_is_not_known() -> None:
    """Not known is not zero."""
    found = of("", public=True, tree="TOP: {all_of: [A]}\nA: {}\n").reflection

    assert (bounds(found), found.known, found.of) == ((0.0, 1.0), 0, 7)
    assert of("", tree="TOP: {all_of: [A]}\nA: {}\n").reflection.value == 0.0


def test_the_rank_of_a_lesson_that_a_public_record_does_not_give_is_not_known() -> None:
    """A lesson without a status is identified in an own review."""
    written = SUMMARY + f"lessons: [{lesson(id='L', because='[VALVE, SPARK]')}]\n"

    assert of(written).reflection.value == pytest.approx(2 / 3)
    assert bounds(of(written, public=True).reflection) == (pytest.approx(2 / 3), 1.0)


UNTAUGHT = SUMMARY + f"lessons: [{lesson(id='L', because='[VALVE]', status='learned')}]\n"
TAUGHT = SUMMARY + f"lessons: [{lesson(id='L', because='[VALVE, SPARK]', status='learned')}]\n"


@pytest.mark.parametrize(
    ("more", "public", "said", "said_zh"),
    [
        (TAUGHT, False, "Everything is written, taught, learned and checked.", "均已写明、讲授、内化并核查。"),
        (
            TAUGHT.replace("mechanism: b, ", ""), False,
            "the technical summary has no part on mechanism", "技术总结缺少“机理”",
        ),
        ("", True, "the part on what happened is not on record", "“事件经过”一节无记录"),
        (UNTAUGHT, False, "no lesson names the confirmed event SPARK", "没有教训提到已证实的事件 SPARK"),
        (
            TAUGHT.replace("learned", "shared"), False,
            "lesson L has not been learned everywhere", "教训 L 尚未处处内化",
        ),
        (TAUGHT.replace(", status: learned", ""), True, "how far L has come is not known", "教训 L 进展如何未知"),
        (
            TAUGHT + actions("{id: A, do: a, effect: {measure: m, check_due: 2021}}"), False,
            "the effect check of A has no verdict", "A 的效果核查没有结论",
        ),
        (
            TAUGHT + actions("{id: A, do: a, effect: {measure: m, check_due: 2021, verdict: unknown}}"), False,
            "the effect check of A is not on record", "A 的效果核查无记录",
        ),
    ],
)  # fmt: skip
def test_what_is_said_of_reflection(more: str, public: bool, said: str, said_zh: str) -> None:
    """What lowers it most, in both languages: what is lacking, and what is only not on record."""
    tree = TREE if more else "TOP: {all_of: [A]}\nA: {}\n"
    because = of(more, public=public, tree=tree).reflection.because

    assert str(because).endswith(said) or str(because).endswith(f": {said}.")
    assert because.zh.endswith((said_zh, f"：{said_zh}。"))  # type: ignore[attr-defined]


# --- gaming -----------------------------------------------------------------------------------------------------------

GOOD = (
    TREE
    + actions(FULL.replace("status: verified", "standard: S, status: verified"))
    + "standards: {S: {title: t, issued: 2010, field: {sites_seen: 2, sites_conforming: 2}}}\n"
    + SUMMARY
    + f"lessons: [{lesson(id='L', because='[VALVE, SPARK]', status='learned')}]\n"
)


def test_training_in_place_of_a_trip_lowers_prevention() -> None:
    """A weaker kind cannot hold the same index."""
    assert (
        findings_of(GOOD.replace("forcing-function", "training")).prevention.value < findings_of(GOOD).prevention.value
    )


@pytest.mark.parametrize("field", ["", ", field: {sites_seen: 0}"])
def test_a_document_that_nobody_saw_lowers_implementation_and_widens_the_gap(field: str) -> None:
    """Taking the sighting away from the standard that an action carries does not go unseen."""
    before, after = findings_of(GOOD), findings_of(GOOD.replace(", field: {sites_seen: 2, sites_conforming: 2}", field))

    assert after.implementation.value < before.implementation.value
    assert after.paper_gap.value > before.paper_gap.value


def test_one_more_document_that_nobody_saw_lowers_implementation_and_widens_the_gap() -> None:
    """A document beside the actions is something said to be done."""
    more = GOOD.replace("standards: {", "standards: {NEW: {title: t, issued: 2012}, ")

    assert findings_of(more).implementation.value < findings_of(GOOD).implementation.value
    assert findings_of(more).paper_gap.value > findings_of(GOOD).paper_gap.value


def test_no_money_lowers_guarantee() -> None:
    """Refused money is missing money."""
    assert findings_of(GOOD.replace("funded", "refused")).guarantee.value < findings_of(GOOD).guarantee.value


def test_no_lessons_lower_reflection() -> None:
    """Teaching nothing is seen, in a public record too."""
    for basis in ("", PUBLIC):
        whole = findings_of(basis + GOOD).reflection
        without = findings_of(basis + GOOD.split("lessons:")[0]).reflection

        assert without.lower < whole.lower
        assert without.upper < whole.upper


def test_a_good_review_has_full_marks_where_it_earned_them() -> None:
    """All four bars with the reason for each; only P waits for the effect to be proven."""
    found = findings_of(GOOD)

    assert {name: index.value for name, index in found.indices.items()} == {
        "prevention": pytest.approx(0.8), "guarantee": 1.0, "implementation": 1.0, "reflection": 1.0,
    }  # fmt: skip
    assert found.paper_gap.value == 0.0
    assert all(index.because.endswith(".") for index in found.indices.values())
