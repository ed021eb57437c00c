"""Plain data built from YAML's events: strict, without recursion, within limits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NoReturn

import yaml

from rca.source.document import DataPath, Scalar, Value
from rca.source.reports import Reports, shown
from rca.source.scalars import FIRST, WORDS, plain

MAX_DEPTH = 60
"""Levels of lists and mappings. The deepest review written so far has 14."""
MAX_VALUES = 100_000
"""Scalars, lists and mappings of one file. The longest review written so far has 4,000."""
MAX_TEXT = 100_000
"""Characters of one scalar: thirty pages."""

_CORE = "tag:yaml.org,2002:"
_SCALAR_TYPES: dict[str, tuple[type, ...]] = {
    "int": (int,), "float": (int, float), "bool": (bool,), "null": (type(None),),
}  # fmt: skip


_NONE: list[Value] = []
_NO_KEYS: dict[str, yaml.Event] = {}
"""Stand in for what a mapping or a list does not have; never written to."""


class _Open:
    """A list or mapping whose end has not come yet."""

    __slots__ = ("dropped", "items", "key", "members", "starts")

    def __init__(self, *, mapping: bool) -> None:
        self.items: list[Value] = _NONE if mapping else []
        self.members: dict[str, Value] | None = {} if mapping else None
        self.starts: dict[str, yaml.Event] = {} if mapping else _NO_KEYS
        """Of each key seen, the event that brought it."""
        self.key: str | None = None
        """The key whose value comes next."""
        self.dropped = False
        """Whether that key was refused, so that its value is read and let go."""


class Builder:
    """Takes the events of one file and holds the data that grows from them."""

    def __init__(self, reports: Reports) -> None:
        self.root: Value = None
        self.unread: list[DataPath] = []
        self.begun = False
        self.ended = False
        """Whether the data is whole: a second document is not read."""
        self._reports = reports
        self._open: list[_Open] = []
        self._values = 0
        # PyYAML's events have no common type with what each handler reads; the table pairs them rightly.
        self._handlers: dict[type[yaml.Event], Callable[[Any], None]] = {
            yaml.MappingStartEvent: self._start,
            yaml.SequenceStartEvent: self._start,
            yaml.MappingEndEvent: self._end,
            yaml.SequenceEndEvent: self._end,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document,
        }

    def build(self, next_event: Callable[[], yaml.Event | None], *, careful: bool) -> None:
        """Let the data grow until the events end.

        Nine events in ten are scalars; unless care is asked for, sound ones are taken here without a call.

        Args:
            next_event: gives the events one by one, and then nothing.
            careful: whether a scalar may have an anchor, or the text is long enough to reach a limit.

        Raises:
            Stop: an alias, or more of something than a review has.
            yaml.YAMLError: the text is not YAML.
        """
        opened, handlers = self._open, self._handlers
        while not self.ended and (event := next_event()) is not None:
            if type(event) is not yaml.ScalarEvent:
                handler = handlers.get(type(event))
                if handler is not None:
                    handler(event)
                continue
            text: str = event.value
            if careful or not opened or event.tag is not None:
                self._scalar(event)
                continue
            parent = opened[-1]
            members = parent.members
            if members is None:
                parent.items.append(plain(text) if event.implicit[0] else text)
            elif (key := parent.key) is not None:
                if not parent.dropped:
                    if not event.implicit[0]:
                        members[key] = text
                    else:  # as `plain` does, without a call for words
                        members[key] = plain(text) if text[:1] in FIRST else WORDS.get(text, text)
                parent.key, parent.dropped = None, False
            elif text and text != "<<" and parent.starts.setdefault(text, event) is event:
                parent.key = text
            else:
                self._key(parent, event)

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        if self.begun:
            self.ended = True
            self._fault("RCA015", event, "a second document begins here; a file holds one",
                        help="put it in a file of its own, or remove the `---`")  # fmt: skip
        self.begun = True

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        text: str = event.value
        self._check(event, len(text))
        parent = self._open[-1] if self._open else None
        if parent is not None and parent.members is not None and parent.key is None:
            self._key(parent, event)
            return
        value: Scalar
        if event.tag is not None:
            value = self._tagged(event, event.tag, text)
        else:
            value = plain(text) if event.implicit[0] else text
        self._attach(value)

    def _check(self, event: yaml.NodeEvent, length: int) -> None:
        self._values += 1
        if event.anchor is not None:
            self._alias(event)
        if length > MAX_TEXT:
            self._stop("RCA017", event, f"this text has {length:,} characters; at most {MAX_TEXT:,} are read",
                       help="keep long records beside the review and list them under `attachments`")  # fmt: skip
        if self._values > MAX_VALUES:
            self._too_many(event)

    def _too_many(self, event: yaml.Event) -> NoReturn:
        self._stop("RCA017", event, f"the file has more than {MAX_VALUES:,} values",
                   help="split it; a review has a few thousand")  # fmt: skip

    def _tagged(self, event: yaml.ScalarEvent, tag: str, text: str) -> Scalar:
        if tag == f"{_CORE}str":
            return text
        value = plain(text)
        name = tag.removeprefix(_CORE)
        if tag.startswith(_CORE) and type(value) in _SCALAR_TYPES.get(name, ()):
            return float(value) if name == "float" and isinstance(value, int) else value
        self._refuse_tag(event, tag)
        return None

    def _start(self, event: yaml.CollectionStartEvent) -> None:
        opened = self._open
        sound = event.tag is None and event.anchor is None and len(opened) < MAX_DEPTH and self._values < MAX_VALUES
        if sound and (not opened or opened[-1].members is None or opened[-1].key is not None):
            self._values += 1
            opened.append(_Open(mapping=type(event) is yaml.MappingStartEvent))
            return
        self._check(event, 0)
        if len(self._open) >= MAX_DEPTH:
            self._stop("RCA014", event, f"lists and mappings stand more than {MAX_DEPTH} levels deep", width=1,
                       help="give the inner events ids of their own and name them in the gate")  # fmt: skip
        mapping = isinstance(event, yaml.MappingStartEvent)
        parent = self._open[-1] if self._open else None
        if parent is not None and parent.members is not None and parent.key is None:
            self._strange_key(event, "a mapping" if mapping else "a list")
            parent.key, parent.dropped = "", True
        elif event.tag is not None and event.tag != _CORE + ("map" if mapping else "seq"):
            self._refuse_tag(event, str(event.tag))
        self._open.append(_Open(mapping=mapping))

    def _end(self, _: yaml.CollectionEndEvent) -> None:
        closed = self._open.pop()
        parent = self._open[-1] if self._open else None
        if parent is not None and parent.key == "" and parent.dropped and parent.members is not None:
            # What stood where a key is expected; its value comes next.
            parent.key = " "
            return
        self._attach(tuple(closed.items) if closed.members is None else closed.members)

    def _key(self, parent: _Open, event: yaml.ScalarEvent) -> None:
        key = parent.key = event.value
        refused = len(self._reports.found)
        if event.tag not in (None, f"{_CORE}str"):
            parent.dropped = True
            self._refuse_tag(event, event.tag)
        elif key == "<<" and event.implicit[0]:
            self._fault("RCA013", event, "merge keys (`<<`) are not read", help="write the keys out where they belong",
                        why="A reader of the file could not see where the value comes from.")  # fmt: skip
        elif not key:
            self._fault("RCA016", event, "a key is missing before `:`", help="write the key, or remove the line")
        elif key in parent.starts:
            line = self._reports.line_of(_index(parent.starts[key].start_mark))
            self._fault("RCA011", event, f"duplicate key `{shown(key)}`; it is first written at line {line}",
                        why="YAML keeps one of the two in silence.", help="remove one of them, or join the two")  # fmt: skip
        else:
            parent.starts[key] = event
        parent.dropped = len(self._reports.found) > refused

    def _strange_key(self, event: yaml.CollectionStartEvent, what: str) -> None:
        if any(each.dropped for each in self._open):
            return  # it stands inside another one, which has been reported
        if len(self._open) > 1:
            self.unread.append(self._path()[:-1])
        self._fault("RCA016", event, f"{what} stands where a key is expected", width=1,
                    help="a key is text; a value that begins with `{` or `[` needs quotes")  # fmt: skip

    def _attach(self, value: Value) -> None:
        if not self._open:
            self.root = value
            return
        parent = self._open[-1]
        if parent.members is None:
            parent.items.append(value)
            return
        if not parent.dropped and parent.key is not None:
            parent.members[parent.key] = value
        parent.key, parent.dropped = None, False

    def _refuse_tag(self, event: yaml.NodeEvent, tag: str) -> None:
        written = f"!!{tag.removeprefix(_CORE)}" if tag.startswith(_CORE) else tag
        if not any(each.dropped for each in self._open):
            self.unread.append(self._path())
        self._fault("RCA012", event, f"the tag `{shown(written)}` is not read", width=len(written),
                    why="A tag asks a program to build something; a review holds text, numbers, lists and mappings.",
                    help="remove the tag; text that begins with `!` needs quotes")  # fmt: skip

    def _path(self) -> DataPath:
        """Where the value that comes next will stand."""
        return tuple(len(each.items) if each.members is None else each.key or "" for each in self._open)

    def _alias(self, event: yaml.NodeEvent) -> NoReturn:
        mark, word = ("*", "alias") if isinstance(event, yaml.AliasEvent) else ("&", "anchor")
        written = f"{mark}{event.anchor}"
        self._stop("RCA013", event, f"`{shown(written)}` is a YAML {word}, and those are not read", width=len(written),
                   why="What is written once and meant in two places has an id; an alias hides where a value comes from.",
                   help=f"write the value out, or name it by its id; text that begins with `{mark}` needs quotes")  # fmt: skip

    def _fault(
        self,
        code: str,
        event: yaml.Event,
        message: str,
        *,
        why: str = "",
        help: str = "",  # noqa: A002 -- as in Diagnostic
        width: int = 0,
    ) -> None:
        self._reports.fault(code, *_stretch(event, width), message, why=why, help=help)

    def _stop(
        self,
        code: str,
        event: yaml.Event,
        message: str,
        *,
        why: str = "",
        help: str = "",  # noqa: A002 -- as in Diagnostic
        width: int = 0,
    ) -> NoReturn:
        self._reports.stop(code, *_stretch(event, width), message, why=why, help=help)


def _stretch(event: yaml.Event, width: int) -> tuple[int, int]:
    start = _index(event.start_mark)
    return start, start + width if width else _index(event.end_mark)


def _index(mark: Any) -> int:  # noqa: ANN401 -- libyaml's marks and PyYAML's own have no common type
    return int(mark.index)
