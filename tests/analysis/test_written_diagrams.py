"""Diagrams of OxiDD are read from the file that it writes: nodes children first, terminals in whatever order they stand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest

from rca.analysis.solving import large_nodes
from rca.analysis.solving.large_nodes import Nodes, diagram_nodes, family_nodes

if TYPE_CHECKING:
    from oxidd.bcdd import BCDDFunction, BCDDManager
    from oxidd.zbdd import ZBDDFunction, ZBDDManager

HEAD = ".ver DDDMP-2.0\n.mode A\n.nnodes {nodes}\n.ids {places}\n.rootids {root}\n.nodes\n"


class Written:
    """What writes this file instead of a diagram of its own."""

    def __init__(self, root: int, places: str, *nodes: str) -> None:
        head = HEAD.format(nodes=len(nodes), places=places, root=root)
        body = "".join(f"{number} {node}\n" for number, node in enumerate(nodes, start=1))
        self.text = f"{head}{body}.end\n"

    def export_dddmp(self, path: str, roots: Sequence[object], *, ascii: bool) -> None:  # noqa: A002 -- OxiDD's name
        assert ascii
        assert len(roots) == 1
        Path(path).write_text(self.text, encoding="ascii")


@pytest.fixture(params=["plain", "at once"])
def _either_reader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Few nodes are read by Python, many by numpy."""
    monkeypatch.setattr(large_nodes, "MANY", 0 if request.param == "at once" else 100)


def family(written: Written) -> tuple[list[int], list[int], list[int], int]:
    """Level, true child and false child of each node after both terminals, and the root."""
    return _listed(family_nodes(cast("ZBDDManager", written), cast("ZBDDFunction", None)), 2)


def diagram(written: Written) -> tuple[list[int], list[int], list[int], int]:
    """The same with edges, after one terminal."""
    return _listed(diagram_nodes(cast("BCDDManager", written), cast("BCDDFunction", None)), 1)


def _listed(nodes: Nodes, terminals: int) -> tuple[list[int], list[int], list[int], int]:
    columns = (list(each)[terminals:] for each in (nodes.level, nodes.high, nodes.low))
    level, high, low = columns
    return level, high, low, nodes.root


@pytest.mark.usefixtures("_either_reader")
@pytest.mark.parametrize(
    "written",
    [
        Written(4, "0 1", "E 0 0", "B 0 0", "1 2 1", "0 2 3"),
        Written(4, "0 1", "B 0 0", "E 0 0", "1 1 2", "0 1 3"),
    ],
)
def test_either_of_two_events_whichever_terminal_stands_first(written: Written) -> None:
    """No set is 0, the empty set is 1, and nodes follow from 2 on."""
    assert family(written) == ([1, 0], [1, 1], [0, 2], 3)


@pytest.mark.usefixtures("_either_reader")
def test_a_family_that_can_do_without_its_event() -> None:
    """One terminal stands in the file; the variable's place is what the file says of it."""
    assert family(Written(2, "5", "B 0 0", "0 1 1")) == ([5], [1], [1], 2)


@pytest.mark.parametrize(("terminal", "root"), [("E 0 0", 0), ("B 0 0", 1)])
def test_a_family_without_events(terminal: str, root: int) -> None:
    """No cut set, or one that is empty."""
    assert family(Written(1, "", terminal)) == ([], [], [], root)


@pytest.mark.usefixtures("_either_reader")
def test_a_negative_child_is_complemented() -> None:
    """Edges are twice a node, plus one: A and B, and its opposite."""
    both = ("T 0 0", "1 1 -1", "0 2 -1")

    assert diagram(Written(3, "0 1", *both)) == ([1, 0], [0, 2], [1, 1], 4)
    assert diagram(Written(-3, "0 1", *both))[3] == 5


@pytest.mark.parametrize(("number", "root"), [(1, 0), (-1, 1)])
def test_a_function_without_events(number: int, root: int) -> None:
    """True, or false."""
    assert diagram(Written(number, "", "T 0 0")) == ([], [], [], root)
