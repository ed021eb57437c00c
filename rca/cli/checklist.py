"""`rca checklist`: the questions of all lessons that apply."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from rca.cli._options import as_of_option, format_option, kb_option, output


@click.command("checklist")
@kb_option
@as_of_option
@format_option("text", "md", "html", "json")
@click.option("--equipment", multiple=True, metavar="CODE", help="Equipment at hand. Repeatable.")
@click.option("--hazard", multiple=True, metavar="CODE", help="Hazards at hand. Repeatable.")
@click.option("--mode", multiple=True, metavar="CODE", help="Operating modes at hand. Repeatable.")
@click.option("--language", type=click.Choice(["en", "zh"]), default="en", show_default=True)
def command(
    root: Path, as_of: dt.date, form: str, equipment: tuple[str, ...], hazard: tuple[str, ...], mode: tuple[str, ...],
    language: str,
) -> None:  # fmt: skip
    """Gather the questions of all lessons that apply to your plant, each with its case.

    Codes are those of the code lists equipment, hazard and operating-mode. Without any, all questions are listed.
    """
    from rca import api

    with api.misuse(click.UsageError):
        output(
            api.checklist(root, as_of, form=form, equipment=equipment, hazards=hazard, modes=mode, language=language)
        )
