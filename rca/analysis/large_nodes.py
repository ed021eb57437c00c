"""Nodes of a diagram of OxiDD as arrays, read from what it writes out itself."""

from __future__ import annotations

import itertools
import tempfile
from array import array
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from rca.analysis.families import EMPTY, UNIT

if TYPE_CHECKING:
    from oxidd.bcdd import BCDDFunction, BCDDManager
    from oxidd.zbdd import ZBDDFunction, ZBDDManager

LINES_AT_ONCE = 50_000


@dataclass(frozen=True, slots=True)
class Nodes:
    """Nodes children first, as `Part` holds them: one terminal before those of a diagram, two before those of a family."""

    level: array[int]
    high: array[int]
    low: array[int]
    root: int


def diagram_nodes(manager: BCDDManager, root: BCDDFunction) -> Nodes:
    """Nodes of a function; edges are twice a node, plus one where they are complemented."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "diagram"
        manager.export_dddmp(str(file), [root], ascii=True)
        with file.open("rb") as lines:
            return _read(lines, signed=True)


def family_nodes(manager: ZBDDManager, root: ZBDDFunction) -> Nodes:
    """Nodes of a family of sets; `EMPTY` and `UNIT` are the terminals."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "family"
        manager.export_dddmp(str(file), [root], ascii=True)
        with file.open("rb") as lines:
            return _read(lines, signed=False)


def _read(lines: BinaryIO, *, signed: bool) -> Nodes:
    """A file in the format DDDMP 2.0: a line is a node's number, its variable's place, its true and its false child.

    Nodes are numbered from 1, terminals first and children before parents; a negative child is complemented.
    """
    head: dict[bytes, list[bytes]] = {}
    for line in lines:
        words = line.split()
        if words[:1] == [b".nodes"]:
            break
        if words:
            head[words[0]] = words[1:]
    variables = [int(word) for word in head[b".ids"]]
    count = int(head[b".nnodes"][0])
    root = int(head[b".rootids"][0])
    terminals = []
    first = b""
    for first in lines:
        words = first.split()
        if len(words) < 4 or words[1] not in (b"T", b"E", b"B"):
            break
        terminals.append({b"T": 0, b"E": EMPTY, b"B": UNIT}[words[1]])
    start = 1 if signed else 2
    shift = start - len(terminals) - 1
    level, high, low = (array("q", [0]) * start for _ in range(3))

    def placed(number: int) -> int:
        place = abs(number)
        node = terminals[place - 1] if place <= len(terminals) else place + shift
        return node << 1 | (number < 0) if signed else node

    few = {number: placed(number) for number in range(-len(terminals), len(terminals) + 1) if number}
    body = itertools.chain([first], lines)
    left = count - len(terminals)
    while left > 0:
        numbers = list(map(int, b" ".join(itertools.islice(body, min(left, LINES_AT_ONCE))).split()))
        left -= LINES_AT_ONCE
        level.extend([variables[place] for place in numbers[1::4]])
        for column, edges in ((high, numbers[2::4]), (low, numbers[3::4])):
            column.extend([few[number] if number in few else placed(number) for number in edges])
    return Nodes(level, high, low, placed(root))
