"""`rca serve`: look at the site."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from rca.cli._options import as_of_option, config_option, kb_option, open_or_explain


@click.command("serve")
@kb_option
@as_of_option
@click.option("--site", type=click.Path(path_type=Path, file_okay=False), default=Path("site"), show_default=True,
              help="Folder of the site.")  # fmt: skip
@config_option
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free one.")
@click.option("--no-build", is_flag=True, help="Serve the folder as it is.")
def command(root: Path, as_of: dt.date, site: Path, config: Path, port: int, *, no_build: bool) -> None:
    """Build the site and serve it on this machine, until Ctrl-C."""
    from rca import api

    if not no_build:
        open_or_explain(root)
    with api.misuse(click.UsageError):
        api.serve(
            root, as_of, site, config, port, build_first=not no_build, say=lambda line: click.echo(line, err=True)
        )
