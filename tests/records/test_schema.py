"""JSON Schema: what the reader takes the schema takes, and faults that a schema can express it finds."""

from __future__ import annotations

import datetime as dt
import json
import re
from functools import cache
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rca.records import forms
from rca.records.review import Review
from rca.records.schema import KINDS, json_schema
from rca.records.validate import validate
from rca.records.when import NotAMoment, parse_when
from rca.source.document import SourceFile
from rca.source.reader import read

TESTS = Path(__file__).parent.parent
SOUND = (TESTS / "data" / "exercise-coolant.yaml").read_text(encoding="utf-8")


def data_of(text: str) -> object:
    """Data as an editor's JSON Schema sees it."""
    document, _ = read(SourceFile("x.yaml", text, str(hash(text))))
    assert document is not None
    return json.loads(json.dumps(document.data))


def faults(text: str, kind: str = "review") -> list[str]:
    return [error.json_path for error in checker(kind).iter_errors(data_of(text))]


@cache
def checker(kind: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(json_schema(kind))


@pytest.mark.parametrize("kind", KINDS)
def test_the_schema_is_one(kind: str) -> None:
    """Draft 2020-12, with a title, refusing unknown keys."""
    schema = json_schema(kind)

    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["title"] == f"rca {kind}"
    assert schema.get("additionalProperties", False) is (kind == "taxonomy")


def test_keys_are_described() -> None:
    """An editor shows the sentence that stands beside the field."""
    schema = json_schema("review")

    assert (
        schema["$defs"]["Event"]["properties"]["shaped_by"]["description"]
        == "Influences: drawn dashed, outside the logic."
    )
    assert schema["properties"]["actions"]["description"] == "Left out: not known. `[]`: there are none."


def test_short_forms_are_shown() -> None:
    """One value for a list, text for a statement, an id or an event for a cause."""
    defined = json_schema("review")["$defs"]

    assert [each.get("type") for each in defined["Event"]["properties"]["defect"]["anyOf"]] == ["string", "array"]
    assert defined["Harm"]["properties"]["loss"]["anyOf"][0] == {"type": "string", "minLength": 1}
    assert defined["Event"]["properties"]["any_of"]["anyOf"][0]["items"]["oneOf"][1] == {"$ref": "#/$defs/NestedEvent"}


def test_sound_reviews_satisfy_it() -> None:
    """The example of the tests and every review of the knowledge base."""
    reviews = [
        SOUND,
        *(path.read_text(encoding="utf-8") for path in sorted((TESTS.parent / "kb/reviews").glob("*.yaml"))),
    ]

    assert [faults(text) for text in reviews] == [[] for _ in reviews]


def test_the_code_lists_satisfy_theirs() -> None:
    """Every list of the knowledge base."""
    lists = sorted((TESTS.parent / "kb/taxonomies").glob("*.yaml"))

    assert [(path.name, faults(path.read_text(encoding="utf-8"), "taxonomy")) for path in lists] == [
        (path.name, []) for path in lists
    ]


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("owner: Head of maintenance\n    resources", "ownr: x\n    resources", "$.actions[0]"),
        ("deaths: 0", 'deaths: "0"', "$.event.harm.deaths"),
        ("title: House rule on pumps", "title: 3", "$.standards['S-PUMPS'].title"),
        ("    do: Fit guards on all casings\n", "", "$.actions[1]"),
        ("state: missing, task", "state: gone, task", "$.barriers[0].state"),
        ("due: 2024-06-30", "due: 30 June 2024", "$.actions[0].due"),
        ("  S-MAKER: {title", "  the maker: {title", "$.sources"),
        ("format: 1", "format: 2", "$.format"),
        ("options: [A flow switch, A larger motor]", "options: [A flow switch]", "$.training.quiz[0].options"),
        ("because: [NO-SWITCH]", "because: NO-SWITCH", "$.lessons[0].because"),
        ("sites_seen: 3", "sites_seen: -3", "$.standards['S-PUMPS'].field.sites_seen"),
    ],
)
def test_faults_that_a_schema_can_express_are_found(old: str, new: str, place: str) -> None:
    """At their place, or at the part that holds it."""
    assert SOUND.count(old) == 1

    found = faults(SOUND.replace(old, new))

    assert len(found) == 1
    assert place.startswith(found[0])


def test_an_unknown_kind_is_our_mistake() -> None:
    """The command line offers only those that exist."""
    with pytest.raises(KeyError):
        json_schema("poem")


def test_the_calendar_of_the_schema_is_the_calendar() -> None:
    """Every day that is written in two centuries and one that is none: month 0 to 13, day 0 to 32."""
    pattern = re.compile(forms.DATE)
    for year in (0, 1, 1900, 1999, 2000, 2004, 2023, 2024, 2100, 9999):
        for month in range(14):
            for day in range(33):
                text = f"{year:04}-{month:02}-{day:02}"
                try:
                    dt.date(year, month, day)
                except ValueError:
                    assert not pattern.match(text), text
                else:
                    assert pattern.match(text), text
    assert [text for text in ("2005", "2005-03", "0000", "2005-13", "05") if pattern.match(text)] == ["2005", "2005-03"]


PART = st.sampled_from(
    ["2005", "2005-03", "2005-03-23", "2024-02-29", "2023-02-29", "2005-03-23 13:20", "2005-03-23T7:05:09.5 UTC",
     "2005-03-23 13:20+01:00", "2005-03-23 25:00", "13:20", "24:00", "7:05", "T+36.7 s", "T - 2 min", "T+5", "T*5",
     "START", "", "soon"]
)  # fmt: skip
WORD = st.sampled_from(["about ", "About", "circa ", "c. ", "~", "", "", ""])
BETWEEN = st.sampled_from(["/", " to ", " - ", "–", " ", "~/"])


@given(
    st.sampled_from(["", "", "", "after ", "before: ", "after"]),
    st.lists(st.tuples(WORD, PART, BETWEEN), min_size=1, max_size=3),
)
@settings(max_examples=400, deadline=None)
def test_the_schema_takes_every_moment_that_the_reader_takes(first: str, parts: list[tuple[str, str, str]]) -> None:
    """It may take more: whether an interval ends before it begins is for the check."""
    text = first + "".join(word + part + between for word, part, between in parts)
    try:
        parse_when(text)
    except NotAMoment:
        return

    assert re.match(forms.MOMENT, text), text


@pytest.mark.parametrize(
    "text", ["soon after", "2024-02-04 25:05", "2023-02-29", "24:00", "T*5", "2005-03-23 to", "1 May 2024"]
)
def test_the_schema_refuses_what_is_no_moment(text: str) -> None:
    assert not re.match(forms.MOMENT, text)
    with pytest.raises(NotAMoment):
        parse_when(text)


@pytest.mark.parametrize("gate", ["any_of: [A, B]", "any_of: null"])
def test_a_second_gate_counts_when_something_stands_there(gate: str) -> None:
    text = SOUND.replace("      all_of: [HOT, TOUCH]", f"      all_of: [HOT, TOUCH]\n      {gate}")

    assert (faults(text) == []) is gate.endswith("null")


@pytest.mark.parametrize(
    ("stated", "sound"),
    [
        ("failure_on_demand: {value: 0.1, basis: Tests}", True),
        ("failure_event: TOUCH", True),
        ("failure_event: TOUCH, failure_on_demand: null", True),
        ("failure_event: TOUCH, failure_on_demand: {value: 0.1}", False),
        ("failure_on_demand: 0.1", False),
        ("failure_on_demand: {rate: 0.1}", False),
    ],
)
def test_a_barrier_fails_by_a_number_or_by_an_event(stated: str, *, sound: bool) -> None:
    """Not by both; the reader and the schema say the same."""
    text = SOUND.replace("state: missing, guards: [TOUCH]", f"state: missing, guards: [TOUCH], {stated}")

    document, _ = read(SourceFile("x.yaml", text, "0"))
    assert document is not None

    assert (faults(text) == []) is sound
    assert (validate(document, Review).diagnostics == ()) is sound
