"""Chinese words find Chinese text, names of codes, and what the same is called in English."""

from __future__ import annotations

from pathlib import Path

from search_cases import found, index_of, matches, small

from rca.search.library import search_library


def test_a_chinese_word_is_found_inside_a_run() -> None:
    index = index_of(zh="储罐液位计失灵导致溢流", en="nothing of the kind")

    assert found(index, "液位计") == ["zh"]


def test_two_characters_that_do_not_stand_together_are_not_found() -> None:
    index = index_of(a="液体的位置", b="液位")

    assert found(index, "液位") == ["b"]


def test_one_character_is_found() -> None:
    assert found(index_of(a="储罐", b="泵"), "罐") == ["a"]


def test_a_chinese_word_finds_english_text_as_a_close_match() -> None:
    index = index_of(en="the explosion of dust", other="a ferry")

    assert matches(index, "粉尘爆炸") == {"en": "close"}


def test_an_english_word_finds_chinese_text() -> None:
    index = index_of(zh="粉尘爆炸", other="a ferry")

    assert matches(index, "explosion") == {"zh": "close"}


def test_english_text_is_found_however_much_chinese_text_there_is() -> None:
    index = index_of(**{f"zh{number}": "粉尘爆炸" for number in range(12)}, en="the explosion of dust")

    assert matches(index, "爆炸")["en"] == "close"


def test_a_run_that_nothing_holds_is_read_as_the_pairs_that_something_holds() -> None:
    index = index_of(a="过量", b="充装", c="储罐")

    assert matches(index, "过量充装") == {"a": "close", "b": "close"}


def test_mixed_queries_are_read() -> None:
    index = index_of(a="T2 反应器 runaway", b="反应器")

    assert found(index, "t2反应器")[0] == "a"


def test_the_chinese_name_of_a_code_finds_what_is_coded_so(tmp_path: Path) -> None:
    kb = small(tmp_path / "kb")

    results = search_library(kb.library, kb.findings, "液位计")

    assert results.hits[0].id.startswith("tank-2014")
    assert results.hits[0].match == "exact"
