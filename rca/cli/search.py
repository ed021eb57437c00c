"""`rca search`: past cases, lessons and causes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from rca.cli._options import as_of_option, format_option, kb_option, output


@click.command("search")
@click.argument("words", nargs=-1, required=True)
@kb_option
@as_of_option
@format_option("text", "json")
@click.option("--limit", type=click.IntRange(min=1), default=10, show_default=True, help="Show at most so many hits.")
@click.option("--kind", multiple=True, type=click.Choice(["case", "lesson", "cause", "action"]), help="Only these.")
@click.option("--industry", multiple=True, metavar="CODE", help="Only this industry. Repeatable.")
@click.option("--hazard", multiple=True, metavar="CODE", help="Only this hazard. Repeatable.")
@click.option("--equipment", multiple=True, metavar="CODE", help="Only this equipment. Repeatable.")
@click.option("--defect", multiple=True, metavar="CODE", help="Only this defect. Repeatable.")
@click.option("--mode", multiple=True, metavar="CODE", help="Only this operating mode. Repeatable.")
@click.option("--lesson-kind", multiple=True, type=click.Choice(["technical", "procedural"]), help="Only such lessons.")
def command(
    words: tuple[str, ...], root: Path, as_of: dt.date, form: str, limit: int, **facets: tuple[str, ...]
) -> None:
    """Search cases, lessons and causes in your own WORDS.

    Slips of the pen are read as the nearest word of the knowledge base, and said so. "…" keeps words together, -word
    leaves hits with a word out.
    """
    from rca import api

    with api.misuse(click.UsageError):
        chosen = {name.replace("_", "-"): values for name, values in facets.items() if values}
        output(api.search(root, " ".join(words), as_of, form=form, limit=limit, facets=chosen))
