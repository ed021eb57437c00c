"""XML of a model as elements that know their line; nothing outside the file is ever read."""

from __future__ import annotations

from collections.abc import Iterator
from xml.parsers import expat

from rca.diagnostics.model import Diagnostic
from rca.graph.expression import Place
from rca.graph.model_faults import fault

NOTES = ("label", "attributes")
"""Elements that say something about the one they stand in."""


class Element:
    """An element of the file."""

    __slots__ = ("attributes", "below", "place", "tag", "text")

    def __init__(self, tag: str, attributes: dict[str, str], place: Place) -> None:
        """With nothing in it yet."""
        self.tag = tag
        self.attributes = attributes
        self.place = place
        self.below: list[Element] = []
        self.text = ""

    def get(self, name: str) -> str:
        """An attribute, without blanks around it; empty when it is not there."""
        return self.attributes.get(name, "").strip()

    def content(self) -> list[Element]:
        """The elements below that are no notes on this one."""
        return [each for each in self.below if each.tag not in NOTES]

    def label(self) -> str:
        """Text of its label on one line, or nothing."""
        return next((" ".join(each.text.split()) for each in self.below if each.tag == "label"), "")

    def descendants(self) -> Iterator[Element]:
        """Every element below, in the order of the file. Iterative: depth is no limit."""
        pending = self.below[::-1]
        while pending:
            element = pending.pop()
            yield element
            pending.extend(reversed(element.below))


class _RefusedError(Exception):
    """The file asks for what is not done."""


def parse(content: bytes, file: str) -> Element | Diagnostic:
    """The root element, or why there is none.

    A document type that declares or names anything is refused, and with it every entity: none can be declared without
    one. Expat keeps no stack of its
    own, so that depth is no limit.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    found: list[Element] = []
    inside: list[Element] = []

    def refuse(*_: object) -> int:
        raise _RefusedError

    def document_type(name: str, system: str | None, public: str | None, subset: int) -> None:
        del name
        if system is not None or public is not None or subset:
            raise _RefusedError

    def start(tag: str, attributes: dict[str, str]) -> None:
        element = Element(tag, attributes, Place(file, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1))
        (inside[-1].below if inside else found).append(element)
        inside.append(element)

    def end(_: str) -> None:
        inside.pop()

    def characters(text: str) -> None:
        if inside[-1].tag == "label":
            inside[-1].text += text

    parser.StartDoctypeDeclHandler = document_type
    parser.EntityDeclHandler = refuse
    parser.ExternalEntityRefHandler = refuse
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = characters
    try:
        parser.Parse(content, True)  # noqa: FBT003 -- the end of the file, by position only
    except _RefusedError:
        said = "declarations of a document type and of entities are refused: they could name other files or grow without bound"
        return fault("RCA081", Place(file, parser.CurrentLineNumber), said)
    except expat.ExpatError as error:
        said = f"this is not well-formed XML: {expat.ErrorString(error.code)}"
        return fault("RCA080", Place(file, error.lineno, error.offset + 1), said)
    except (ValueError, LookupError) as error:
        return fault("RCA080", Place(file, parser.CurrentLineNumber), f"this is not XML that can be read: {error}")
    return found[0]
