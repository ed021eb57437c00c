"""Nodes of a diagram of OxiDD as arrays, read from what it writes out itself."""

from __future__ import annotations

import itertools
import tempfile
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from rca.analysis.solving.families import EMPTY, UNIT

if TYPE_CHECKING:
    from oxidd.bcdd import BCDDFunction, BCDDManager
    from oxidd.zbdd import ZBDDFunction, ZBDDManager

MANY = 150_000
"""Beyond so many nodes loading numpy pays."""


@dataclass(frozen=True, slots=True)
class Nodes:
    """Nodes children first, as `Part` holds them: one terminal before those of a diagram, two before those of a family."""

    level: array[int]
    high: array[int]
    low: array[int]
    root: int


def diagram_nodes(manager: BCDDManager, root: BCDDFunction) -> Nodes:
    """Nodes of a function; edges are twice a node, plus one where they are complemented."""
    return diagrams_nodes(manager, [root])[0]


def diagrams_nodes(manager: BCDDManager, roots: Sequence[BCDDFunction]) -> tuple[Nodes, list[int]]:
    """Nodes of one or more functions, and the edge of each; the root of the nodes is the first."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "diagram"
        manager.export_dddmp(str(file), list(roots), ascii=True)
        with file.open("rb") as lines:
            return _read(lines, signed=True)


def family_nodes(manager: ZBDDManager, root: ZBDDFunction) -> Nodes:
    """Nodes of a family of sets; `EMPTY` and `UNIT` are the terminals."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "family"
        manager.export_dddmp(str(file), [root], ascii=True)
        with file.open("rb") as lines:
            return _read(lines, signed=False)[0]


def _read(lines: BinaryIO, *, signed: bool) -> tuple[Nodes, list[int]]:
    """Nodes and roots of a file in the format DDDMP 2.0.

    A line is a node's number, its variable's place, its true and its false child. Nodes are numbered from 1, terminals
    first and children before parents; a negative child is complemented.
    """
    head: dict[bytes, list[bytes]] = {}
    for line in lines:
        words = line.split()
        if words[:1] == [b".nodes"]:
            break
        if words:
            head[words[0]] = words[1:]
    terminals = []
    first = b""
    for first in lines:
        words = first.split()
        if len(words) < 4 or words[1] not in _TERMINALS:
            break
        terminals.append(_TERMINALS[words[1]])
    variables = [int(word) for word in head[b".ids"]]
    body = _Body(variables, terminals, int(head[b".nnodes"][0]) - len(terminals), signed)
    level, high, low = (array("q", [0]) * (1 if signed else 2) for _ in range(3))
    (body.read_at_once if body.count > MANY else body.read)(first, lines, level, high, low)
    edges = [body.placed(int(number)) for number in head[b".rootids"]]
    return Nodes(level, high, low, edges[0]), edges


_TERMINALS = {b"T": 0, b"E": EMPTY, b"B": UNIT}


@dataclass(frozen=True, slots=True)
class _Body:
    """What the numbers of a file stand for."""

    variables: list[int]
    terminals: list[int]
    count: int
    """Nodes that are no terminals."""
    signed: bool

    def shift(self) -> int:
        """From the number of a node to its place."""
        return (1 if self.signed else 2) - len(self.terminals) - 1

    def placed(self, number: int) -> int:
        """The edge or node that a number stands for."""
        place = abs(number)
        node = self.terminals[place - 1] if place <= len(self.terminals) else place + self.shift()
        return node << 1 | (number < 0) if self.signed else node

    def few(self) -> dict[int, int]:
        """The same for terminals."""
        return {at: self.placed(at) for at in range(-len(self.terminals), len(self.terminals) + 1) if at}

    def read(self, first: bytes, lines: Iterable[bytes], level: array[int], high: array[int], low: array[int]) -> None:
        """Nodes of the lines, put behind those at hand."""
        few, shift, variables = self.few(), self.shift(), self.variables
        numbers = list(map(int, b"".join(itertools.islice(itertools.chain([first], lines), self.count)).split()))
        level.extend([variables[place] for place in numbers[1::4]])
        for column, edges in ((high, numbers[2::4]), (low, numbers[3::4])):
            if self.signed:
                plus, minus = 2 * shift, 2 * shift + 1
                column.extend([plus + 2 * each if each > 0 else minus - 2 * each for each in edges])
            else:
                column.extend([few[each] if each in few else each + shift for each in edges])

    def read_at_once(self, first: bytes, lines: BinaryIO, level: array[int], high: array[int], low: array[int]) -> None:
        """The same with numpy, which takes longer to load than to read some hundred thousand nodes."""
        import numpy as np

        text = first + lines.read()
        numbers = np.fromstring(text[: text.rindex(b".end")].decode("ascii"), dtype=np.int64, sep=" ").reshape(-1, 4)
        level.frombytes(np.array(self.variables, dtype=np.int64)[numbers[:, 1]].tobytes())
        for column, edges in ((high, numbers[:, 2]), (low, numbers[:, 3])):
            if self.signed:
                found = 2 * (np.abs(edges) + self.shift()) + (edges < 0)
            else:
                found = edges + self.shift()
                for number, node in self.few().items():
                    found[edges == number] = node
            column.frombytes(found.tobytes())
