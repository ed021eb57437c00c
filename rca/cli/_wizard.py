"""The questions of `rca new --wizard`; what was given as an option is not asked again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import click

from rca.cli._options import Day

_METHODS = {
    "fault-tree": "what was needed for it, as a tree of causes",
    "five-whys": "one chain of whys",
    "barrier-analysis": "what should have stood between hazard and target",
    "software-post-mortem": "trigger, latent defect, detection, recovery",
}


def ask(review: str | None, given: Mapping[str, object]) -> tuple[str, dict[str, object]]:
    """The id, and every answer.

    Raises:
        click.Abort: the user interrupted; nothing has been written.
    """
    from rca.importers.draft import slug

    answers = dict(given)
    click.echo("A new review. An empty answer leaves a thing open; Ctrl-C ends without writing anything.\n")
    answers["title"] = answers["title"] or click.prompt("What happened, in a headline", type=str)
    if not answers["date"]:
        today = dt.date.today()  # noqa: DTZ011 -- the day where the user sits
        answers["date"] = click.prompt("Day of the event", default=today, type=Day()).isoformat()
    year = str(answers["date"])[:4]
    if review is None:
        suggested = slug(str(answers["title"]))[:60].strip("-") or "review"
        review = click.prompt("Id of the review (its file and its page)", default=f"{suggested}-{year}")
    answers["kind"] = click.prompt(
        "Kind", default=answers["kind"], type=click.Choice(["incident", "near-miss", "exercise"])
    )
    if answers["kind"] != "exercise":
        answers["basis"] = click.prompt(
            "Written from your own investigation, or from published reports",
            default=answers["basis"], type=click.Choice(["own", "public-record"]),
        )  # fmt: skip
    for name, question in (("organisation", "Organisation"), ("site", "Site"), ("country", "Country, in two letters")):
        answers[name] = answers[name] or click.prompt(question, default="", show_default=False)
    for name, question in (("deaths", "How many died"), ("injured", "How many were hurt")):
        if answers[name] is None:
            answers[name] = _count(question)
    for name, what in _METHODS.items():
        click.echo(f"  {name:<22}{what}")
    answers["method"] = click.prompt("Method", default=answers["method"], type=click.Choice(list(_METHODS)))
    answers["top"] = answers["top"] or click.prompt("The top event, in a sentence", default="", show_default=False)
    if not answers["causes"]:
        answers["causes"] = _causes(str(answers["method"]))
    if len(tuple(answers["causes"] or ())) > 1 and answers["method"] in ("fault-tree", "software-post-mortem"):  # type: ignore[arg-type]
        all_needed = click.confirm(
            "Were all of them needed? (no: any one was enough)", default=answers["gate"] == "all_of"
        )
        answers["gate"] = "all_of" if all_needed else "any_of"
    return str(review), answers


def _count(question: str) -> int | None:
    while True:
        answer = click.prompt(f"{question} (empty: not recorded)", default="", show_default=False).strip()
        if not answer:
            return None
        if answer.isdecimal():
            return int(answer)
        click.echo("A number, or nothing.")


def _causes(method: str) -> tuple[str, ...]:
    question = {
        "five-whys": "Why? (empty ends)",
        "barrier-analysis": "A barrier that should have stopped it, and how it failed (empty ends)",
    }.get(method, "What was needed for it (empty ends)")
    found: list[str] = []
    while answer := click.prompt(question, default="", show_default=False).strip():
        found.append(answer)
    return tuple(found)
