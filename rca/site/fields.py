"""Fields of the format as tables, read from the JSON Schema of the records and from what the reviews write."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rca.library.model import Library
from rca.records.base import Record
from rca.records.review import Review
from rca.records.schema import KINDS, json_schema
from rca.site.meanings import meaning
from rca.source.document import Value

Schema = Mapping[str, Any]
EXAMPLE = 110
"""Longest example, in characters."""
_FORMS = {
    r"^[a-z0-9][a-z0-9-]*$": "name of a file",
    r"^[A-Za-z][A-Za-z0-9_.-]*$": "id",
    r"^[A-Za-z0-9][A-Za-z0-9_./-]*$": "code",
    r"^\d{4}(-\d{2}(-\d{2})?)?$": "date",
    r"^\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?": "time of day",
    r"^https?://[^\s<>\"]+$": "web address",
    r"^[A-Z]{2}$": "country code",
    r"^[A-Z]{3}$": "currency code",
    r"^[0-9a-f]{64}$": "SHA-256",
    r"^[a-z0-9][a-z0-9-]*#[A-Za-z][A-Za-z0-9_.-]*$": "`review#ID`",
}
_PLAIN = {"integer": "whole number", "number": "number", "boolean": "`true` or `false`", "string": "text", "null": ""}
_FILES = {
    "review": "reviews/<id>.yaml", "lesson": "lessons/<id>.yaml", "course": "courses/<id>.yaml",
    "taxonomy": "taxonomies/<id>.yaml", "organisations": "organisations.yaml", "standard": "standards/<id>.yaml",
    "adoption": "adoptions/<id>.yaml",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the words for a type; `part` names the table that it points at."""

    words: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A field of a mapping."""

    name: str
    type: tuple[Piece, ...]
    needed: bool
    meaning: str
    example: str


@dataclass(frozen=True, slots=True)
class Part:
    """A mapping of the format: a whole file, or what stands in one."""

    name: str
    """Word for a file, class name for a part."""
    file: str
    """Where such a file stands; empty for a part."""
    meaning: str
    fields: tuple[FieldRow, ...]


def parts(library: Library) -> tuple[Part, ...]:
    """Every file kind, then every part in the order in which the files name them."""
    schemas = {kind: json_schema(kind) for kind in KINDS}
    definitions = {name: each for schema in schemas.values() for name, each in schema.get("$defs", {}).items()}
    examples = _examples(library, schemas)
    files = tuple(_part(kind, schema, definitions, examples, _FILES[kind]) for kind, schema in schemas.items())
    return (*files, *(_part(name, each, definitions, examples, "") for name, each in definitions.items()))


def _part(
    name: str, schema: Schema, definitions: Mapping[str, Schema], examples: Mapping[tuple[str, str], str], file: str
) -> Part:
    needed = frozenset(schema.get("required", ()))
    fields = []
    for key, inner in schema.get("properties", {}).items():
        pieces = tuple(_merged(_type(inner)))
        below = next((piece.part for piece in reversed(pieces) if piece.part), "")
        words = meaning(
            name, key, str(inner.get("description", "")), str(definitions.get(below, {}).get("description", ""))
        )
        fields.append(FieldRow(key, pieces, key in needed, words, examples.get((name, key)) or _given(inner)))
    if name == "NestedEvent":
        fields = [row for row in fields if row.name == "id"]
    return Part(name, file, str(schema.get("description", "")), tuple(fields))


def _type(schema: Schema) -> Iterator[Piece]:
    if "$ref" in schema:
        name = str(schema["$ref"]).rpartition("/")[2]
        yield Piece(name, name)
    elif "anyOf" in schema or "oneOf" in schema:
        yield from _choice([each for each in schema.get("anyOf") or schema["oneOf"] if each.get("type") != "null"])
    elif "const" in schema:
        yield Piece(f"`{schema['const']}`")
    elif "enum" in schema:
        yield Piece(" ".join(f"`{word}`" for word in schema["enum"]))
    elif schema.get("type") == "array":
        yield Piece("list of ")
        yield from _type(schema.get("items") or {})
    elif schema.get("type") == "object":
        yield from _mapping(schema)
    else:
        yield Piece(_scalar(schema))


def _choice(choices: list[Schema]) -> Iterator[Piece]:
    if len(choices) == 2 and choices[1].get("type") == "array" and choices[1].get("items") == choices[0]:
        yield from _type(choices[0])
        yield Piece(", or a list")
        return
    for number, each in enumerate(choices):
        if number:
            yield Piece(", or ")
        yield from _type(each)


def _mapping(schema: Schema) -> Iterator[Piece]:
    yield Piece("mapping of ")
    names = schema.get("propertyNames", {}).get("enum")
    patterns = schema.get("patternProperties", {})
    yield Piece(" ".join(f"`{name}`" for name in names) if names else _FORMS.get(next(iter(patterns), ""), "names"))
    inner = next(iter(patterns.values()), schema.get("additionalProperties"))
    if isinstance(inner, dict) and inner:
        yield Piece(" to ")
        yield from _type(inner)


def _scalar(schema: Schema) -> str:
    words = _FORMS.get(str(schema.get("pattern", "")))
    if words is None and schema.get("examples"):
        words = "moment"
    words = words or _PLAIN.get(str(schema.get("type", "")), "anything")
    low, high = schema.get("minimum"), schema.get("maximum")
    if low is not None and high is not None:
        return f"{words}, {low} to {high}"
    if low is not None:
        return f"{words}, at least {low}"
    return f"{words}, more than {schema['exclusiveMinimum']}" if "exclusiveMinimum" in schema else words


def _merged(pieces: Iterator[Piece]) -> Iterator[Piece]:
    words = ""
    for piece in pieces:
        if piece.part:
            if words:
                yield Piece(words)
                words = ""
            yield piece
        else:
            words += piece.words
    if words:
        yield Piece(words)


def _given(schema: Schema) -> str:
    """An example that the schema itself gives."""
    for each in (schema, *schema.get("anyOf", ())):
        if each.get("examples"):
            return str(each["examples"][-1])
        if "enum" in each:
            return str(each["enum"][0])
        if "const" in each:
            return str(each["const"])
    return ""


def _examples(library: Library, schemas: Mapping[str, Schema]) -> dict[tuple[str, str], str]:
    """For every field the first short value that the knowledge base writes; an exercise is asked first."""
    found: dict[tuple[str, str], str] = {}
    reviews = sorted(
        (entry for entry in library.reviews.values() if _may_be_quoted(entry.record)),
        key=lambda entry: (entry.record.kind != "exercise", entry.record.id),
    )
    for kind, entries in (("review", reviews), ("lesson", library.lessons.values()),
                          ("course", library.courses.values()), ("adoption", library.adoptions.values())):  # fmt: skip
        for entry in entries:
            if not entry.partial:
                _walk(entry.document.data, schemas[kind], kind, schemas[kind].get("$defs", {}), found)
    small: list[tuple[str, Record]] = [("taxonomy", each) for each in library.taxonomies.values()]
    small += [("standard", each) for each in library.standards.values()]
    small += [("organisations", library.organisations)] if library.organisations else []
    for kind, record in small:
        _walk(record.model_dump(exclude_unset=True), schemas[kind], kind, schemas[kind].get("$defs", {}), found)
    return found


def _may_be_quoted(review: Review) -> bool:
    """Whether values of a review may stand outside its page: it is public, not withdrawn, and hides nothing but persons."""
    publication = review.review.publication
    return (
        publication.level == "public" and publication.withdrawn is None and not {*publication.anonymise} - {"persons"}
    )


def _walk(
    data: Value, schema: Schema, name: str, definitions: Mapping[str, Schema], found: dict[tuple[str, str], str]
) -> None:
    """Hold data against its schema, iteratively: a tree may be deep."""
    pending: list[tuple[Value, Schema, str]] = [(data, schema, name)]
    while pending:
        value, shape, owner = pending.pop()
        if "$ref" in shape:
            owner = str(shape["$ref"]).rpartition("/")[2]
            shape = definitions.get(owner, {})
        for each in shape.get("anyOf") or shape.get("oneOf") or ():
            if _fits(value, each, definitions):
                pending.append((value, each, owner))
                break
        if isinstance(value, Mapping):
            inside = shape.get("properties", {})
            by_id = next(iter(shape.get("patternProperties", {}).values()), shape.get("additionalProperties"))
            for key, inner in value.items():
                below = inside.get(key, by_id)
                if isinstance(below, dict):
                    if key in inside:
                        _note(found, (owner, key), inner)
                    pending.append((inner, below, owner))
        elif isinstance(value, (list, tuple)):
            pending.extend((inner, shape.get("items", {}), owner) for inner in value)


def _fits(value: Value, schema: Schema, definitions: Mapping[str, Schema]) -> bool:
    if "$ref" in schema:
        schema = definitions.get(str(schema["$ref"]).rpartition("/")[2], {})
    kind = schema.get("type")
    if isinstance(value, Mapping):
        return kind == "object"
    if isinstance(value, (list, tuple)):
        return kind == "array"
    return kind not in ("object", "array")


def _note(found: dict[tuple[str, str], str], key: tuple[str, str], value: Value) -> None:
    if key in found or value is None:
        return
    text = " ".join((value if isinstance(value, str) else _flow(value)).split())
    if len(text) <= EXAMPLE:
        found[key] = text
    elif isinstance(value, str) or (isinstance(value, (list, tuple)) and isinstance(value[0], str)):
        found[key] = text[:EXAMPLE].rpartition(" ")[0] + " …"


def _flow(value: Value) -> str:
    """A value as YAML writes it on one line, without quotes that it may do without."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_flow(inner) for inner in value) + "]"
    if isinstance(value, str):
        return value if value.replace("-", "").replace("_", "").isalnum() else json.dumps(value, ensure_ascii=False)
    return json.dumps(value)
