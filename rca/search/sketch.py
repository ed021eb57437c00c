"""What is known of an event so far, in words and in codes, from whatever there is: a sentence, a draft, a case, a lesson."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rca.library.link import nearest
from rca.library.model import Library
from rca.records.tree import GATE_WORDS
from rca.search.recognise import recognised
from rca.search.related import Language, Link
from rca.search.traits import TAXONOMY, Kind, Trait, shape
from rca.search.words import is_han, tokens
from rca.source.document import Value

EVENT_CODES: Mapping[str, Kind] = {
    "equipment": "equipment", "hazards": "hazard", "mode": "mode", "industry": "industry"
}  # fmt: skip
TOLD = ("normal_work", "surprise", "luck")
"""What an event says in sentences."""


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is known of an event so far."""

    text: str
    """Title first, then the summary, the causes and the rest."""
    traits: frozenset[Trait] = frozenset()
    recognised: tuple[Trait, ...] = ()
    """Those of the traits that were read from the words and not written as codes."""
    name: str = ""
    """Id of the case, which is left out of the answer; empty when it has none."""
    date: str = ""
    """When it happened; empty when that is not known."""
    links: tuple[tuple[str, Link], ...] = ()
    """What a person said of it and other cases."""
    remarks: tuple[str, ...] = ()
    """What could not be used: codes that no list has."""

    @property
    def language(self) -> Language:
        """`zh` when most of it is written in Han, else `en`."""
        han = sum(len(token.word) if is_han(token.word) else -1 for token in tokens(self.text))
        return "zh" if han > 0 else "en"


def sketch_of_text(library: Library, text: str) -> Sketch:
    """What a free description says; codes whose names stand in it are read from it."""
    found = recognised(library, text)
    return Sketch(" ".join(text.split()), frozenset(found), found)


def sketch_of_draft(library: Library, data: Mapping[str, Value]) -> Sketch:
    """What a draft says, however little of it there is: nothing in it has to be valid.

    Causes that are ruled out do not count; open and possible ones do, since they are what is to be looked into. Codes that
    are not written yet are read from the words.
    """
    event = _mapping(data.get("event"))
    placed = tuple(_placed(_mapping(_mapping(data.get("fault_tree")).get("events"))))
    counted = [each for each in placed if each.said.get("status") != "refuted"]
    written: list[tuple[Kind, str]] = [
        (kind, code) for field, kind in EVENT_CODES.items() for code in _listed(event.get(field))
    ]
    written.extend(("defect", code) for each in counted for code in _listed(each.said.get("defect")))
    known = {Trait(kind, code) for kind, code in written if library.term(TAXONOMY[kind], code)}
    gates = {cause: each.gate for each in placed for cause in each.causes}
    places = {
        shape(code, gates.get(each.name), _text(each.said.get("depth")) or None)
        for each in counted for code in _listed(each.said.get("defect")) if Trait("defect", code) in known
    }  # fmt: skip
    causes = {Trait("cause", address) for each in counted for address in _listed(each.said.get("see"))}
    text = " ".join(filter(None, (" ".join(each.split()) for each in _texts(data, event, counted))))
    coded = {trait.kind for trait in known}
    read = tuple(trait for trait in recognised(library, text) if trait.kind not in coded)
    return Sketch(
        text, frozenset({*known, *places, *causes, *read}), read, name=_text(data.get("id")), date=_text(event.get("date")),
        links=tuple(_links(data)), remarks=tuple(_unknown(library, written)),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Cause:
    name: str
    said: Mapping[str, Value]
    gate: str | None
    causes: tuple[str, ...]


def _placed(events: Mapping[str, Value]) -> Iterator[_Cause]:
    """Every event that says something, nested ones included."""
    pending = [(name, _mapping(said)) for name, said in events.items()]
    while pending:
        name, said = pending.pop(0)
        gate = next((word for word in GATE_WORDS if isinstance(said.get(word), Sequence)), None)
        items = [item for item in _items(said.get(gate)) if isinstance(item, (str, Mapping))] if gate else []
        nested = [(_text(item.get("id")), item) for item in items if isinstance(item, Mapping)]
        causes = (*(item for item in items if isinstance(item, str)), *(inner for inner, _ in nested))
        yield _Cause(name, said, gate, causes)
        pending.extend(nested)


def _texts(data: Mapping[str, Value], event: Mapping[str, Value], causes: Sequence[_Cause]) -> Iterator[str]:
    yield _text(data.get("title"))
    yield _text(data.get("summary"))
    yield from (_text(each.said.get("event")) for each in causes)
    yield from (_text(event.get(name)) for name in TOLD)
    for entry in _items(data.get("timeline")):
        yield _text(_mapping(entry).get("what"))
    for entry in _items(data.get("lessons")):
        yield _text(_mapping(entry).get("lesson"))


def _links(data: Mapping[str, Value]) -> Iterator[tuple[str, Link]]:
    for entry in _items(data.get("links")):
        link = _mapping(entry)
        if review := _text(link.get("review")):
            yield review, Link(_text(link.get("relation")) or "similar-to", _text(link.get("note")))


def _unknown(library: Library, written: Sequence[tuple[Kind, str]]) -> Iterator[str]:
    for kind, code in dict.fromkeys(written):
        listed = library.taxonomies.get(TAXONOMY[kind])
        if listed and library.term(TAXONOMY[kind], code) is None:
            near = nearest(code, frozenset(term.code for term in listed.terms))
            hint = f"; did you mean `{near}`?" if near else ""
            yield f"`{code}` is no code of the list `{TAXONOMY[kind]}` and was passed over{hint}"


def _mapping(value: Value) -> Mapping[str, Value]:
    return value if isinstance(value, Mapping) else {}


def _items(value: Value) -> Sequence[Value]:
    return value if isinstance(value, Sequence) and not isinstance(value, str) else ()


def _listed(value: Value) -> tuple[str, ...]:
    """A code, or the codes of a list."""
    return (value,) if isinstance(value, str) else tuple(item for item in _items(value) if isinstance(item, str))


def _text(value: Value) -> str:
    """A text, or the text of a statement with its evidence."""
    if isinstance(value, Mapping):
        value = value.get("text")
    return str(value) if isinstance(value, (str, int, float)) and not isinstance(value, bool) else ""
