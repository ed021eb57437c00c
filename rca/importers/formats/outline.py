"""Indented outline: an event a line, its causes indented below it; what `rca tree` prints is one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from rca.importers import statuses
from rca.importers.clean import Given, NotReadable, cleaned
from rca.importers.draft import Draft, Ids
from rca.importers.rows import Row, tree_draft

RANK = 9
_BULLET = re.compile(r"^(?:[-*+•‣–]|\d{1,3}[.)])\s+")
_NAMED = re.compile(r"^([A-Z][A-Z0-9_.-]{1,60})(?::\s+|\s{2,})(\S.*)$")
_LAST = re.compile(r"\s*(?:[\[(（]([^\[\]()（）]{1,30})[\])）]|[—–-]\s+([a-zA-Z0-9 ]{2,24}):)\s*$")
_MARKS = {"✔": "confirmed", "≈": "likely", "◐": "possible", "?": "open", "✘": "refuted"}
_OTHER = re.compile(r"^(?:~|Influences \(|✔ confirmed  ≈)")
MAX_LEVELS = 200


def recognises(given: Given) -> bool:
    """A name that ends in `.txt` or `.outline`, or has no ending."""
    return given.suffix in (".txt", ".outline", "")


def bring(given: Given) -> Draft:
    """The tree.

    A line may begin with an id (`ALARM: The alarm was silent`) and end with a gate (`[any of]`, `(AND)`) or a status
    (`[confirmed]`). A first line that begins with `#` is the title. A line that is a gate and nothing else is the gate of
    the event above it.

    Raises:
        NotReadable: it is no text, or no line holds an event.
    """
    left: list[str] = []
    title = ""
    text = given.text()
    first = next(line for line in text.splitlines() if line.strip())
    if first.lstrip().startswith("#"):
        title = first.strip().lstrip("#").strip()
        text = text.replace(first, "", 1)
    rows = list(_rows(text, left))
    if not rows:
        msg = f"`{given.name}` has no line with an event"
        raise NotReadable(msg)
    draft = tree_draft(rows, ["key", "event", "parent", "gate", "status"], given.name)
    return replace(draft, title=cleaned(title, "title", left.append), left=(*left, *draft.left))


def _rows(text: str, left: list[str]) -> Iterator[Row]:
    """Each line as a row of a table: the row's parent is the line that it is indented below."""
    lines = list(_lines(text, left))
    ids = Ids()
    for _, _, cells in lines:
        if cells["key"] and cells["key"].upper() not in ids.taken:
            ids.taken[cells["key"].upper()] = cells["key"]
    above: list[tuple[int, str]] = []
    rows: dict[str, dict[str, str]] = {}
    for number, indent, cells in lines:
        while above and above[-1][0] >= indent:
            above.pop()
        if above and not cells["key"] and statuses.gate(cells["event"].rstrip(":"))[0] is not None:
            rows[above[-1][1]]["gate"] = cells["event"].rstrip(":")
            continue
        if len(above) >= MAX_LEVELS:
            left.append(f"line {number}: more than {MAX_LEVELS} levels: {cells['event']}")
            continue
        key = cells["key"] or ids.of_sentence(cells["event"], number)
        parent = above[-1][1] if above else ""
        above.append((indent, key))
        if key not in rows:
            rows[key] = {**cells, "key": key, "parent": parent, "where": f"line {number}"}
        elif parent:
            rows[key]["parent"] += f";{parent}"
    yield from ((cells.pop("where"), cells) for cells in rows.values())


def _lines(text: str, left: list[str]) -> Iterator[tuple[int, int, dict[str, str]]]:
    """Number, indentation and content of every line that tells of an event or a gate."""
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.replace("┃", " ").expandtabs(4)
        words = _BULLET.sub("", line.strip())
        if not words:
            continue
        if _OTHER.match(words):
            left.append(f"line {number}: {raw.strip()}")
            continue
        gate = statuses.gate(words.rstrip(":"))[0] is not None
        yield number, len(line) - len(line.lstrip()), {**_cells(""), "event": words} if gate else _cells(words)


def _cells(words: str) -> dict[str, str]:
    cells = {"key": "", "event": "", "gate": "", "status": ""}
    if words[:1] in _MARKS and words[1:2] == " ":
        cells["status"], words = _MARKS[words[0]], words[2:].strip()
    words = words.removesuffix(" (above)")
    while match := _LAST.search(words):
        word = match[1] or match[2]
        if statuses.gate(word)[0] is not None and not cells["gate"]:
            cells["gate"] = word
        elif match[1] and statuses.status(word) and not cells["status"]:
            cells["status"] = word
        else:
            break
        words = words[: match.start()].rstrip()
    if match := _NAMED.match(words):
        cells["key"], words = match[1], match[2]
    cells["event"] = words.strip()
    return cells
