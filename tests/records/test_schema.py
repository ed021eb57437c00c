"""JSON Schema: what the reader takes the schema takes, and faults that a schema can express it finds."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from rca.records.schema import KINDS, json_schema
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
    checker = jsonschema.Draft202012Validator(json_schema(kind))
    return [error.json_path for error in checker.iter_errors(data_of(text))]


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
