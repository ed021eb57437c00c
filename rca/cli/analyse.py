"""`rca analyse`: what the tree says."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from rca.cli._options import as_of_option, format_option, kb_option, output, say_left, without_circles


@click.command("analyse")
@click.argument("subjects", nargs=-1, required=True, metavar="REVIEW | FILE...")
@kb_option
@as_of_option
@format_option("text", "json", "csv")
@click.option("--limit", type=click.IntRange(min=0), default=1000, show_default=True,
              help="List at most so many minimal cut sets. They are always all counted.")  # fmt: skip
@click.option("--prime-implicants", is_flag=True, help="Also list prime implicants, with negation written `not X`.")
@click.option("--importance", is_flag=True,
              help="Show the importance of every event, not of the first twenty. Model: exact Fussell-Vesely importance may "
                   "take seconds.")  # fmt: skip
@click.option("--order", type=click.IntRange(min=1), metavar="N",
              help="Model: count and list cut sets of at most N events.")  # fmt: skip
@click.option("--cut-off", type=click.FloatRange(0, 1), metavar="P",
              help="Model: list cut sets of probability P or more; what is left out is counted and said.")  # fmt: skip
@click.option("--mission-time", "hours", type=click.FloatRange(min=0), metavar="HOURS", show_default="8760",
              help="Model: what its `system-mission-time` is.")  # fmt: skip
@click.option("--uncertainty", "samples", type=click.IntRange(2, 10_000_000), metavar="N",
              help="Model: spread of the results over N samples of its distributions.")  # fmt: skip
@click.option("--seed", type=click.IntRange(0, 2**63 - 1), metavar="S", show_default="0",
              help="Model: where the samples begin; the same seed gives the same samples.")  # fmt: skip
@click.option("--time-step", "step", type=click.FloatRange(min=0, min_open=True), metavar="HOURS",
              help="Model: curve over the mission time in such steps, its averages and safety integrity levels.")  # fmt: skip
@click.option("--sequences", is_flag=True, help="Model: analyse its event trees and consequences alone, and no top.")
@click.option("--time-limit", "seconds", type=click.FloatRange(min=0), metavar="SECONDS",
              help="Model: read, and solve each top, in about so long; then say what was proved.")  # fmt: skip
@click.option("--memory-limit", "megabytes", type=click.FloatRange(min=0), metavar="MB",
              help="Model: read and solve with about so much memory; beyond, say what was proved.")  # fmt: skip
@click.option("--top", "tops", multiple=True, metavar="GATE",
              help="Model: analyse this gate. Repeatable. Default: every gate that no other gate uses.")  # fmt: skip
def command(
    subjects: tuple[str, ...], root: Path, as_of: dt.date, form: str, limit: int, order: int | None,
    cut_off: float | None, hours: float | None, seconds: float | None, megabytes: float | None, tops: tuple[str, ...],
    samples: int | None, seed: int | None, step: float | None,
    *, prime_implicants: bool, importance: bool, sequences: bool,
) -> None:  # fmt: skip
    """Analyse the fault tree of a REVIEW (its id, or a path to its file), or the model in FILEs.

    Of a review: verdict, minimal cut sets, the paths that happened and what breaks them, probability, importance, the
    four indices, the next best evidence, and where barriers have numbers the event tree behind the loss of control. Of
    a model (Open-PSA .xml or .opsa, several files being one model; static Galileo .dft): minimal cut sets by order,
    probability and importance of each top, on request their spread and their course over time, and the frequency of
    the sequences of its event trees and of consequences. What was not carried from a model is listed on standard
    error. Exit status is 0 whatever the verdict.
    """
    without_circles()
    from rca import api

    with api.misuse(click.UsageError):
        if any(api.is_model(each) for each in subjects):
            found = api.analyse_model(
                [Path(each) for each in subjects], form=form, limit=limit, order=order, cut_off=cut_off or 0.0,
                hours=hours, tops=tops, importance=importance, prime_implicants=prime_implicants,
                seconds=seconds, megabytes=megabytes, samples=samples, seed=seed, step=step,
                sequences=sequences,
            )  # fmt: skip
            say_left(found.left)
            output(found.text)
            return
        given = {"--order": order, "--cut-off": cut_off, "--mission-time": hours, "--top": tops or None,
                 "--time-limit": seconds, "--memory-limit": megabytes, "--uncertainty": samples, "--seed": seed,
                 "--time-step": step, "--sequences": sequences or None}  # fmt: skip
        for option, value in given.items():
            if value is not None:
                msg = f"{option} is for models; `rca export REVIEW --to open-psa` makes one of a review"
                raise click.UsageError(msg)
        if len(subjects) > 1:
            msg = f"one review at a time: `{subjects[1]}` is a second. Several files make one model (.xml)."
            raise click.UsageError(msg)
        output(
            api.analyse(
                root,
                subjects[0],
                as_of,
                form=form,
                limit=limit,
                prime_implicants=prime_implicants,
                importance=importance,
                told=lambda fault: click.echo(fault, err=True),
            )
        )
