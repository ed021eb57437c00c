"""What a fault of a record is called, why it matters, what to do: in the words of the trade."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from rca.records.base import Record
from rca.records.expected import Place, key_of, keys_of, kind_of, place_of
from rca.records.faults import Fault, value_at
from rca.records.nearest import is_slip, nearest
from rca.source.document import DataPath, Of, Value
from rca.source.mending import Mend
from rca.source.scalars import plain

READS = 1
"""The version of the format that this version of the tool reads."""

_WHY_MISSING = "Without it the record says nothing that can be checked or found."
_WHY_TYPE = "A value of another type is counted, sorted and searched wrongly."
_WHY_KEY = "What stands under a key that nobody reads is lost in silence."
_WHY_WORD = "Only these words are counted and can be filtered by."
_WHY_FORM = "A value in another form cannot be ordered, linked or found."
_WHY_FORMAT = "A version this tool does not know may mean something else by the same words."


_TRUTHS = {"yes": "true", "on": "true", "y": "true", "no": "false", "off": "false", "n": "false"}


@dataclass(frozen=True, slots=True)
class Wording:
    """A fault in words."""

    code: str
    message: str
    why: str
    help: str = ""
    of: Of = "value"
    mend: Mend | None = None
    """How the data can be changed so that the fault goes."""


def wording(fault: Fault, data: Value, model: type[Record]) -> Wording:
    """The fault in words."""
    if fault.path == ("format",):
        return _format(value_at(data, fault.path))
    if fault.kind == "missing":
        return _missing(fault.path, model)
    if fault.kind == "unknown-key":
        return _unknown_key(fault.path, data, model)
    if fault.kind == "key":
        return _key(fault, data, model)
    return _value(fault, data, model)


def meant(path: DataPath, data: Value, model: type[Record]) -> str:
    """The key that an unknown key was probably meant to be, or nothing; one that is written too is the last guess."""
    beside = value_at(data, path[:-1])
    written = beside if isinstance(beside, Mapping) else {}
    allowed = _allowed(path[:-1], model)
    required = [
        key for each in place_of(model, path[:-1]).models for key, info in keys_of(each).items() if info.is_required()
    ]
    free = [key for key in allowed if key not in written]
    return nearest(str(path[-1]), free, required) or nearest(str(path[-1]), allowed)


def _allowed(path: DataPath, model: type[Record]) -> list[str]:
    return [key for each in place_of(model, path).models for key in keys_of(each)]


def _format(value: Value) -> Wording:
    return Wording(
        "RCA106", f"`format: {shown(value)}` is not known; this version reads `format: {READS}`", _WHY_FORMAT,
        help=f"write `format: {READS}`, or use the version of the tool that wrote the file",
    )  # fmt: skip


def _missing(path: DataPath, model: type[Record]) -> Wording:
    key, place = path[-1], place_of(model, path)
    return Wording("RCA101", f"missing key `{key}`", _WHY_MISSING, help=f"add `{key}:`, {place.phrase}")


def _unknown_key(path: DataPath, data: Value, model: type[Record]) -> Wording:
    key = str(path[-1])
    allowed = _allowed(path[:-1], model)
    near = meant(path, data, model)
    if near and key not in _elsewhere(path, model):
        message = f"unknown key `{short(key)}`; did you mean `{near}`?"
        where = value_at(data, path[:-1])
        taken = isinstance(where, Mapping) and near in where
        if taken:
            return Wording("RCA103", message, _WHY_KEY, f"`{near}` is written here too; join the two", "key")
        mend = Mend("rename", path, near, is_slip(key, near, allowed))
        return Wording("RCA103", message, _WHY_KEY, of="key", mend=mend)
    home = _elsewhere(path, model).get(key)
    if home:
        return Wording("RCA103", f"unknown key `{short(key)}`; it belongs under `{home}`", _WHY_KEY, of="key")
    cut = _cut_at_a_comma(path, data)
    if cut:
        return Wording(
            "RCA103", f"the comma before `{short(key)}` ends the text of `{cut[0]}`, and the rest is read as a key", _WHY_KEY,
            f'inside {{ }} a text with a comma stands in quotes: `{cut[0]}: "{short(cut[1])}, {short(key)}"`', "key",
        )  # fmt: skip
    known = ", ".join(f"`{each}`" for each in allowed)
    return Wording("RCA103", f"unknown key `{short(key)}`", _WHY_KEY, f"known here: {known}" if known else "", "key")


def _cut_at_a_comma(path: DataPath, data: Value) -> tuple[str, str] | None:
    """The key whose text the unknown key goes on with, and that text; None where it is no such tail.

    In `{reason: Named among the citations, not as the source}` YAML reads a second key without a value.
    """
    beside, key = value_at(data, path[:-1]), str(path[-1])
    if not isinstance(beside, Mapping) or " " not in key or beside.get(key, "") is not None:
        return None
    before = list(beside)[: list(beside).index(key)]
    text = beside[before[-1]] if before else None
    return (str(before[-1]), text) if isinstance(text, str) else None


def _elsewhere(path: DataPath, model: type[Record]) -> dict[str, str]:
    """Keys of the records one level below and one above, with where they belong."""
    found: dict[str, str] = {}
    for each in place_of(model, path[:-1]).models:
        for name in keys_of(each):
            for below in place_of(each, (name,)).models:
                for key in keys_of(below):
                    found.setdefault(key, name)
    return found


def _rename(path: DataPath, near: str, data: Value, allowed: Place) -> Mend | None:
    beside = value_at(data, path[:-1])
    if not near or (isinstance(beside, Mapping) and near in beside):
        return None
    return Mend("rename", path, near, is_slip(str(path[-1]), near, map(str, allowed.words)))


def _key(fault: Fault, data: Value, model: type[Record]) -> Wording:
    key = str(fault.path[-1])
    allowed = key_of(model, fault.path)
    if allowed.words:
        near = nearest(key, [str(word) for word in allowed.words])
        return Wording(
            "RCA104", f"unknown key `{short(key)}`" + (f"; did you mean `{near}`?" if near else ""), _WHY_WORD,
            help=f"{allowed.phrase} can stand here", of="key", mend=_rename(fault.path, near, data, allowed),
        )  # fmt: skip
    form = next((each.form for each in allowed.alternatives if each.form), "")
    too_long = any(error["type"] == "string_too_long" for error in fault.errors)
    message = f"the id `{short(key)}` is too long" if too_long else f"`{short(key)}` cannot be an id"
    return Wording("RCA105", message, _WHY_FORM, help="at most 64 characters" if too_long else form, of="key")


def _value(fault: Fault, data: Value, model: type[Record]) -> Wording:
    value = value_at(data, fault.path)
    place = place_of(model, fault.path)
    name = name_of(fault.path)
    for error in fault.errors:
        if error["type"] == "value_error" and isinstance(value, Mapping):
            return Wording("RCA107", _said(error["msg"]), "The two statements cannot both hold.", of="value")
    if type(value) not in place.types or _quoted(value, place):
        said = _wrong_type(value, place, name)
        mend = None if name == "at_least" else _retyped(fault.path, value, place)
        return replace(said, mend=said.mend or mend)
    if isinstance(value, (tuple, Mapping)):
        return _too_few(value, place, name)
    if place.words and isinstance(value, str):
        near = nearest(value, [str(word) for word in place.words])
        free = any(str in each.types and not each.words for each in place.alternatives)
        if near or not free:
            message = f"`{short(value)}` is not a word that {name_in(name)} knows"
            hint = f"; did you mean `{near}`?" if near else ""
            others = any(not each.words for each in place.alternatives)
            known = f"{place.phrase} can stand here" if others else f"known here: {_listed(place)}"
            mend = Mend("word", fault.path, near, is_slip(value, near, map(str, place.words))) if near else None
            return Wording("RCA104", message + hint, _WHY_WORD, help=known, mend=mend)
    return _wrong_form(fault, value, place, name)


def _quoted(value: Value, place: Place) -> bool:
    """Whether text is written where a number or a truth is due, and words are the only text allowed."""
    free = any(str in each.types and not each.words for each in place.alternatives)
    if free or not isinstance(value, str):
        return False
    return type(plain(value.strip())) in place.types - {str} or (bool in place.types and value.casefold() in _TRUTHS)


def _wrong_type(value: Value, place: Place, name: str) -> Wording:
    near = nearest(shown(value), [str(word) for word in place.words]) if isinstance(value, (bool, int, float)) else ""
    if near:
        message = f"`{shown(value)}` is not a word that {name_in(name)} knows; did you mean `{near}`?"
        return Wording("RCA104", message, _WHY_WORD, help=f"known here: {_listed(place)}")
    message = f"{name_in(name)} is {kind_of(value)}; {place.phrase} is expected"
    return Wording("RCA102", message, _WHY_TYPE, help=_vote(value) if name == "at_least" else _remedy(value, place))


def _vote(value: Value) -> str:
    """How an `at_least` gate is written, with its own number and causes where they are plain to see."""
    parts = list(value.values()) if isinstance(value, Mapping) else []
    number = next((part for part in parts if isinstance(part, int) and not isinstance(part, bool)), 2)
    causes = next((part for part in parts if isinstance(part, tuple)), ())
    plain_ids = bool(causes) and all(isinstance(cause, str) for cause in causes)
    shown_causes = ", ".join(map(str, causes)) if plain_ids else "A, B, C"
    return f"write one list, the number first and then the causes: `[{number}, {short(shown_causes)}]`"


def _remedy(value: Value, place: Place) -> str:
    """What to do about a value of the wrong type."""
    types = place.types
    if value is None:
        return "write the value, or remove the key"
    if isinstance(value, str):
        if type(plain(value.strip())) in types - {str}:
            return "remove the quotes"
        if bool in types and value.casefold() in _TRUTHS:
            return f"write `{_TRUTHS[value.casefold()]}`"
        if types & {int, float}:
            return "write the number alone, in digits; the unit has a key of its own or is fixed"
    if isinstance(value, Mapping) and str in types and dict not in types and len(value) == 1:
        return "text that holds `: ` needs quotes"
    if tuple in types and not isinstance(value, (tuple, Mapping)):
        return f"write a list: `[{short(value)}]`"
    if isinstance(value, tuple) and tuple not in types:
        return "remove the brackets" if len(value) == 1 else "only one value can stand here"
    free = any(str in each.types and not each.words for each in place.alternatives)
    if free and not isinstance(value, (tuple, Mapping)):
        return f'put it in quotes: `"{shown(value)}"`'
    return ""


def _retyped(path: DataPath, value: Value, place: Place) -> Mend | None:
    """The value in the type that is due, where what was meant is plain to see."""
    types = place.types
    if isinstance(value, str):
        if type(plain(value.strip())) in types - {str}:
            return Mend("as-is", path, value.strip())
        if bool in types and value.casefold() in _TRUTHS:
            return Mend("as-is", path, _TRUTHS[value.casefold()])
    if isinstance(value, tuple):
        lone = len(value) == 1 and tuple not in types and type(value[0]) in types
        return Mend("unlist", path) if lone else None
    if value is None or isinstance(value, Mapping):
        return None
    if tuple in types:
        return Mend("list", path)
    free = any(str in each.types and not each.words for each in place.alternatives)
    return Mend("quote", path) if free else None


def _too_few(value: Value, place: Place, name: str) -> Wording:
    least = max((each.least for each in place.alternatives), default=0)
    if isinstance(value, tuple) and not value and least <= 1:
        return Wording(
            "RCA105", f"{name_in(name)} is an empty list", _WHY_FORM, help="write its items, or remove the key"
        )
    remedy = _vote(value) if name == "at_least" else ""
    return Wording("RCA105", f"{name_in(name)} has too few items; at least {least} are needed", _WHY_FORM, remedy)


_BOUNDS = {
    "greater_than_equal": ("ge", "{} is less than {}, the smallest value allowed"),
    "less_than_equal": ("le", "{} is more than {}, the largest value allowed"),
    "greater_than": ("gt", "{} must be more than {}"),
    "less_than": ("lt", "{} must be less than {}"),
}


def _wrong_form(fault: Fault, value: Value, place: Place, name: str) -> Wording:
    named = name_in(name)
    form = next((each.form for each in place.alternatives if each.form), "")
    if isinstance(value, str) and not value.strip():
        return Wording("RCA105", f"{named} is empty text", _WHY_FORM, help="write the text, or remove the key")
    for error in fault.errors:
        kind, context = error["type"], error.get("ctx", {})
        if kind in _BOUNDS:
            bound, sentence = _BOUNDS[kind]
            return Wording("RCA105", sentence.format(f"{named} (`{shown(value)}`)", context[bound]), _WHY_FORM)
        if kind == "string_too_long":
            return Wording(
                "RCA105", f"{named} has more than {context['max_length']} characters", _WHY_FORM, help="shorten it"
            )
        if kind == "value_error":
            said = _said(error["msg"])
            others = "".join(f"; `{word}` can stand here too" for word in place.words)
            return Wording(
                "RCA105", said, _WHY_FORM, help=((form if form not in said else "") + others).removeprefix("; ")
            )
    what = " or ".join(dict.fromkeys(each.what for each in place.alternatives if not each.words and str in each.types))
    message = f"`{shown(value)}` cannot stand in {named}" + (f"; {what} is expected" if what else "")
    return Wording("RCA105", message, _WHY_FORM, help=form)


def _listed(place: Place) -> str:
    return ", ".join(f"`{word}`" for word in place.words)


def _said(message: str) -> str:
    return message.removeprefix("Value error, ")


def name_of(path: DataPath) -> str:
    """The key that a value stands under, with its number when it is one of a list."""
    if not path:
        return "the file"
    numbers: list[int] = []
    for step in reversed(path):
        if isinstance(step, str):
            return step + "".join(f"[{number}]" for number in reversed(numbers))
        numbers.append(step + 1)
    return "the file"


def name_in(name: str) -> str:
    """The name in backticks, `the file` without."""
    return name if name == "the file" else f"`{short(name)}`"


def shown(value: Value) -> str:
    """A scalar as YAML writes it, shortened."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    return short(str(value))


def short(value: object, width: int = 60) -> str:
    """A text of the user on one line and not too long."""
    flat = " ".join(str(value).split())
    return flat if len(flat) <= width else f"{flat[: width - 1]}…"
