"""JSON Schema of the format, for editors that complete and check while people type."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import combinations
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from rca.records import base, forms, when
from rca.records.base import Record
from rca.records.course import Course
from rca.records.lesson import GeneralLesson
from rca.records.review import Review
from rca.records.taxonomy import Adoption, Organisations, SharedStandard, Taxonomy
from rca.records.tree import GATE_WORDS

KINDS: Mapping[str, type[Record]] = {
    "review": Review,
    "lesson": GeneralLesson,
    "course": Course,
    "taxonomy": Taxonomy,
    "organisations": Organisations,
    "standard": SharedStandard,
    "adoption": Adoption,
}
"""Files of a knowledge base, by the word that `rca schema` knows them by."""


@cache
def json_schema(kind: str = "review") -> dict[str, Any]:
    """JSON Schema, draft 2020-12, of a kind of file.

    It says what a schema can say: keys, types, words, forms. Names that lead nowhere, days that do not exist and
    statements that contradict each other are for `rca check`. It is made once and given to all who ask: not to be changed.

    Raises:
        KeyError: `kind` is not one of `KINDS`.
    """
    model = KINDS[kind]
    schema = model.model_json_schema(by_alias=True, schema_generator=_Generator, mode="validation")
    bare = _without_titles(schema)
    for name, never in _NEVER.items():
        if name in bare.get("$defs", {}):
            bare["$defs"][name]["not"] = {"anyOf": never}
    head = {"$schema": GenerateJsonSchema.schema_dialect, "title": f"rca {kind}", "description": model.__doc__ or ""}
    return {**head, **{key: value for key, value in bare.items() if key not in head}}


_ARRAY = {"type": "array"}
_NUMBER = {"type": "number"}


class _Generator(GenerateJsonSchema):
    """Shows what people may write: the short forms too, and the form of dates."""

    def function_before_schema(self, schema: core_schema.BeforeValidatorFunctionSchema) -> JsonSchemaValue:
        """A single value where it stands for a list, plain text where it stands for a statement."""
        inner = super().function_before_schema(schema)
        function = schema["function"]["function"]
        if function is base._listed:  # noqa: SLF001 -- one room; the marker has no other name
            return {"anyOf": [inner["items"], inner]}
        if function is base._stated:  # noqa: SLF001
            return {"anyOf": [{"type": "string", "minLength": 1}, inner]}
        return inner

    def function_after_schema(self, schema: core_schema.AfterValidatorFunctionSchema) -> JsonSchemaValue:
        """Text whose form a function checks."""
        inner = super().function_after_schema(schema)
        return {**inner, **_FORMS.get(schema["function"]["function"], {})}


_FORMS: dict[object, dict[str, Any]] = {
    when._time: {"pattern": forms.TIME_OF_DAY, "examples": ["13:20"]},  # noqa: SLF001
    base._web_address: {"pattern": r"^https?://[^\s<>\"]+$"},  # noqa: SLF001
}


def _written(keys: Sequence[str], lacking: Sequence[str] = (), form: Mapping[str, object] = _ARRAY) -> dict[str, Any]:
    """That all of `keys` are written with a value of a form, and none of `lacking`."""
    found: dict[str, Any] = {"required": list(keys), "properties": {key: dict(form) for key in keys}}
    if lacking:
        found["not"] = {"required": list(lacking), "properties": {key: dict(form) for key in lacking}}
    return found


_TWO_GATES = [_written(pair) for pair in combinations(GATE_WORDS, 2)]
_NEVER: Mapping[str, list[dict[str, Any]]] = {
    "Event": _TWO_GATES,
    "NestedEvent": _TWO_GATES,
    "Likelihood": [
        _written(("value", "rate"), form=_NUMBER),
        _written(("rate",), ("hours",), _NUMBER),
        _written(("hours",), ("rate",), _NUMBER),
    ],
    "Barrier": [
        {
            "required": ["failure_on_demand", "failure_event"],
            "properties": {"failure_on_demand": {"type": "object"}, "failure_event": {"type": "string"}},
        }
    ],
}
"""By record what cannot stand together. `k` of fewer than `k` causes is left out: a schema cannot compare."""


def _without_titles(schema: Any) -> Any:
    """The schema without the titles that pydantic makes of names and without defaults that say nothing.

    Where keys are ids, others are refused: pydantic leaves that open.
    """
    if isinstance(schema, list):
        return [_without_titles(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    found: dict[str, Any] = {}
    for key, value in schema.items():
        if key in ("properties", "$defs"):
            found[key] = {name: _without_titles(each) for name, each in value.items()}
        elif key in ("examples", "enum", "const"):
            found[key] = value
        elif key == "default":
            if isinstance(value, (str, bool, int, float)):
                found[key] = value
        elif key != "title":
            found[key] = _without_titles(value)
    if "patternProperties" in found:
        found["additionalProperties"] = False
    return found
