"""`rca lsp`: the language server, for editors."""

from __future__ import annotations

import datetime as dt

import click

from rca.cli._options import as_of_option


@click.command("lsp")
@as_of_option
@click.option(
    "--stdio", is_flag=True, help="Over standard input and output; the only way there is, named since editors name it."
)
def command(as_of: dt.date, *, stdio: bool) -> None:
    """Serve an editor: findings while you type, completion of keys, ids and codes, what a word means, go to definition, fixes.

    Started by the editor, not by hand; docs/guide/investigate.md shows how to tell yours. Needs the extra `[lsp]`.
    """
    del stdio
    try:
        from rca.editor.features import serve
    except ImportError as error:
        msg = "the language server needs pygls: install `rca-kb[lsp]`"
        raise click.UsageError(msg) from error
    serve(as_of)
