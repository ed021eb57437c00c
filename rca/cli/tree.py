"""`rca tree`: the fault tree as a picture."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Literal

import click

from rca.cli._options import as_of_option, kb_option, output, say_left


@click.command("tree")
@click.argument("subjects", nargs=-1, required=True, metavar="REVIEW | FILE...")
@kb_option
@as_of_option
@click.option("--output", "-o", "target", type=click.Path(path_type=Path, dir_okay=False),
              help="File to write; its ending says what: .svg, .png, .dot or .json.")  # fmt: skip
@click.option("--symbols", type=click.Choice(["iec", "ansi"]), default="iec", show_default=True,
              help="Gate symbols: IEC 61025, or the distinctive shapes of ANSI.")  # fmt: skip
@click.option("--engine", metavar="PATH", help="Use an installed `dot` instead of the bundled one.")
@click.option("--top", "tops", multiple=True, metavar="GATE",
              help="Model: draw the tree below this gate. Repeatable. Default: every gate that no other gate uses.")  # fmt: skip
@click.option("--force", is_flag=True, help="Write over further pages that are there already.")
def command(
    subjects: tuple[str, ...], root: Path, as_of: dt.date, target: Path | None, symbols: Literal["iec", "ansi"],
    engine: str | None, tops: tuple[str, ...], *, force: bool,
) -> None:  # fmt: skip
    """Draw the fault tree of a REVIEW (its id, or a path to its file), or of the model in FILEs.

    Without --output an outline is printed: every event with its gate and its status. A large tree gives several pages,
    joined by transfers: x.svg, x-2.svg and so on. Models are Open-PSA (.xml or .opsa, several files being one model) and
    static Galileo (.dft); a model of more than 1,000 pages is drawn part by part with --top.
    """
    from rca import api

    with api.misuse(click.UsageError):
        if any(api.is_model(each) for each in subjects):
            files = [Path(each) for each in subjects]
            if target is None:
                text, left = api.outline_model(files, tops)
                say_left(left)
                output(text)
                return
            written, left = api.draw_model(files, target, tops=tops, symbols=symbols, engine=engine, force=force)
            say_left(left)
        else:
            if len(subjects) > 1:
                msg = f"one review at a time: `{subjects[1]}` is a second. Several files make one model (.xml)."
                raise click.UsageError(msg)
            if tops:
                msg = "--top is for models; a review has one top event"
                raise click.UsageError(msg)
            if target is None:
                click.echo(api.outline(root, subjects[0], as_of))
                return
            written = api.draw_tree(root, subjects[0], as_of, target, symbols=symbols, engine=engine, force=force)
        for path in written:
            click.echo(f"wrote {path}")
