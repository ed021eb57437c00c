"""What the format lets stand at a place, in plain words: read off the records, so that messages never drift from them."""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import AfterValidator, BeforeValidator
from pydantic.fields import FieldInfo

from rca.records import base, when
from rca.records.base import Record
from rca.source.document import DataPath, Value

_TRUTH = "`true` or `false`"


@dataclass(frozen=True, slots=True)
class Expected:
    """One of the things that may stand at a place."""

    what: str
    """With its article: `a whole number`."""
    types: tuple[type, ...]
    """Types of plain data that can be one."""
    words: tuple[str | int, ...] = ()
    """The only words allowed, when there is a list of them."""
    form: str = ""
    """How it is written, when not every text of the type will do."""
    model: type[Record] | None = None
    item: Any = None
    """Annotation of a list's items or a mapping's values."""
    key: Any = None
    """Annotation of a mapping's keys."""
    least: int = 0
    """Fewest items of a list."""


@dataclass(frozen=True, slots=True)
class Place:
    """What may stand at a place of the data, and the mapping it belongs to."""

    alternatives: tuple[Expected, ...]
    owner: type[Record] | None = None
    required: bool = False

    @property
    def types(self) -> frozenset[type]:
        """Types of plain data that may stand here."""
        return frozenset(kind for each in self.alternatives for kind in each.types)

    @property
    def words(self) -> tuple[str | int, ...]:
        """Words that may stand here."""
        return tuple(word for each in self.alternatives for word in each.words)

    @property
    def models(self) -> tuple[type[Record], ...]:
        """Records that may stand here."""
        return tuple(each.model for each in self.alternatives if each.model is not None)

    @property
    def phrase(self) -> str:
        """`a whole number or `unknown``"""
        whats = list(dict.fromkeys(each.what for each in self.alternatives))
        if len(whats) > 1:
            whats = [word for what in whats for word in (["`true`", "`false`"] if what == _TRUTH else [what])]
        return joined(whats)


def place_of(model: type[Record], path: DataPath) -> Place:
    """What may stand at a data path of a record, as far as the path leads."""
    place = Place((Expected(_phrase(model), (dict,), model=model),))
    for step in path:
        place = _below(place, step)
    return place


@cache
def keys_of(model: type[Record]) -> Mapping[str, FieldInfo]:
    """Keys of a record as people write them."""
    return {info.alias or name: info for name, info in model.model_fields.items()}


def key_of(model: type[Record], path: DataPath) -> Place:
    """What may be written as the key that a data path ends with."""
    parent = place_of(model, path[:-1])
    return Place(tuple(each for up in parent.alternatives if up.key is not None for each in _alternatives(up.key)))


def joined(words: list[str], last: str = "or") -> str:
    """`a, b or c`"""
    return f"{', '.join(words[:-1])} {last} {words[-1]}" if len(words) > 1 else "".join(words)


def _below(place: Place, step: str | int) -> Place:
    found: list[Expected] = []
    owner: type[Record] | None = None
    required = False
    for each in place.alternatives:
        if each.model is not None and isinstance(step, str):
            info = keys_of(each.model).get(step)
            if info is not None:
                owner, required = each.model, info.is_required()
                found.extend(_field(each.model, step))
        elif each.item is not None and isinstance(step, int) == (tuple in each.types):
            found.extend(_alternatives(each.item))
    return Place(tuple(found), owner, required)


@cache
def _field(model: type[Record], key: str) -> tuple[Expected, ...]:
    info = keys_of(model)[key]
    return tuple(_alternatives(Annotated[(info.annotation, *info.metadata)] if info.metadata else info.annotation))


def _alternatives(annotation: Any, metadata: tuple[Any, ...] = ()) -> Iterator[Expected]:
    origin = get_origin(annotation)
    if origin is Annotated:
        inner, *more = get_args(annotation)
        yield from _alternatives(inner, (*metadata, *_flat(more)))
    elif origin is Union or origin is types.UnionType:
        for each in get_args(annotation):
            yield from _alternatives(each)
    elif origin is Literal:
        words = get_args(annotation)
        what = joined([f"`{word}`" for word in words])
        yield Expected(f"one of {what}" if len(words) > 1 else what, tuple({type(word) for word in words}), words)
    elif origin is tuple:
        item = get_args(annotation)[0]
        if _calls(metadata, base._listed):  # noqa: SLF001 -- one room; the marker has no other name
            yield from _alternatives(item)
        items = joined([_plural(each.what) for each in _alternatives(item)])
        yield Expected(f"a list of {items}", (tuple,), item=item, least=_bound(metadata, "min_length"))
    elif origin is dict or origin is Mapping:
        key, item = get_args(annotation)
        yield Expected("a mapping", (dict,), item=item, key=key)
    elif isinstance(annotation, type) and issubclass(annotation, Record):
        if _calls(metadata, base._stated):  # noqa: SLF001
            yield Expected("text", (str,))
        yield Expected(_phrase(annotation), (dict,), model=annotation)
    else:
        yield from _scalar(annotation, metadata)


def _scalar(annotation: Any, metadata: tuple[Any, ...]) -> Iterator[Expected]:
    if annotation is str:
        if "names" in metadata:
            yield Expected("an id", (str,))
            return
        yield next((each for mark, each in _TEXTS.items() if mark in _marks(metadata)), Expected("text", (str,)))
    elif annotation is bool:
        yield Expected(_TRUTH, (bool,))
    elif annotation is int:
        yield Expected("a whole number", (int,))
    elif annotation is float:
        yield Expected("a number", (int, float))
    elif annotation is Any:
        yield Expected("anything", (str, int, float, bool, type(None), tuple, dict))


def _pattern(annotation: Any) -> str:
    return str(get_args(annotation)[1].pattern)


_TEXTS: dict[Any, Expected] = {
    _pattern(base.Id): Expected(
        "an id", (str,), form="an id begins with a letter and goes on with letters, digits, `-`, `_` or `.`"
    ),
    _pattern(base.Slug): Expected(
        "a name in small letters", (str,), form="it is written in lower-case letters, digits and `-`"
    ),
    _pattern(base.Code): Expected(
        "a code", (str,), form="a code holds letters, digits, `_`, `.`, `/` or `-`, and no blanks"
    ),
    _pattern(base.Reference): Expected("`review#ID`", (str,), form="write `review-id#ID`"),
    base._web_address: Expected("a web address", (str,), form="write `https://…`"),  # noqa: SLF001
    when._date: Expected("a date", (str,), form="write `2005`, `2005-03` or `2005-03-23`"),  # noqa: SLF001
    when._time: Expected("a time of day", (str,), form="write `13:20`"),  # noqa: SLF001
    when._when: Expected(  # noqa: SLF001
        "a date or time", (str,), form="write `2005-03-23 13:20`, `13:20`, `T+36.7 s`, `about 13:20` or `after EVENT`"
    ),
    "^[A-Z]{2}$": Expected("a country code", (str,), form="two capital letters after ISO 3166-1, such as `NO`"),
    "^[A-Z]{3}$": Expected("a currency code", (str,), form="three capital letters after ISO 4217, such as `USD`"),
    "^[0-9a-f]{64}$": Expected("a SHA-256 hash", (str,), form="64 digits and letters from a to f"),
}


def _phrase(model: type[Record]) -> str:
    if model.__name__ == "NestedEvent":
        return "an event written in place"
    keys = [f"`{key}`" for key, info in keys_of(model).items() if info.is_required()]
    return f"a mapping with {joined(keys, 'and')}" if keys else "a mapping"


def _marks(metadata: tuple[Any, ...]) -> list[Any]:
    """Patterns and functions by which a kind of text is known."""
    return [
        each.func if isinstance(each, (AfterValidator, BeforeValidator)) else getattr(each, "pattern", None)
        for each in metadata
    ]


def _flat(metadata: list[Any]) -> Iterator[Any]:
    for each in metadata:
        if isinstance(each, FieldInfo):
            yield from each.metadata
        else:
            yield each


def _calls(metadata: tuple[Any, ...], function: object) -> bool:
    return any(isinstance(each, BeforeValidator) and each.func is function for each in metadata)


def _bound(metadata: tuple[Any, ...], name: str) -> int:
    return next((getattr(each, name) for each in metadata if getattr(each, name, None) is not None), 0)


def _plural(what: str) -> str:
    if what.startswith("a mapping"):
        return what.replace("a mapping", "mappings", 1)
    return {
        "a number": "numbers", "a whole number": "whole numbers", "an id": "ids", "a code": "codes",
        "an event written in place": "events written in place",
    }.get(what, what)  # fmt: skip


def kind_of(value: Value) -> str:
    """What a piece of plain data is, in plain words."""
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return "`true`" if value else "`false`"
    if isinstance(value, str):
        return "text"
    if isinstance(value, int):
        return "a whole number"
    if isinstance(value, float):
        return "a number"
    return "a mapping" if isinstance(value, Mapping) else "a list"
