"""Plain data built from YAML's events: strict, without recursion, within limits."""

from __future__ import annotations

import re
from typing import NoReturn

import yaml

from rca.diagnostics import Diagnostic, Severity
from rca.source.document import DataPath, Scalar, SourceFile, Value
from rca.source.lines import lines_of
from rca.source.scalars import plain

MAX_DEPTH = 60
"""Levels of lists and mappings. The deepest review written so far has 14."""
MAX_VALUES = 100_000
"""Scalars, lists and mappings of one file. The longest review written so far has 4,000."""
MAX_TEXT = 100_000
"""Characters of one scalar: thirty pages."""
MAX_FAULTS = 100
"""Faults after which a file is laid aside: it is something else than a review."""
MAX_DIRECTIVES = 8
"""Lines that begin with `%`; libyaml's time grows with the square of their number."""

_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_DIRECTIVE = re.compile(r"^%", re.MULTILINE)
_CORE = "tag:yaml.org,2002:"
_SCALAR_TYPES: dict[str, tuple[type, ...]] = {
    "str": (str,), "int": (int,), "float": (int, float), "bool": (bool,), "null": (type(None),),
}  # fmt: skip
_WHY_STRICT = "What YAML would do in silence is not what the author sees on the page."


class Stop(Exception):
    """Nothing more of the file is read."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


class _Open:
    """A list or mapping whose end has not come yet."""

    __slots__ = ("dropped", "items", "key", "members", "starts")

    def __init__(self, *, mapping: bool) -> None:
        self.items: list[Value] = []
        self.members: dict[str, Value] | None = {} if mapping else None
        self.starts: dict[str, int] = {}
        """Of each key seen, the index where it stands."""
        self.key: str | None = None
        """The key whose value comes next."""
        self.dropped = False
        """Whether that key was refused, so that its value is read and let go."""


class Builder:
    """Takes the events of one file and holds the data that grows from them."""

    def __init__(self, file: SourceFile) -> None:
        self.file = file
        self.root: Value = None
        self.found: list[Diagnostic] = []
        self.unread: list[DataPath] = []
        self.ended = False
        """Whether the data is whole: a second document is not read."""
        self._begun = False
        self._open: list[_Open] = []
        self._values = 0

    def check_text(self) -> None:
        """Refuse what libyaml would refuse without saying where, or read in more than linear time.

        Raises:
            Stop: the text is none.
        """
        text = self.file.text
        if match := _FORBIDDEN.search(text):
            code = ord(match[0])
            name = "the NUL character" if code == 0 else f"the control character U+{code:04X}"
            self._stop("RCA005", match.start(), match.end(), f"{name} is not text", help="remove it; if the file is not a text file, it does not belong here")
        for count, match in enumerate(_DIRECTIVE.finditer(text)):
            if count >= MAX_DIRECTIVES:
                self._stop("RCA017", match.start(), match.end(), f"more than {MAX_DIRECTIVES} lines begin with `%`")

    def check_content(self) -> None:
        """Refuse a file in which nothing is written.

        Raises:
            Stop: the file holds comments at most.
        """
        if not self._begun:
            self._stop("RCA006", 0, 0, "the file holds nothing", help="`rca new` writes a first draft")

    def take(self, event: yaml.Event) -> None:
        """Let the data grow by one event.

        Raises:
            Stop: an alias, or more of something than a review has.
        """
        if isinstance(event, yaml.ScalarEvent):
            self._count(event)
            if event.anchor is not None:
                self._alias(event)
            self._scalar(event)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._count(event)
            if event.anchor is not None:
                self._alias(event)
            self._start(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            closed = self._open.pop()
            self._attach(tuple(closed.items) if closed.members is None else closed.members)
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event)
        elif isinstance(event, yaml.DocumentStartEvent):
            if self._begun:
                self.ended = True
                self._fault("RCA015", event, "a second document begins here; a file holds one",
                            help="put it in a file of its own, or remove the `---`")  # fmt: skip
            self._begun = True

    def _count(self, event: yaml.Event) -> None:
        self._values += 1
        if self._values > MAX_VALUES:
            self._stop(
                "RCA017", _start(event), _end(event), f"the file has more than {MAX_VALUES:,} values",
                help="split it; a review has a few thousand",
            )  # fmt: skip

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        text: str = event.value
        if len(text) > MAX_TEXT:
            self._stop(
                "RCA017", _start(event), _end(event),
                f"this text has {len(text):,} characters; at most {MAX_TEXT:,} are read",
                help="keep long records beside the review and list them under `attachments`",
            )  # fmt: skip
        parent = self._open[-1] if self._open else None
        if parent is not None and parent.members is not None and parent.key is None:
            self._key(parent, parent.members, event)
            return
        value: Scalar = plain(text) if event.implicit[0] else text
        if event.tag is not None and not event.implicit[0]:
            self._attach(self._tagged(event, event.tag, text))
            return
        self._attach(value)

    def _tagged(self, event: yaml.ScalarEvent, tag: str, text: str) -> Scalar:
        if tag == "!":
            return text
        name = tag.removeprefix(_CORE)
        types = _SCALAR_TYPES.get(name) if tag.startswith(_CORE) else None
        if types == (str,):
            return text
        value = plain(text)
        if types is not None and type(value) in types:
            return float(value) if name == "float" and isinstance(value, int) else value
        self._refuse_tag(event, tag)
        return None

    def _start(self, event: yaml.CollectionStartEvent) -> None:
        if len(self._open) >= MAX_DEPTH:
            self._stop(
                "RCA014", _start(event), _start(event) + 1,
                f"lists and mappings stand more than {MAX_DEPTH} levels deep",
                help="give the inner events ids of their own and name them in the gate",
            )  # fmt: skip
        mapping = isinstance(event, yaml.MappingStartEvent)
        if event.tag not in (None, "!", _CORE + ("map" if mapping else "seq")):
            self._refuse_tag(event, event.tag)
        self._open.append(_Open(mapping=mapping))

    def _key(self, parent: _Open, members: dict[str, Value], event: yaml.ScalarEvent) -> None:
        key: str = event.value
        parent.key = key
        if event.tag not in (None, "!", f"{_CORE}str"):
            parent.dropped = True
            self._refuse_tag(event, event.tag)
        elif key == "<<" and event.implicit[0]:
            parent.dropped = True
            self._fault("RCA013", event, "merge keys (`<<`) are not read", why=_WHY_STRICT,
                        help="write the keys out where they belong")  # fmt: skip
        elif not key:
            parent.dropped = True
            self._fault("RCA016", event, "a key is missing before `:`", help="write the key, or remove the line")
        elif key in members or key in parent.starts:
            parent.dropped = True
            line, _ = lines_of(self.file).place(parent.starts[key])
            self._fault("RCA011", event, f"duplicate key `{shown(key)}`; it is first written at line {line}",
                        why="YAML keeps one of the two in silence.", help="remove one of them, or join the two")  # fmt: skip
        else:
            parent.starts[key] = _start(event)

    def _attach(self, value: Value) -> None:
        if not self._open:
            self.root = value
            return
        parent = self._open[-1]
        if parent.members is None:
            parent.items.append(value)
        elif parent.key is None:
            parent.key, parent.dropped = "", True
        else:
            if not parent.dropped:
                parent.members[parent.key] = value
            parent.key, parent.dropped = None, False

    def _refuse_tag(self, event: yaml.Event, tag: str) -> None:
        written = "!!" + tag.removeprefix(_CORE) if tag.startswith(_CORE) else tag
        self.unread.append(self._path())
        self._fault("RCA012", event, f"the tag `{shown(written)}` is not read", width=len(written),
                    why="A tag asks a program to build something; a review holds text, numbers, lists and mappings.",
                    help="remove the tag; text that begins with `!` needs quotes")  # fmt: skip

    def _path(self) -> DataPath:
        """Where the value that comes next will stand."""
        return tuple(
            len(each.items) if each.members is None else each.key if each.key is not None else "" for each in self._open
        )

    def _alias(self, event: yaml.NodeEvent) -> NoReturn:
        mark = "*" if isinstance(event, yaml.AliasEvent) else "&"
        word = "alias" if mark == "*" else "anchor"
        start = _start(event)
        written = f"{mark}{event.anchor}"
        self._stop(
            "RCA013", start, start + len(written), f"`{shown(written)}` is a YAML {word}, and those are not read",
            why="What is written once and meant in two places has an id; an alias hides where a value comes from.",
            help=f"write the value out, or name it by its id; text that begins with `{mark}` needs quotes",
        )  # fmt: skip

    def _fault(self, code: str, event: yaml.Event, message: str, *, why: str = "", help: str = "", width: int = 0) -> None:  # noqa: A002
        start = _start(event)
        end = start + width if width else _end(event)
        if len(self.found) >= MAX_FAULTS:
            self._stop("RCA017", start, end, f"more than {MAX_FAULTS} faults; the rest of the file is not read")
        self.found.append(self._diagnostic(code, start, end, message, why=why, help=help))

    def _stop(self, code: str, start: int, end: int, message: str, *, why: str = "", help: str = "") -> NoReturn:  # noqa: A002
        raise Stop(self._diagnostic(code, start, end, message, why=why, help=help))

    def _diagnostic(self, code: str, start: int, end: int, message: str, *, why: str, help: str) -> Diagnostic:  # noqa: A002
        lines = lines_of(self.file)
        span = lines.span(start, min(end, len(self.file.text)))
        return Diagnostic(code, Severity.ERROR, self.file.path, span, message, why, help, lines.line(span.line))


def _start(event: yaml.Event) -> int:
    return event.start_mark.index if event.start_mark else 0


def _end(event: yaml.Event) -> int:
    return event.end_mark.index if event.end_mark else 0


def shown(text: str, width: int = 60) -> str:
    """A name from a file as a message shows it: on one line and not too long."""
    flat = " ".join(text.split())
    return flat if len(flat) <= width else f"{flat[: width - 1]}…"
