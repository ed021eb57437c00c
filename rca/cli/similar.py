"""`rca similar`: what is known of events like the one that just happened."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from rca.cli._options import as_of_option, format_option, kb_option, output


@click.command("similar")
@click.argument("draft", required=False)
@kb_option
@as_of_option
@format_option("text", "md", "json")
@click.option("--text", metavar="WORDS", help="A description in your own words, in place of a draft.")
@click.option(
    "--language", type=click.Choice(["en", "zh"]), default=None, show_default="that of the description",
    help="Language of the answer.",
)  # fmt: skip
@click.option("--output", "-o", "target", type=click.Path(path_type=Path, dir_okay=False), help="Write to a file.")
def command(
    draft: str | None, root: Path, as_of: dt.date, form: str, text: str | None, language: str | None,
    target: Path | None,
) -> None:  # fmt: skip
    """What is known of events like this one: cases with the reason, lessons, and the questions to ask now.

    DRAFT is a file, however little of it is written, the id of a review, or `-` for what comes in. Start here when something
    just happened.
    """
    from rca import api

    if (draft is None) == (text is None):
        msg = "say what happened: a DRAFT, or a description with --text"
        raise click.UsageError(msg)
    if draft == "-":
        with click.open_file("-", encoding="utf-8", errors="replace") as stream:
            draft, text = None, stream.read()
    with api.misuse(click.UsageError):
        told = api.similar(root, as_of, draft=draft, text=text, form=form, language=language)
        if target is not None:
            api.write_text(target, told)
            click.echo(f"wrote {target}")
            return
    output(told)
