"""A gate with more causes than anyone can look at is drawn in part, and it is said which part."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from rca.cli import main
from rca.graph.tree import FaultTree, Node
from rca.site.pictures.abridged import MOST_CAUSES, abridged


def tree(causes: int) -> FaultTree:
    """A top over a gate with so many causes, the last of them a gate too."""
    leaves = {f"E{at}": Node(f"E{at}", "", status="confirmed") for at in range(causes - 1)}
    wide = Node("WIDE", "", "any_of", (*leaves, "LAST"))
    last = Node("LAST", "", "all_of", ("E0", "BELOW"))
    nodes = {
        "TOP": Node("TOP", "", "any_of", ("WIDE",)),
        "WIDE": wide,
        "LAST": last,
        "BELOW": Node("BELOW", ""),
        **leaves,
    }
    return FaultTree("TOP", nodes)


def test_a_gate_of_usual_size_is_drawn_whole() -> None:
    """The very tree."""
    whole = tree(MOST_CAUSES)

    assert abridged(whole) == (whole, ())


def test_of_a_wide_gate_the_first_causes_are_drawn() -> None:
    """One event stands for the others, and what is below them alone is left out."""
    drawn, said = abridged(tree(9), most=5)

    assert drawn.nodes["WIDE"].causes == ("E0", "E1", "E2", "E3", "… WIDE")
    assert drawn.nodes["… WIDE"].label == "5 more causes, not drawn"
    assert drawn.nodes["… WIDE"].is_leaf
    assert "BELOW" not in drawn.nodes
    assert said == ("5 of the 9 inputs of `WIDE`: they were not drawn",)


def test_the_event_that_stands_for_others_takes_no_name() -> None:
    """Even where one has its name."""
    whole = tree(9)
    named = FaultTree("TOP", {**whole.nodes, "… WIDE": Node("… WIDE", "")})

    assert "… WIDE…" in abridged(named, most=5)[0].nodes


def test_the_command_draws_a_part_and_says_so(tmp_path: Path) -> None:
    """A gate of 3,000 inputs: one page of some hundred kilobytes."""
    names = [f"E{at}" for at in range(3_000)]
    cited = "".join(f'<event name="{name}"/>' for name in names)
    events = "".join(f'<define-basic-event name="{name}"/>' for name in names)
    (tmp_path / "m.xml").write_text(
        f'<opsa-mef><define-fault-tree name="F"><define-gate name="T"><or>{cited}</or></define-gate>{events}'
        "</define-fault-tree></opsa-mef>"
    )

    result = CliRunner().invoke(main, ["tree", str(tmp_path / "m.xml"), "-o", str(tmp_path / "m.svg")])

    assert result.exit_code == 0
    assert "2,801 of the 3,000 inputs of `T`: they were not drawn" in result.stderr
    assert "2,801 more" in (tmp_path / "m.svg").read_text(encoding="utf-8")
    assert (tmp_path / "m.svg").stat().st_size < 300_000
