"""`rca new`: from nothing, from answers, or from a file in another format to a valid draft."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import click

from rca.cli._options import Day, kb_option

METHODS = ("fault-tree", "five-whys", "barrier-analysis", "software-post-mortem")
FORMATS = ("csv-tree", "csv-timeline", "galileo", "xlsx", "markdown-post-mortem", "open-psa", "outline")
_SHOWN = 20
"""Lines on what was not carried that are printed; all of them stand at the end of the draft."""


@click.command("new")
@click.argument("review", required=False)
@kb_option
@click.option(
    "--wizard",
    is_flag=True,
    help="Ask for everything, question by question. The default on a terminal without a title.",
)
@click.option("--from", "source", type=click.Path(path_type=Path), metavar="FILE",
              help="Bring over a CSV, XLSX, Markdown post-mortem, Open-PSA model, outline or timeline.")  # fmt: skip
@click.option("--from-format", "form", type=click.Choice(FORMATS), help="Format of that file, when it does not tell.")
@click.option("--method", type=click.Choice(METHODS), default="fault-tree", show_default=True,
              help="How causes are to be looked for: what the draft begins with.")  # fmt: skip
@click.option("--title", help="What happened, in a headline.")
@click.option("--date", type=Day(), show_default="today", help="Day of the event.")
@click.option("--top", help="The event at the top of the tree, in a sentence.")
@click.option(
    "--cause", "causes", multiple=True, help="A cause, in a sentence. Repeatable; two are asked for at least."
)
@click.option("--gate", type=click.Choice(["all_of", "any_of"]), default="all_of", show_default=True,
              help="Whether the causes are all needed, or any one is enough.")  # fmt: skip
@click.option("--kind", type=click.Choice(["incident", "near-miss", "exercise"]), default="incident", show_default=True)
@click.option("--language", type=click.Choice(["en", "zh"]), default="en", show_default=True)
@click.option("--basis", type=click.Choice(["own", "public-record"]), default="own", show_default=True,
              help="Your own investigation, or published reports about somebody else's accident.")  # fmt: skip
@click.option("--organisation", help="Where it happened: the organisation.")
@click.option("--site", help="Where it happened: the site.")
@click.option("--country", help="Where it happened: the country, in two letters such as NL.")
@click.option("--deaths", type=click.IntRange(min=0), help="How many died; 0 means none, left out means not recorded.")
@click.option("--injured", type=click.IntRange(min=0), help="How many were hurt, the seriously injured included.")
@click.option("--vscode", is_flag=True, help="Also write .vscode/settings.json, so that VS Code knows the schema.")
def command(
    review: str | None, root: Path, source: Path | None, form: str | None, method: str, title: str | None,
    date: dt.date | None, top: str | None, causes: tuple[str, ...], gate: str, kind: str, language: str, basis: str,
    organisation: str | None, site: str | None, country: str | None, deaths: int | None, injured: int | None,
    *, wizard: bool, vscode: bool,
) -> None:  # fmt: skip
    """Start a review: writes KB/reviews/REVIEW.yaml, a valid draft, and the schema its editor modeline names.

    REVIEW is the id: lower-case letters, digits and hyphens, such as `tank-overfill-2026`; left out, it is made from the
    title. An existing file is never touched. With --from, what the other file holds and the draft does not is listed
    on standard error and at the end of the draft.
    """
    from rca import api
    from rca.cli._wizard import ask

    given: dict[str, object] = {
        "title": title, "date": date.isoformat() if date else None, "top": top, "causes": causes, "gate": gate,
        "kind": kind, "language": language, "basis": basis, "method": method, "organisation": organisation, "site": site,
        "country": country, "deaths": deaths, "injured": injured,
    }  # fmt: skip
    if wizard or (source is None and title is None and not vscode and sys.stdin.isatty()):
        review, given = ask(review, given)
    if review is None and vscode and source is None and title is None:
        with api.misuse(click.UsageError):
            _say_vscode(root)
        return
    with api.misuse(click.UsageError):
        review, answers, method = api.answered(review, given, source)
        started = api.new(
            root,
            review,
            answers,
            method=method,
            source=source,
            form=form,
            today=dt.date.today(),  # noqa: DTZ011 -- the day where the user sits
        )
        click.echo(f"wrote {started.path}")
        for line in started.left[:_SHOWN]:
            click.echo(f"not carried: {line}", err=True)
        if len(started.left) > _SHOWN:
            click.echo(f"not carried: {len(started.left) - _SHOWN} more, listed at the end of {started.path}", err=True)
        if vscode:
            _say_vscode(root)
    click.echo(f"next: edit it, then `rca check {started.path}`")


def _say_vscode(root: Path) -> None:
    from rca import api

    path, advice = api.vscode_settings(root)
    click.echo(advice or f"wrote {path}")
