"""`rca explain`: the page of a rule."""

from __future__ import annotations

import click

from rca.cli._options import format_option, output


@click.command("explain")
@click.argument("code", required=False)
@format_option("text", "json")
def command(code: str | None, form: str) -> None:
    """Explain a code: why it matters, a bad and a good example, the source.

    CODE is as printed by `rca check` (RCA401) or the working name (A01). Without it, all codes are listed.
    """
    from rca import api
    from rca.diagnostics.shown import safe

    for fault in api.faulty_packages():
        click.echo(safe(f"warning: {fault}"), err=True)
    try:
        output(api.explain(code, form))
    except KeyError as error:
        raise click.BadParameter(str(error.args[0]), param_hint="CODE") from error
