"""`rca migrate`: files of an older version of the format, brought to the present one."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from rca.cli._options import kb_option, must_exist, output


@click.command("migrate")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@kb_option
@click.option(
    "--dry-run", is_flag=True, help="Say what would change and write nothing; exit with 1 when something would."
)
@click.option("--diff", "show", is_flag=True, help="Show the changes as a diff and write nothing.")
def command(paths: tuple[Path, ...], root: Path, *, dry_run: bool, show: bool) -> None:
    """Bring files to the present version of the format.

    PATHS are files or folders; without any, the whole knowledge base. Comments and formatting stay. Each step is held
    against what it says it does: a file in which anything else would change is left as it is and named, and the exit
    status is then 1.
    """
    from rca import api

    must_exist(paths)
    with api.misuse(click.UsageError):
        found = api.migrate(root, paths, write=not (dry_run or show))
    if show:
        output(found.diff())
    for step in found.steps:
        click.echo(f"step: {step}", err=show)
    verb = "would change" if dry_run or show else "wrote"
    for path, _, _ in found.texts:
        click.echo(f"{verb} {path}", err=show)
    for path, why in found.refused:
        click.echo(f"left as it is: {path}: {why}", err=True)
    if not found.texts and not found.refused:
        click.echo(
            f"{found.seen} {'file is' if found.seen == 1 else 'files are'} of the present version; nothing to do"
        )
    if found.refused or ((dry_run or show) and found.texts):
        sys.exit(1)
