"""What in a file points at what: one table of places, read over the plain data so that a file with faults is linked too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rca.library.model import Target
from rca.source.document import DataPath, Value

Pattern = tuple[str, ...]
"""A place in the data: keys, `*` for any key or index, `**` for any stretch."""

GATES = ("all_of", "any_of", "at_least", "none_of", "exactly_one_of")

REVIEW: tuple[tuple[Pattern, Target, str], ...] = (
    (("fault_tree", "top"), "event", ""),
    *((("fault_tree", "events", "**", gate), "event", "") for gate in GATES),
    (("fault_tree", "events", "**", "shaped_by"), "event", ""),
    (("fault_tree", "events", "**", "against"), "evidence", ""),
    (("fault_tree", "events", "**", "see"), "review-event", ""),
    (("fault_tree", "events", "**", "continues_in"), "review", ""),
    (("fault_tree", "events", "**", "defect"), "code", "defect"),
    (("timeline", "*", "events"), "event", ""),
    (("evidence", "*", "source"), "source", ""),
    (("evidence", "*", "also"), "source", ""),
    (("evidence", "*", "part_of"), "evidence", ""),
    (("evidence", "*", "against"), "event", ""),
    (("conflicts", "*", "events"), "event", ""),
    (("conflicts", "*", "values", "*", "source"), "source", ""),
    (("barriers", "*", "guards"), "event", ""),
    (("barriers", "*", "failure_event"), "event", ""),
    (("actions", "*", "breaks"), "event", ""),
    (("actions", "*", "weakens"), "event", ""),
    (("actions", "*", "standard"), "standard", ""),
    (("actions", "*", "superseded_by"), "action", ""),
    (("standards", "*", "ref"), "standard", ""),
    (("response", "actions", "*", "lesson"), "lesson", ""),
    (("prior_events", "*", "review"), "review", ""),
    (("lessons", "*", "because"), "event", ""),
    (("technical_summary", "technical_defects"), "event", ""),
    (("technical_summary", "procedural_defects"), "event", ""),
    (("technical_summary", "organisational_defects"), "event", ""),
    (("training", "quiz", "*", "objective"), "objective", ""),
    (("training", "quiz", "*", "events"), "event", ""),
    (("review", "sign_offs", "*", "by"), "expert", ""),
    (("courses",), "course", ""),
    (("links", "*", "review"), "review", ""),
    (("event", "industry"), "code", "industry"),
    (("event", "equipment"), "code", "equipment"),
    (("event", "hazards"), "code", "hazard"),
    (("event", "mode"), "code", "operating-mode"),
    (("event", "harm", "level"), "code", "order493-level"),
    (("**", "applies_to", "industry"), "code", "industry"),
    (("**", "applies_to", "equipment"), "code", "equipment"),
    (("**", "applies_to", "hazards"), "code", "hazard"),
    (("**", "applies_to", "mode"), "code", "operating-mode"),
    (("**", "evidence"), "evidence", ""),
)

LESSON: tuple[tuple[Pattern, Target, str], ...] = (
    (("from",), "review-lesson", ""),
    (("defect",), "code", "defect"),
    (("applies_to", "industry"), "code", "industry"),
    (("applies_to", "equipment"), "code", "equipment"),
    (("applies_to", "hazards"), "code", "hazard"),
    (("applies_to", "mode"), "code", "operating-mode"),
)

COURSE: tuple[tuple[Pattern, Target, str], ...] = (
    (("modules", "*", "cases", "*", "review"), "review", ""),
    (("modules", "*", "cases", "*", "objectives"), "objective", ""),
    (("modules", "*", "lessons"), "any-lesson", ""),
    (("modules", "*", "quiz", "*", "objective"), "objective", ""),
)

ADOPTION: tuple[tuple[Pattern, Target, str], ...] = ((("lesson",), "any-lesson", ""),)


def matches(pattern: Pattern, path: DataPath) -> bool:
    """Whether a place fits a pattern.

    >>> matches(("timeline", "*", "events"), ("timeline", 3, "events"))
    True
    >>> matches(("**", "evidence"), ("evidence",))
    True
    """
    if not pattern:
        return not path
    head, rest = pattern[0], pattern[1:]
    if head == "**":
        return any(matches(rest, path[start:]) for start in range(len(path) + 1))
    return bool(path) and (head == "*" or head == path[0]) and matches(rest, path[1:])


def named(data: Value, table: Sequence[tuple[Pattern, Target, str]]) -> Iterator[tuple[Target, str, str, DataPath]]:
    """Every name written at a place of the table: target, taxonomy, name, and where it stands."""
    by_key: dict[str, list[tuple[Pattern, Target, str]]] = {}
    for entry in table:
        by_key.setdefault(entry[0][-1], []).append(entry)
    for path, mapping in mappings(data):
        for key, value in mapping.items():
            for pattern, target, taxonomy in by_key.get(key, ()):
                if matches(pattern, (*path, key)):
                    yield from ((target, taxonomy, name, place) for name, place in names_at(value, (*path, key)))
                    break


def names_at(value: Value, path: DataPath) -> Iterator[tuple[str, DataPath]]:
    """The names that a value holds: one, or those of a list."""
    if isinstance(value, str):
        yield value, path
    elif isinstance(value, Sequence):
        yield from ((item, (*path, index)) for index, item in enumerate(value) if isinstance(item, str))


def walk(data: Value) -> Iterator[tuple[DataPath, Value]]:
    """Every piece of the data with its place, in the order written."""
    pending: list[tuple[DataPath, Value]] = [((), data)]
    while pending:
        path, value = pending.pop()
        yield path, value
        if type(value) is dict:
            pending.extend(((*path, key), item) for key, item in reversed(value.items()))
        elif type(value) is tuple:
            pending.extend(((*path, at), value[at]) for at in range(len(value) - 1, -1, -1))


def mappings(data: Value) -> Iterator[tuple[DataPath, Mapping[str, Value]]]:
    """Every mapping of the data with its place, in the order written.

    The reader makes dicts and tuples and nothing else, so their types are compared: a fifth of the cost of asking
    whether something is a Mapping.
    """
    pending: list[tuple[DataPath, Value]] = [((), data)]
    while pending:
        path, value = pending.pop()
        if type(value) is dict:
            yield path, value
            inside = [((*path, key), item) for key, item in value.items() if type(item) is dict or type(item) is tuple]
        elif type(value) is tuple:
            inside = [((*path, at), item) for at, item in enumerate(value) if type(item) is dict or type(item) is tuple]
        else:
            continue
        pending.extend(reversed(inside))


def event_ids(data: Value) -> Iterator[tuple[str, DataPath]]:
    """Ids of all events of a review, nested ones included, with the place of the name itself."""
    events = _at(data, "fault_tree", "events")
    for name, event in events.items() if type(events) is dict else ():
        full: DataPath = ("fault_tree", "events", name)
        yield name, full
        for path, mapping in mappings(event):
            nested = mapping.get("id") if path else None
            if isinstance(nested, str):
                yield nested, (*full, *path, "id")


def listed_ids(data: Value, *place: str) -> Iterator[tuple[str, DataPath]]:
    """Ids of the items of a list (`actions`, `lessons` …) or the names of a mapping (`evidence`, `sources` …)."""
    value = _at(data, *place)
    if isinstance(value, Mapping):
        yield from ((name, (*place, name)) for name in value)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for index, item in enumerate(value):
            name = item.get("id") if isinstance(item, Mapping) else None
            if isinstance(name, str):
                yield name, (*place, index, "id")


def _at(data: Value, *place: str) -> Value:
    for key in place:
        if not isinstance(data, Mapping):
            return None
        data = data.get(key)
    return data
