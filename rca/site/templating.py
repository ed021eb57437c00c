"""The template environment: everything is escaped, and an unknown name is an error."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from rca.site import spelling
from rca.site.shown import short_name


@cache
def environment() -> Environment:
    """The one environment of all page templates. Escaping is on whatever a template's name ends in."""
    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(
        day=spelling.day,
        year=spelling.year,
        number=spelling.number,
        decimal=spelling.decimal,
        percent=spelling.percent,
        paragraphs=spelling.paragraphs,
        ticks=spelling.ticks,
        listed=spelling.listed,
        short=short_name,
    )
    return made
