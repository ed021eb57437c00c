"""`rca sign`: an expert stands up for a stage of a review."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import click

from rca.cli._options import as_of_option, format_option, kb_option, output

STAGES = ("opened", "evidence", "analysis", "summary", "actions", "published", "verified", "closed")


@click.command("sign")
@click.argument("review", required=False)
@kb_option
@as_of_option
@click.option("--stage", type=click.Choice(STAGES), help="The stage that is signed.")
@click.option("--by", metavar="EXPERT", help="Id of an expert under `review: experts`; a role, never a name.")
@click.option("--verify", is_flag=True, help="Show every signature and whether what it covers has changed since.")
@format_option("text", "json")
def command(
    review: str | None, root: Path, as_of: dt.date, stage: str | None, by: str | None, form: str, *, verify: bool
) -> None:
    """Sign a stage of a review: writes who, when and the hash of what was signed under `sign_offs`.

    REVIEW is an id or a file. Comments and formatting stay as they are. When what was signed changes later, the signature
    is out of date: `rca check` says so (RCA450), the page shows it, and --verify exits with 1. Signing again renews it.
    The hash covers the stage and those before it; `rca explain RCA450` says which part belongs to which.
    """
    from rca import api

    with api.misuse(click.UsageError):
        if verify:
            found = api.signatures(root, review, as_of)
            output(api.signatures_shown(found, form))
            if any(signature.state == "out-of-date" for _, signature in found):
                sys.exit(1)
            return
        if review is None or stage is None or by is None:
            msg = "name REVIEW, --stage and --by, or --verify to see what was signed"
            raise click.UsageError(msg)
        signed = api.sign(root, review, as_of, stage=stage, by=by)
    click.echo(f"{'signed again' if signed.again else 'signed'} {signed.path}: {stage} by {by}, {signed.hash}")
    if signed.remark:
        click.echo(f"note: {signed.remark}", err=True)
