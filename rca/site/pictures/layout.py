"""Where Graphviz puts boxes of given sizes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ENGINE_VARIABLE = "RCA_DOT"
"""Environment variable that names an installed `dot` to use instead of the bundled engine."""
BUNDLED = "graphviz-pure"
_POINTS_PER_INCH = 72.0


class CannotDraw(Exception):
    """The layout engine is missing or failed, or a picture cannot be written in the form asked for."""


@dataclass(frozen=True, slots=True)
class Block:
    """A rectangle to be placed; sizes in points."""

    name: str
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Arc:
    """What should stand above what. A heavy arc is drawn straight."""

    above: str
    below: str
    heavy: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A placed rectangle; origin at the top left, points."""

    x: float
    y: float


def find_engine(engine: str | None = None) -> Path:
    """The `dot` to run: the one asked for, the one `RCA_DOT` names, or the bundled one.

    The bundled engine is looked for beside the running Python, never on the search path, so that every machine draws
    with the same version.

    Raises:
        CannotDraw: the file is not there.
    """
    asked = engine or os.environ.get(ENGINE_VARIABLE)
    if asked:
        found = Path(asked)
        if not found.is_file():
            msg = f"there is no Graphviz at `{asked}`; leave `{ENGINE_VARIABLE}` and `--engine` out to use the bundled one"
            raise CannotDraw(msg)
        return found
    name = BUNDLED + (".exe" if os.name == "nt" else "")
    folders = [Path(sysconfig.get_path("scripts")), Path(sys.executable).parent]
    schemes = sorted({"posix_user", "nt_user"} & set(sysconfig.get_scheme_names()))
    folders += [Path(sysconfig.get_path("scripts", scheme)) for scheme in schemes]
    for folder in folders:
        if (folder / name).is_file():
            return folder / name
    msg = f"the layout engine `{BUNDLED}` is not installed; run `pip install {BUNDLED}`, or name a `dot` in `{ENGINE_VARIABLE}`"
    raise CannotDraw(msg)


def dot_source(blocks: Sequence[Block], arcs: Sequence[Arc], *, gap: float, rank_gap: float) -> str:
    """Graphviz source for boxes of fixed size. Names are numbers, so that nothing a user writes reaches the engine."""
    numbers = {block.name: index for index, block in enumerate(blocks)}
    lines = [
        "digraph{",
        f"graph[ordering=out,splines=false,nodesep={gap / _POINTS_PER_INCH:.4f},ranksep={rank_gap / _POINTS_PER_INCH:.4f}]",
        'node[shape=box,fixedsize=true,label=""]',
    ]
    lines += [
        f"{index}[width={block.width / _POINTS_PER_INCH:.4f},height={block.height / _POINTS_PER_INCH:.4f}]"
        for index, block in enumerate(blocks)
    ]
    lines += [f"{numbers[arc.above]}->{numbers[arc.below]}" + ("[weight=1000]" if arc.heavy else "") for arc in arcs]
    lines.append("}")
    return "\n".join(lines)


def place(
    blocks: Sequence[Block], arcs: Sequence[Arc], *, gap: float, rank_gap: float, engine: str | None = None
) -> Mapping[str, Placed]:
    """Top left corner of every block as `dot` places it (Gansner et al. 1993: ranks, then network simplex for x).

    Raises:
        CannotDraw: the engine is missing or failed.
    """
    if not blocks:
        return {}
    found = run(dot_source(blocks, arcs, gap=gap, rank_gap=rank_gap), engine)
    try:
        answer = json.loads(found)
        _, _, _, height = (float(part) for part in answer["bb"].split(","))
        centres = {int(item["name"]): tuple(map(float, item["pos"].split(","))) for item in answer["objects"]}
        return {
            block.name: Placed(
                round(centres[index][0] - block.width / 2, 2), round(height - centres[index][1] - block.height / 2, 2)
            )
            for index, block in enumerate(blocks)
        }
    except (ValueError, KeyError, TypeError) as error:
        msg = "the layout engine gave no coordinates"
        raise CannotDraw(msg) from error


def run(source: str, engine: str | None = None, form: str = "json0") -> bytes:
    """What Graphviz writes for a source.

    Raises:
        CannotDraw: the engine is missing or failed.
    """
    import graphviz
    from graphviz.backend import dot_command

    dot_command.DOT_BINARY = find_engine(engine)
    try:
        return bytes(graphviz.pipe("dot", form, source.encode(), quiet=True))
    except (graphviz.ExecutableNotFound, subprocess.CalledProcessError, OSError, ValueError) as error:
        said = getattr(error, "stderr", None) or str(error)
        text = said.decode(errors="replace") if isinstance(said, bytes) else str(said)
        msg = f"the layout engine failed: {text.strip().splitlines()[0] if text.strip() else type(error).__name__}"
        raise CannotDraw(msg) from error
