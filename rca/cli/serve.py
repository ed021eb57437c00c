"""`rca serve`: look at the site."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from rca.cli._options import as_of_option, config_option, kb_option, level_option, open_or_explain
from rca.cli._progress import Progress
from rca.records.vocabulary import PublicationLevel


@click.command("serve")
@kb_option
@as_of_option
@click.option("--site", type=click.Path(path_type=Path, file_okay=False), default=Path("site"), show_default=True,
              help="Folder of the site.")  # fmt: skip
@config_option
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free one.")
@level_option(None)
@click.option("--no-build", is_flag=True, help="Serve the folder as it is.")
@click.option(
    "--watch", is_flag=True, help="For somebody who writes: each page as the files say now; no folder is written."
)
def command(
    root: Path, as_of: dt.date, site: Path, config: Path, port: int, level: PublicationLevel | None, *,
    no_build: bool, watch: bool,
) -> None:  # fmt: skip
    """Build the site and serve it on this machine, until Ctrl-C.

    With --watch nothing is built: a page is made when it is looked at, shows what the check finds in its review, and
    follows each save. Every review is shown then, whoever may read it, unless --level says otherwise.
    """
    from rca import api

    if watch and no_build:
        msg = "--watch shows what the files say now, --no-build what a folder holds; take one of them"
        raise click.UsageError(msg)
    if not no_build:
        open_or_explain(root)
    with api.misuse(click.UsageError), Progress() as progress:
        if watch:
            from rca.api.watching import watch as follow

            follow(root, as_of, config, port, progress.say, level=level or "restricted", step=progress.step)
        else:
            api.serve(
                root, as_of, site, config, port, build_first=not no_build, say=progress.say, level=level or "public",
                step=progress.step,
            )  # fmt: skip
