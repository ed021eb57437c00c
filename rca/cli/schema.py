"""`rca schema`: the format as JSON Schema."""

from __future__ import annotations

import json
from pathlib import Path

import click


@click.command("schema")
@click.argument("kind", type=click.Choice(["review", "lesson", "course", "taxonomy", "adoption"]), default="review")
@click.option("--output", "-o", "target", type=click.Path(path_type=Path, dir_okay=False), help="Write to a file.")
def command(kind: str, target: Path | None) -> None:
    """Print the JSON Schema of a file kind, for editors.

    With the YAML extension of an editor, the first line of a review (`# yaml-language-server: $schema=…`) names it.
    """
    from rca import api

    text = json.dumps(api.schema(kind), indent=2, ensure_ascii=False) + "\n"
    if target is None:
        click.echo(text, nl=False)
    else:
        with api.misuse(click.UsageError):
            api.write_text(target, text)
        click.echo(f"wrote {target}")
