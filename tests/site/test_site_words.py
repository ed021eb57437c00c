"""The words of the interface: every key that a template or page names exists, and none is left over."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from rca.site.wordlist import COUNTED, WORDS
from rca.site.words import EVERY, Words
from rca.site.words_case import CASE_WORDS
from rca.site.words_live import LIVE_WORDS
from rca.site.words_plan import PLAN_WORDS

SITE = Path(__file__).parents[2] / "rca" / "site"
TEXTS = {path.relative_to(SITE).as_posix(): path.read_text(encoding="utf-8")
         for path in sorted((*SITE.rglob("*.html"), *SITE.rglob("*.py")))
         if not path.name.startswith("word")}  # fmt: skip
WHOLE = re.compile(r"""(?<![\w.])(?:w|words|context\.words|frame_words\[\w+\])\(\s*['"]([a-z_.\d-]+)['"](?!\s*~)""")
BEGUN = re.compile(r"""f?['"]([a-z_-]+\.[a-z_.-]*)(?:['"]\s*~|\{)""")
QUOTED = re.compile(r"""['"]([a-z_.\d-]+)['"]""")


def test_every_key_that_is_named_exists() -> None:
    missing = {(path, key) for path, text in TEXTS.items() for key in WHOLE.findall(text) if key not in EVERY}

    assert missing == set()


def test_no_word_is_left_over() -> None:
    whole = {key for text in TEXTS.values() for key in QUOTED.findall(text)}
    begun = tuple({key for text in TEXTS.values() for key in BEGUN.findall(text)})

    assert {key for key in WORDS if key not in whole and not key.startswith(begun)} == set()


def test_no_list_of_words_takes_a_key_from_another() -> None:
    """The later list would win, and a heading be worded like a label."""
    keys = [key for words in (WORDS, CASE_WORDS, LIVE_WORDS, PLAN_WORDS) for key in words]

    assert {key for key in keys if keys.count(key) > 1} == set()


EMPTY_IN_ENGLISH = {"in_english"}
"""A note that only a page in another language needs."""


def test_every_word_is_there_in_both_languages() -> None:
    wrong = {
        key: said
        for key, said in EVERY.items()
        if not said["zh"]
        or any(said[language] != said[language].strip() for language in ("en", "zh"))
        or not (said["en"] or key in EMPTY_IN_ENGLISH)
    }

    assert wrong == {}


def test_a_translation_keeps_the_places_to_fill_in() -> None:
    places = {
        key: [set(re.findall(r"\{(\w+)\}", said[language])) for language in ("en", "zh")] for key, said in EVERY.items()
    }

    assert {key: (english, chinese) for key, (english, chinese) in places.items() if english != chinese} == {}


def test_a_number_takes_its_noun() -> None:
    words = Words()

    assert [words.n("case", 1), words.n("case", 2)] == ["1 case", "2 cases"]
    assert [words.span(3), words.span(1), words.span(3864)] == ["3 days", "1 day", "10 years"]
    assert [Words("zh").n("case", 2), Words("zh").span(3864)] == ["2个案例", "10年"]
    assert all(set(forms) == {"en", "zh"} for forms in COUNTED.values())


def test_an_unknown_key_is_an_error() -> None:
    with pytest.raises(KeyError):
        Words()("no.such.key")
