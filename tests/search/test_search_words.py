"""How text becomes words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rca.search.query import parse
from rca.search.words import han_pairs, han_pieces, normal, stem, tokens


def words(text: str) -> list[str]:
    return [token.word for token in tokens(text)]


def test_words_are_lower_case_without_accents_and_apostrophes() -> None:
    assert words("L'Opérateur's Pump — ＡＢＣ") == ["loperateur", "pump", "abc"]


def test_hyphens_and_codes_part_words() -> None:
    assert words("high-level NO-TRIP T2 3.5") == ["high", "level", "no", "trip", "t2", "3", "5"]


def test_a_run_of_han_is_one_token_and_found_by_its_pieces() -> None:
    assert words("液位计level失灵") == ["液位计", "level", "失灵"]
    assert han_pieces("液位计") == ("液", "液位", "位", "位计", "计")
    assert han_pairs("液位计") == ("液位", "位计")
    assert han_pairs("罐") == ("罐",)


def test_forms_of_a_word_have_one_stem() -> None:
    assert {stem(word) for word in ("overfill", "overfills", "overfilled", "overfilling")} == {"overfil"}


def test_words_with_digits_and_other_scripts_keep_their_form() -> None:
    assert [stem(word) for word in ("t2s", "насосы", "液位")] == ["t2s", "насосы", "液位"]


@given(st.text(max_size=60))
def test_any_text_has_words_that_stand_where_they_are_said_to_stand(text: str) -> None:
    for token in tokens(text):
        assert normal(text[token.start : token.end]).replace("'", "").replace("’", "").startswith(token.word[:1])


@given(st.text(max_size=60))
def test_any_text_is_a_query(text: str) -> None:
    query = parse(text)

    assert all(word.text for word in query.words)


def test_quotation_marks_and_dashes_ask_for_phrases_and_leave_words_out() -> None:
    query = parse('tank "high level" -trailer -"open stack"')

    assert [word.text for word in query.words] == ["tank", "high", "level"]
    assert query.phrases == (("high", "level"),)
    assert set(query.without) == {("trailer",), ("open", "stack")}


def test_a_dash_between_words_leaves_nothing_out() -> None:
    assert parse("start-up pump - seal").without == ()


def test_in_a_sentence_quotation_marks_ask_for_nothing() -> None:
    query = parse('a "quiet" test of more hours shows that every system works properly under load tonight')

    assert query.phrases == ()
