"""What comes first, what is read as what, and what is left out."""

from __future__ import annotations

import pytest
from search_cases import found, index_of, matches, record

from rca.search.nothing import near_terms
from rca.search.search import search


def test_a_record_with_all_words_stands_before_one_with_some() -> None:
    index = index_of(one="the pump stopped", both="the pump seal leaked", other="a seal on the beach")

    assert found(index, "pump seal")[0] == "both"


def test_a_rare_word_tells_more_than_a_frequent_one() -> None:
    index = index_of(a="valve bellows", b="valve pump", c="valve tank", d="valve hose", e="pump tank hose")

    assert found(index, "valve bellows")[0] == "a"


def test_a_word_in_the_title_counts_more_than_one_in_the_text() -> None:
    index = index_of(
        record("text", "a trailer stood near the bellows"), record("title", "it stood near", "Bellows broke")
    )

    assert found(index, "bellows") == ["title", "text"]


def test_a_short_record_stands_before_a_long_one() -> None:
    index = index_of(long="the pump " + "and some other matters of no concern here " * 9, short="the pump stopped")

    assert found(index, "pump") == ["short", "long"]


def test_words_that_stand_together_as_asked_count_more() -> None:
    index = index_of(apart="level was noted, the alarm was off", together="the level alarm was noted off")

    assert found(index, "level alarm")[0] == "together"


def test_the_form_as_typed_counts_more_than_its_stem() -> None:
    index = index_of(other="failing pump", same="failed pump")

    assert found(index, "failed pump")[0] == "same"


def test_kinds_are_told_apart_when_all_else_is_equal() -> None:
    index = index_of(record("e", "pump broke", kind="evidence"), record("c", "pump broke", kind="case"))

    assert found(index, "pump") == ["c", "e"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("transmiter", "transmitter"),  # a letter left out
        ("transmittter", "transmitter"),  # a letter doubled
        ("trasnmitter", "transmitter"),  # two letters changed places
        ("tranzmitter", "transmitter"),  # a letter for another
        ("tranmiter", "transmitter"),  # two slips in a long word
        ("pmup", "pump"),
        ("tempreture", "temperature"),  # two slips, and the first letter stands
        ("comunicaton", "communication"),  # two letters left out
        ("transsmittter", "transmitter"),  # two letters doubled
    ],
)
def test_a_slip_is_read_as_the_near_word(typed: str, meant: str) -> None:
    index = index_of(a=f"the {meant} failed", b="something else", c="nothing")

    answer = search(index, typed)

    assert [(each.word, each.as_words, each.how) for each in answer.readings] == [(typed, (meant,), "spelling")]
    assert matches(index, typed) == {"a": "close"}


@pytest.mark.parametrize("far", ["citation", "navigation", "aviation"])
def test_a_word_that_is_far_off_is_not_taken_for_another(far: str) -> None:
    """Nobody types two letters too many, or two others of which one is the first: it is a word the base does not know."""
    index = index_of(a=f"the {far} failed", b="something else")

    answer = search(index, "cavitation")

    assert (answer.readings, answer.unknown, answer.hits) == ((), ("cavitation",), ())
    assert near_terms(index_of(a="the activation failed"), "cavitation") == ("activation",)


def test_a_known_word_is_never_repaired() -> None:
    index = index_of(a="the tower fell", b="the power fell", c="the power failed", d="the power went")

    assert found(index, "tower") == ["a"]
    assert search(index, "tower").readings == ()


def test_of_two_near_words_the_frequent_one_is_likelier() -> None:
    index = index_of(a="wiring", b="warning light", c="warning bell", d="warning given", e="warning unheard")

    assert search(index, "warnng").readings[0].as_words[0] == "warning"


def test_short_words_and_numbers_are_not_guessed() -> None:
    index = index_of(a="gas", b="1984")

    assert found(index, "gaz") == []
    assert found(index, "1985") == []
    assert search(index, "gaz 1985").unknown == ("gaz", "1985")


def test_two_words_written_as_one_are_parted() -> None:
    index = index_of(a="a tank overfill at night", b="a tank", c="an overfill")

    assert search(index, "tankoverfill").readings[0].as_words == ("tank overfill",)
    assert found(index, "tankoverfill") == ["a"]


def test_a_word_with_a_hyphen_is_found_as_one_word() -> None:
    index = index_of(a="trailers stood there during start-up", b="the start of the pump", c="elsewhere")

    assert found(index, "startup") == ["a"]


def test_the_last_word_may_be_a_beginning() -> None:
    index = index_of(a="the transmitter failed", b="the pump failed")

    assert found(index, "transmi") == ["a"]
    assert found(index, "transmi failed")[0] != "a" or search(index, "transmi failed").unknown == ("transmi",)


def test_while_typing_a_known_word_may_still_go_on() -> None:
    index = index_of(a="a press for paper", b="too much pressure")

    assert found(index, "press") == ["a"]
    assert len(search(index, "press", typing=True).hits) == 2


def test_a_word_of_the_same_meaning_is_a_close_match_and_stands_behind() -> None:
    index = index_of(said="the gauge stuck", meant="the indicator stuck", other="the door stuck")

    assert matches(index, "gauge") == {"said": "exact", "meant": "close"}
    assert found(index, "gauge") == ["said", "meant"]


def test_meanings_are_not_looked_up_when_enough_records_hold_the_words() -> None:
    texts = {f"n{number}": "the gauge stuck" for number in range(12)}
    index = index_of(**texts, meant="the indicator stuck")

    assert "meant" not in found(index, "gauge")


def test_a_phrase_has_to_stand_together() -> None:
    index = index_of(a="level alarm", b="alarm for a level", c="level of the alarm")

    assert sorted(found(index, '"level alarm"')) == ["a", "c"]  # stop words between are passed over


def test_a_word_can_be_left_out() -> None:
    index = index_of(a="pump seal", b="pump motor")

    assert found(index, "pump -motor") == ["a"]
    assert found(index, "-motor") == []


def test_words_said_twice_count_twice() -> None:
    index = index_of(a="pump pump seal", b="seal seal pump")

    assert found(index, "pump pump seal") == ["a", "b"]


@pytest.mark.parametrize("text", ["", "   ", "the of and", '"', '""', "-", "—", "?!", "-the", '-"', "\x00", "a" * 5000])
def test_a_query_without_a_word_finds_nothing(text: str) -> None:
    assert found(index_of(a="the pump of and"), text) == []


def test_an_empty_base_can_be_searched() -> None:
    assert found(index_of(), "pump") == []


def test_the_same_text_gives_the_same_index_and_the_same_order() -> None:
    texts = {f"n{number}": "pump seal leaked" for number in range(30)}

    assert found(index_of(**texts), "pump") == found(index_of(**texts), "pump") == list(texts)


def test_words_that_nothing_answers_ask_nothing_of_a_record() -> None:
    """A word of the same meaning is little, and still all there is."""
    index = index_of(a="the siren was silent", **{f"n{number}": "pump" for number in range(30)})

    assert found(index, "alarm zebra quokka wombat") == ["a"]
