"""`rca import`: a draft of a review from a file of another program."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from rca.cli._options import say_left
from rca.cli.new import FORMATS


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option("--output", "-o", "target", required=True, type=click.Path(path_type=Path, dir_okay=False),
              help="Review to write, such as kb/reviews/ID.yaml; a file that is there is never touched.")  # fmt: skip
@click.option("--from-format", "form", type=click.Choice(FORMATS), help="Format of the file, when it does not tell.")
@click.option("--top", "tops", multiple=True, metavar="GATE",
              help="Model: bring over what stands below this gate. Repeatable. Default: every gate that no other uses.")  # fmt: skip
def command(files: tuple[Path, ...], target: Path, form: str | None, tops: tuple[str, ...]) -> None:
    """Write the draft of a review from FILE: a model (Open-PSA .xml or .opsa, static Galileo .dft), or a CSV, XLSX,
    Markdown post-mortem, outline or timeline.

    Several files of a model are one model. What was not carried is listed on standard error and at the end of the draft.
    """  # noqa: D205 -- one sentence of the help
    from rca import api

    with api.misuse(click.UsageError):
        started = api.import_model(files, target, form=form, tops=tops, today=dt.date.today())  # noqa: DTZ011 -- the day where the user sits
    click.echo(f"wrote {started.path}")
    say_left(started.left, f"listed at the end of {started.path}")
    click.echo(f"next: edit it, then `rca check {started.path}`")
