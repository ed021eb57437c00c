"""`rca handout`: a case on two pages."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from rca.cli._options import as_of_option, kb_option, output

ENDINGS = (".html", ".htm", ".pdf")
"""Of the file to write."""


@click.command("handout")
@click.argument("review")
@kb_option
@as_of_option
@click.option("--output", "-o", "target", type=click.Path(path_type=Path, dir_okay=False),
              help="File to write, .html or .pdf; without it the HTML is printed. PDF needs the extra `pdf`.")  # fmt: skip
@click.option("--language", type=click.Choice(["en", "zh"]),
              help="Language of the sheet. What the case has no translation of stays as it was written.  [default: that of the case]")  # fmt: skip
def command(review: str, root: Path, as_of: dt.date, target: Path | None, language: str | None) -> None:
    """Make a hand-out of a case: causes, lessons in the side column, the fault tree. It prints on two pages, in grey too."""
    from rca import api

    if target is not None and target.suffix.lower() not in ENDINGS:
        msg = f"`{target.name}` ends in none of {', '.join(ENDINGS)}, so that what to write is not said"
        raise click.UsageError(msg)
    with api.misuse(click.UsageError):
        pdf = target is not None and target.suffix.lower() == ".pdf"
        content = api.handout(root, review, as_of, pdf=pdf, language=language or "")
        if target is not None:
            api.write_bytes(target, content)
    if target is None:
        output(content.decode())
    else:
        click.echo(f"Wrote {target}")
