"""Words in English and Chinese: every listed word is found, and what only looks like one is left alone."""

from __future__ import annotations

import pytest
from lint_cases import CLEAN, lint_text, taxonomies

from rca.lint.acts import deviation, omission
from rca.lint.language import find_words, likeness, overlap, stem, tokens
from rca.lint.names import mentions, person
from rca.lint.ownership import several

SENTENCE = "The transfer sheet ends with the start of the pump"


def said_of(sentence: str, **changes: str) -> set[str]:
    """Codes of what is said when the sentence of one procedural cause is another."""
    text = CLEAN.replace(f"event: {SENTENCE}", f"event: '{sentence}'")
    for old, new in changes.items():
        text = text.replace(old, new)
    return {each.code for each in lint_text(text)}


def listed(name: str, language: str) -> tuple[str, ...]:
    return taxonomies()["language"].words(name, language)  # type: ignore[arg-type]


@pytest.mark.parametrize("word", [*listed("negative_descriptor", "en"), *listed("negative_descriptor", "zh")])
def test_every_judging_word_is_found(word: str) -> None:
    assert "RCA365" in said_of(f"作业票{word}" if not word.isascii() else f"The sheet was {word} for the task")


@pytest.mark.parametrize("word", listed("blame", "en"))
def test_every_english_word_of_blame_is_found(word: str) -> None:
    sentence = "It was the fault of the operator" if word == "fault of" else f"The operator {word} it"

    assert "RCA366" in said_of(sentence)


@pytest.mark.parametrize("word", listed("blame", "zh"))
def test_every_chinese_word_of_blame_is_found(word: str) -> None:
    assert "RCA366" in said_of(f"操作人员{word}报警")


@pytest.mark.parametrize("word", [*listed("counterfactual", "en"), *listed("counterfactual", "zh")])
def test_every_counterfactual_is_found(word: str) -> None:
    assert "RCA367" in said_of(f"操作人员{word}报警" if not word.isascii() else f"The shift {word} read the gauge")


@pytest.mark.parametrize("word", [*listed("human_error", "en"), *listed("human_error", "zh")])
def test_every_name_for_human_error_is_found(word: str) -> None:
    assert "RCA363" in said_of(f"{word}" if not word.isascii() else f"{word} the night shift")


@pytest.mark.parametrize("word", [*listed("single_cause", "en"), *listed("single_cause", "zh")])
def test_every_claim_of_a_single_cause_is_found(word: str) -> None:
    assert "RCA368" in said_of(f"{word}设备老化" if not word.isascii() else f"{word} a stuck gauge")


@pytest.mark.parametrize("word", [*listed("weak_verb", "en"), *listed("weak_verb", "zh")])
def test_every_uncheckable_verb_is_found_at_the_head(word: str) -> None:
    text = CLEAN.replace(
        "do: Put a second person on every night shift of the tank farm",
        f"do: {word}夜间装卸管理" if not word.isascii() else f"do: {word} the night shift",
    )

    assert "RCA410" in {each.code for each in lint_text(text)}


@pytest.mark.parametrize(
    "sentence",
    [
        "The disk had a bad sector",
        "Two people were badly burnt",
        "The camera saw poor visibility at the gate",
        "The relief valve failed to open",
        "The operator console failed to show the level",
        "The controller ignored the second sensor",
        "The trajectory violated its limits",
        'The report speaks of "inadequate supervision" here',
        "The room was oxygen-deficient",
        "A root cause analysis was made in 2004",
        "The court found the company guilty",
        "间距不足3米的两个储罐",
        "《关于加强管理不到位问题的通知》于五月下发",
    ],
)
def test_terms_of_a_trade_and_the_words_of_others_are_left_alone(sentence: str) -> None:
    assert not said_of(sentence) & {"RCA365", "RCA366", "RCA367", "RCA368"}


@pytest.mark.parametrize(
    "action",
    [
        "Fit a second gauge to improve what the shift can see",
        "Replace the pump, which will raise its speed where the tank is full",
        "安装独立高液位联锁，联锁动作时注意灯亮",
        "Raise the set point of the alarm",
    ],
)
def test_a_weak_word_inside_a_checkable_action_is_left_alone(action: str) -> None:
    text = CLEAN.replace("do: Put a second person on every night shift of the tank farm", f"do: {action}")

    assert "RCA410" not in {each.code for each in lint_text(text)}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Mr Jansen opened the valve", "Mr Jansen"),
        ("asked by Dr. A. Smit of the board", "Dr. A. Smit"),
        ("the engineer Anna Smit warned", "engineer Anna Smit"),
        ("张伟同志离开泵房", "张伟同志"),
        ("当班由王强师傅负责", "王强师傅"),
        ("The operator opened the valve", ""),
        ("Contractor Kellogg Brown designed it", ""),
        ("The operator Example Solvents Ltd runs the site", ""),
        ("Drs and nurses", ""),
        ("MS Estonia sailed", ""),
        ("安全管理同志化", ""),
        ("高温先生成蒸汽", ""),
    ],
)
def test_people_are_found_with_care(text: str, named: str) -> None:
    assert person(text) == named


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("The crew did not follow the start-up procedure", True),
        ("The start-up procedure was not followed", True),
        ("Work began without a hot work permit", True),
        ("Departing from the instruction had become usual", True),
        ("操作人员未按规程操作", True),
        ("The pressure deviated from its usual value", False),
        ("The jet struck against the wall", False),
        ("The procedure ends with the start of the pump", False),
    ],
)
def test_departures_from_a_rule(sentence: str, told: bool) -> None:
    assert bool(deviation(sentence)) is told


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("The level was not checked", True),
        ("Nobody told the trailers", True),
        ("The company did not investigate earlier releases", True),
        ("交接班时没有检查液位", True),
        ("The hazard was not known to the crew", False),
        ("The shift could not see the level", False),
        ("Earlier audits did not change practice", False),
        ("未发现异常", False),
    ],
)
def test_omissions(sentence: str, told: bool) -> None:
    assert bool(omission(sentence)) is told


def test_a_duty_named_makes_an_omission_a_cause() -> None:
    assert "RCA369" in said_of("The level was not checked")
    assert "RCA369" not in said_of(
        "The level was not checked",
        **{"kind: procedural\n      defect": "kind: procedural\n      duty: Rule 7\n      defect"},
    )


@pytest.mark.parametrize(
    ("owner", "many"),
    [
        ("Maintenance manager and operations manager", True),
        ("Head of safety / site director", True),
        ("安全经理和生产经理", True),
        ("Health and safety manager", False),
        ("Director of research and development", False),
        ("厂长", False),
    ],
)
def test_owners(owner: str, many: bool) -> None:
    assert several(owner) is many


def test_parts_listed_side_by_side_do_not_repeat_their_effect() -> None:
    """Two pumps under one gate are parts of the effect and no repetition."""
    text = CLEAN.replace("event: The vapour met a source of ignition", "event: Lamp A and lamp B were lit")
    text = text.replace("event: A light fitting in the bund was of the ordinary kind", "event: Lamp A was lit there")
    text = text.replace("event: The pump motor drew vapour in", "event: Lamp B was lit there")

    assert "RCA370" not in {each.code for each in lint_text(text)}


def test_words_match_whole_and_across_line_ends() -> None:
    assert [hit.word for hit in find_words("It was ba\ndly and  to\nblame.", ("bad", "to blame"))] == ["to blame"]
    assert list(find_words("no-blame culture", ("blame",))) == []


def test_likeness_of_sentences() -> None:
    first, second = tokens("The pumps were planned"), tokens("A pump is planned")

    assert likeness(first, second) == overlap(first, second) == 1.0
    assert stem("planned") == stem("plan")
    assert tokens("液位计失灵") == {"液位", "位计", "计失", "失灵"}


def test_names_to_hide_are_found_as_whole_words() -> None:
    assert mentions("BP runs it", frozenset({"BP"})) == "BP"
    assert mentions("The BPM is high", frozenset({"BP"})) == ""
    assert mentions("中石化公司", frozenset({"中石化"})) == "中石化"
