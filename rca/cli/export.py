"""`rca export`: a tree in the formats of other programs."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from rca.cli._options import as_of_option, kb_option, output, say_left

FORMATS = ("dot", "galileo", "graphml", "node-link", "open-psa")


@click.command("export")
@click.argument("subjects", nargs=-1, required=True, metavar="REVIEW | FILE...")
@kb_option
@as_of_option
@click.option("--to", "form", type=click.Choice(FORMATS), required=True, help="The format to write.")
@click.option("--output", "-o", "target", type=click.Path(path_type=Path, dir_okay=False), show_default="standard output",
              help="File to write.")  # fmt: skip
@click.option("--top", metavar="GATE", help="Galileo holds one top: the gate to write.")
def command(
    subjects: tuple[str, ...], root: Path, as_of: dt.date, form: str, target: Path | None, top: str | None
) -> None:
    """Write the fault tree of a REVIEW (its id, or a path to its file), or the model in FILEs, in another format.

    Open-PSA takes all of a model; static Galileo takes AND, OR and k-of-n gates; DOT, GraphML and node-link JSON take the
    graph. What a format did not take is listed on standard error. Nothing is written when a gate has no form in it.
    """
    from rca import api

    with api.misuse(click.UsageError):
        found = api.export_model(root, subjects, as_of, form=form, top=top)
        if target is not None:
            api.write_text(target, found.text)
    say_left(found.left)
    if target is None:
        output(found.text)
    else:
        click.echo(f"wrote {target}")
