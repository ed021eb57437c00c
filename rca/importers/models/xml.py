"""XML of a model as elements that know their line; nothing outside the file is ever read."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple
from xml.parsers import expat

from rca.diagnostics.model import Diagnostic
from rca.graph.expression import Place
from rca.graph.model_faults import fault

NOTES = ("label", "attributes")
"""Elements that say something about the one they stand in."""
PIECE = 1 << 19
"""Octets that are read between two looks at the limits: some hundredths of a second."""
_NOTHING: list[Element] = []
"""What stands below an element without content; never written to."""


class Element:
    """An element of the file."""

    __slots__ = ("attributes", "below", "column", "file", "line", "number", "tag", "text")

    def __init__(self, tag: str, attributes: list[str], file: str, line: int, column: int) -> None:
        """`attributes`: names and values in turn; line and column count from 1."""
        self.tag = tag
        self.attributes = attributes
        self.file = file
        self.line = line
        self.column = column
        self.below = _NOTHING
        self.text = ""
        """Of a label."""
        self.number = -1
        """Which definition of the file it is, where its content was left for later."""

    @property
    def place(self) -> Place:
        """Where it stands."""
        return Place(self.file, self.line, self.column)

    def get(self, name: str) -> str:
        """An attribute, without blanks around it; empty when it is not there."""
        given = self.attributes
        for at in range(0, len(given), 2):
            if given[at] == name:
                return given[at + 1].strip()
        return ""

    def content(self) -> Sequence[Element]:
        """The elements below that are no notes on this one."""
        for each in self.below:
            if each.tag in NOTES:
                return [own for own in self.below if own.tag not in NOTES]
        return self.below

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


class Definitions(NamedTuple):
    """Which elements are definitions whose content is left for later."""

    tags: frozenset[str]
    inside: frozenset[str]
    """Elements that they stand in."""


class _RefusedError(Exception):
    """The file asks for what is not done."""


class _Builder:
    """The handlers of a parser while elements are built."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.parser = parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.ordered_attributes = True
        parser.StartDoctypeDeclHandler = _document_type
        parser.EntityDeclHandler = _refuse
        parser.ExternalEntityRefHandler = _refuse
        self.inside: list[Element] = []

    def element(self, tag: str, attributes: list[str]) -> Element:
        """A new element, below the one that is open."""
        parser = self.parser
        own = Element(tag, attributes, self.file, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)
        if self.inside:
            around = self.inside[-1]
            if around.below is _NOTHING:
                around.below = [own]
            else:
                around.below.append(own)
        return own

    def open(self, tag: str, attributes: list[str]) -> None:
        """An element begins."""
        self.inside.append(self.element(tag, attributes))
        if tag == "label":
            self.parser.CharacterDataHandler = self._characters

    def close(self, tag: str) -> None:
        """An element ends."""
        self.inside.pop()
        if tag == "label":
            self.parser.CharacterDataHandler = None

    def _characters(self, text: str) -> None:
        if self.inside[-1].tag == "label":
            self.inside[-1].text += text

    def feed(self, content: bytes, look: Callable[[], None]) -> None:
        """Parse the whole, looking at the limits now and then."""
        for at in range(0, max(1, len(content)), PIECE):
            look()
            self.parser.Parse(content[at : at + PIECE], at + PIECE >= len(content))


def _refuse(*_: object) -> int:
    raise _RefusedError


def _document_type(_: str, system: str | None, public: str | None, subset: int) -> None:
    if system is not None or public is not None or subset:
        raise _RefusedError


class _NestedError(Exception):
    """A definition stands in a definition."""


class Outline(NamedTuple):
    """A file without the content of its definitions."""

    root: Element
    spans: array[int]
    """Of each definition, where its start tag and its end tag begin, in octets; the same twice where it is empty."""
    is_utf8: bool


class _Outline(_Builder):
    """All but the content of definitions, which are numbered."""

    def __init__(self, file: str, later: Definitions, *, counting: bool) -> None:
        """`counting`: follow what is passed over by its depth; else a definition ends with the first end tag of one."""
        super().__init__(file)
        self.later = later
        self.counting = counting
        self.root: Element | None = None
        self.spans: array[int] = array("q")
        self.encoding: str | None = None
        self.depth = 0
        self.parser.XmlDeclHandler = self._declaration
        self.open_on()

    def _declaration(self, _: str, encoding: str | None, __: int) -> None:
        self.encoding = encoding

    def open_on(self) -> None:
        """Build what comes next."""
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.close

    def start(self, tag: str, attributes: list[str]) -> None:
        """An element begins."""
        if not (tag in self.later.tags and self.inside and self.inside[-1].tag in self.later.inside):
            self.open(tag, attributes)
            if self.root is None:
                self.root = self.inside[0]
            return
        self.element(tag, attributes).number = len(self.spans) // 2
        parser = self.parser
        self.spans.append(parser.CurrentByteIndex)
        self.depth = 1
        parser.StartElementHandler = self._deeper if self.counting else None
        parser.EndElementHandler = self._higher if self.counting else self._ended

    def close(self, tag: str) -> None:
        """An element ends."""
        if self.inside[-1].tag != tag:
            raise _NestedError
        super().close(tag)

    def _ended(self, tag: str) -> None:
        if tag in self.later.tags:
            self.spans.append(self.parser.CurrentByteIndex)
            self.open_on()

    def _deeper(self, _: str, __: list[str]) -> None:
        self.depth += 1

    def _higher(self, _: str) -> None:
        self.depth -= 1
        if not self.depth:
            self.spans.append(self.parser.CurrentByteIndex)
            self.open_on()


class _Contents(_Builder):
    """Some definitions alone, one at a time."""

    def __init__(
        self, file: str, later: Definitions, wanted: Sequence[bool], take: Callable[[int, Element], None]
    ) -> None:
        super().__init__(file)
        self.later = later
        self.wanted = wanted
        self.take = take
        self.around: list[str] = []
        self.number = -1
        self.depth = 0
        self.pass_on()

    def pass_on(self) -> None:
        """Pass over what comes next, until a definition begins."""
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end

    def start(self, tag: str, attributes: list[str]) -> None:
        """An element outside definitions begins."""
        if not (tag in self.later.tags and self.around and self.around[-1] in self.later.inside):
            self.around.append(tag)
            return
        self.number += 1
        if self.wanted[self.number]:
            self.parser.StartElementHandler = self.open
            self.parser.EndElementHandler = self.close
            self.open(tag, attributes)
        else:
            self.depth = 1
            self.parser.StartElementHandler = self._deeper
            self.parser.EndElementHandler = self._higher

    def end(self, _: str) -> None:
        """An element outside definitions ends."""
        self.around.pop()

    def close(self, tag: str) -> None:
        """An element of a definition ends, and perhaps the definition."""
        if len(self.inside) > 1:
            super().close(tag)
            return
        own = self.inside.pop()
        self.pass_on()
        self.take(self.number, own)

    def _deeper(self, _: str, __: list[str]) -> None:
        self.depth += 1

    def _higher(self, _: str) -> None:
        self.depth -= 1
        if not self.depth:
            self.pass_on()


def outline(content: bytes, file: str, later: Definitions, look: Callable[[], None]) -> Outline | Diagnostic:
    """The elements of a file without the content of definitions, or why there are none.

    Such a definition has a number, by which `contents` gives its content: so a file of any size is never held as elements as a
    whole. A document type that declares or names anything is refused, and with it every entity: none can be declared without
    one. Expat keeps no stack of its own, so that depth is no limit. `look` is called now and then, and may raise.
    """
    builder = _Outline(file, later, counting=False)
    try:
        try:
            builder.feed(content, look)
        except _NestedError:
            builder = _Outline(file, later, counting=True)
            builder.feed(content, look)
    except _RefusedError:
        said = "declarations of a document type and of entities are refused: they could name other files or grow without bound"
        return fault("RCA081", Place(file, builder.parser.CurrentLineNumber), said)
    except expat.ExpatError as error:
        said = f"this is not well-formed XML: {expat.ErrorString(error.code)}"
        return fault("RCA080", Place(file, error.lineno, error.offset + 1), said)
    except (ValueError, LookupError) as error:
        line = builder.parser.CurrentLineNumber
        return fault("RCA080", Place(file, line), f"this is not XML that can be read: {error}")
    if builder.root is None:
        return fault("RCA080", Place(file, 1), "this file holds nothing")
    wide = content[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in content[:4]
    is_utf8 = not wide and (builder.encoding or "utf-8").lower() in ("utf-8", "us-ascii")
    return Outline(builder.root, builder.spans, is_utf8)


def contents(
    content: bytes, file: str, later: Definitions, wanted: Sequence[bool], take: Callable[[int, Element], None],
    look: Callable[[], None],
) -> None:  # fmt: skip
    """Give each definition that is wanted, whole, to `take`, with its number; of a file whose `outline` was read."""
    _Contents(file, later, wanted, take).feed(content, look)
