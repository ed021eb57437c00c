"""`rca analyse`: what the tree says."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from rca.cli._options import as_of_option, format_option, kb_option, output


@click.command("analyse")
@click.argument("review")
@kb_option
@as_of_option
@format_option("text", "json")
@click.option("--limit", type=click.IntRange(min=0), default=1000, show_default=True,
              help="List at most so many minimal cut sets. They are always all counted.")  # fmt: skip
@click.option("--prime-implicants", is_flag=True, help="Also list prime implicants, with negation written `not X`.")
def command(review: str, root: Path, as_of: dt.date, form: str, limit: int, *, prime_implicants: bool) -> None:
    """Analyse the fault tree of a REVIEW (its id, or a path to its file).

    Verdict, minimal cut sets, the paths that happened and what breaks them, probability, importance, the four indices,
    and the next best evidence. Exit status is 0 whatever the verdict.
    """
    from rca import api

    with api.misuse(click.UsageError):
        output(api.analyse(root, review, as_of, form=form, limit=limit, prime_implicants=prime_implicants))
