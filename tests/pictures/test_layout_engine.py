"""The engine that places boxes: the bundled one, an installed one on request, and clear words when it fails."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from picture_trees import tree_of

from rca.site.pictures.fault_tree import draw_fault_tree
from rca.site.pictures.layout import ENGINE_VARIABLE, Arc, Block, CannotDraw, dot_source, find_engine, place


def test_the_bundled_engine_is_found_without_the_search_path(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fresh machine has no `dot` and needs none."""
    monkeypatch.delenv(ENGINE_VARIABLE, raising=False)
    monkeypatch.setenv("PATH", "")

    placed = place([Block("a", 100, 40), Block("b", 100, 40)], [Arc("a", "b")], gap=10, rank_gap=20)

    assert find_engine().name.startswith("graphviz-pure")
    assert placed["b"].y - placed["a"].y == pytest.approx(60, abs=0.02)
    assert placed["a"].x == placed["b"].x


def test_an_installed_engine_is_used_on_request(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By option or by environment variable; the option weighs more."""
    other = tmp_path / "dot"
    other.symlink_to(find_engine())
    monkeypatch.setenv(ENGINE_VARIABLE, str(other))

    assert find_engine() == other
    assert find_engine(str(find_engine())) == other
    assert draw_fault_tree(tree_of("TOP: {any_of: [A]}")).boxes


def test_an_engine_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """With what to do."""
    monkeypatch.setenv(ENGINE_VARIABLE, "/nowhere/dot")

    with pytest.raises(CannotDraw, match=r"there is no Graphviz at `/nowhere/dot`; leave `RCA_DOT`"):
        draw_fault_tree(tree_of("TOP: {any_of: [A]}"))


@pytest.mark.parametrize("script", ["echo 'out of memory' >&2; exit 3", "echo 'not json'", "echo '{}'"])
def test_an_engine_that_fails_says_so(script: str, tmp_path: Path) -> None:
    """No traceback of a parser, whatever came back."""
    broken = tmp_path / "dot"
    broken.write_text(f"#!/bin/sh\ncat >/dev/null\n{script}\n")
    broken.chmod(broken.stat().st_mode | stat.S_IXUSR)

    with pytest.raises(CannotDraw, match="the layout engine"):
        draw_fault_tree(tree_of("TOP: {any_of: [A]}"), engine=str(broken))


def test_nothing_a_user_writes_reaches_the_engine() -> None:
    """Blocks go by number."""
    source = dot_source([Block('a"];x', 10, 10), Block("b", 10, 10)], [Arc('a"];x', "b")], gap=5, rank_gap=5)

    assert "0->1" in source
    assert "x" not in source.replace("box", "").replace("fixedsize", "")
