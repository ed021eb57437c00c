"""`rca explain`: the page of a rule."""

from __future__ import annotations

from pathlib import Path

import click

from rca.cli._options import format_option, kb_option, output


@click.command("explain")
@click.argument("code", required=False)
@kb_option
@format_option("text", "json")
def command(code: str | None, root: Path, form: str) -> None:
    """Explain a code: why it matters, a bad and a good example, the source.

    CODE is as printed by `rca check` (RCA401) or the working name (A01); or a code of a code list (T-ALARM), or the
    name of such a list (equipment), whose codes are then listed. Without it, all codes of the check are listed.
    """
    from rca import api
    from rca.diagnostics.shown import safe

    for fault in api.faulty_packages():
        click.echo(safe(f"warning: {fault}"), err=True)
    try:
        output(api.explain(code, form, root))
    except KeyError as error:
        raise click.BadParameter(str(error.args[0]), param_hint="CODE") from error
