"""`rca fmt`: files laid out the way all are."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from rca.cli._options import kb_option, must_exist, output


@click.command("fmt")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@kb_option
@click.option("--check", is_flag=True, help="Write nothing; name the files that would change, and exit with 1 if any.")
@click.option("--diff", is_flag=True, help="Write nothing; show what would change, and exit with 1 if anything.")
def command(paths: tuple[Path, ...], root: Path, *, check: bool, diff: bool) -> None:
    """Lay files out: keys in the order of the format, two spaces a level, one sentence a line in folded prose.

    PATHS are files or folders; without any, the whole knowledge base. Comments stay with what they stand above, and what
    is read from a file never changes; a file for which that cannot be shown is left as it is and named.
    Exit status: 0 done, 1 something would change (or a file does not read), 2 misuse.
    """
    from rca import api
    from rca.diagnostics.shown import safe

    must_exist(paths)
    with api.misuse(click.UsageError):
        outcomes = api.format_files(root, paths, write=not (check or diff))
    changed = [each for each in outcomes if each.changed]
    for each in outcomes:
        if each.problem:
            click.echo(safe(f"{each.path}: left as it is: {each.problem}"), err=True)
        elif each.changed and diff:
            output(each.diff)
        elif each.changed:
            click.echo(safe(f"{'Would lay out' if check else 'Laid out'} {each.path}"))
    files = "file" if len(outcomes) == 1 else "files"
    would = "would change" if check or diff else "changed"
    click.echo(f"{len(changed)} of {len(outcomes)} {files} {would}.", err=True)
    if any(each.problem for each in outcomes) or (changed and (check or diff)):
        sys.exit(1)
