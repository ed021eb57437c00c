"""`rca search`: past cases, lessons and causes."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import click

from rca.cli._options import as_of_option, format_option, kb_option, output

_LEFT_OUT = re.compile(r"^-[^\W\d_]{2}")


class _Words(click.Command):
    """A command to which `-word` is a word and no option; every option has a long name."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Move words that begin with one dash behind the options."""
        if "--" in args:
            return super().parse_args(ctx, args)
        out = [arg for arg in args if _LEFT_OUT.match(arg)]
        return super().parse_args(ctx, [*(arg for arg in args if arg not in out), "--", *out])


@click.command("search", cls=_Words)
@click.argument("words", nargs=-1)
@kb_option
@as_of_option
@format_option("text", "json", "jsonl")
@click.option("--limit", type=click.IntRange(min=1), default=10, show_default=True, help="Show at most so many hits.")
@click.option(
    "--kind", multiple=True, type=click.Choice(["case", "lesson", "cause", "action", "evidence"]), help="Only these."
)
@click.option("--industry", multiple=True, metavar="CODE", help="Only this industry. Repeatable.")
@click.option("--hazard", multiple=True, metavar="CODE", help="Only this hazard. Repeatable.")
@click.option("--equipment", multiple=True, metavar="CODE", help="Only this equipment. Repeatable.")
@click.option("--defect", multiple=True, metavar="CODE", help="Only this defect. Repeatable.")
@click.option("--mode", multiple=True, metavar="CODE", help="Only this operating mode. Repeatable.")
@click.option("--lesson-kind", multiple=True, type=click.Choice(["technical", "procedural"]), help="Only such lessons.")
@click.option("--stage", multiple=True, metavar="STAGE", help="Only reviews at this stage. Repeatable.")
@click.option("--verdict", multiple=True, metavar="VERDICT", help="Only reviews with this verdict. Repeatable.")
@click.option(
    "--explain", is_flag=True, help="Say of each hit what its score is made of: words, how read, where found."
)
@click.option(
    "--semantic", is_flag=True, help="Weigh nearness in meaning too, by a small model (pip install 'rca-kb[semantic]')."
)
@click.option(
    "--similar-to", "like", metavar="NAME",
    help="Cases like a review, or lessons like a lesson (`review#L-ID`, or the id of a general one), with what they share. "
    "WORDS and facets narrow it.",
)  # fmt: skip
@click.option(
    "--corpus", type=click.Path(path_type=Path), metavar="FILE",
    help="Search a file of your own and not the knowledge base: .jsonl or .csv, each line with `id` and `text`.",
)  # fmt: skip
@click.option(
    "--store", metavar="URL",
    help="Search a large base in PostgreSQL: postgresql://user@host/base (pip install 'rca-kb[postgres]').",
)  # fmt: skip
@click.option(
    "--refresh", is_flag=True, help="Write the knowledge base, or the --corpus, to the --store: what is new or changed."
)
@click.option(
    "--batch", type=click.Path(path_type=Path), metavar="FILE",
    help='Answer many queries, one JSON object a line: {"qid", "query"}. Prints {"qid", "hits"} for each.',
)  # fmt: skip
def command(
    words: tuple[str, ...], root: Path, as_of: dt.date, form: str, limit: int, explain: bool, semantic: bool, like: str | None,
    corpus: Path | None, batch: Path | None, store: str | None, refresh: bool, **facets: tuple[str, ...],
) -> None:  # fmt: skip
    """Search cases, lessons and causes in your own WORDS.

    Slips of the pen are read as the nearest word of the knowledge base, and said so. "…" keeps words together, -word
    leaves hits with a word out.
    """
    from rca import api

    chosen = {name.replace("_", "-"): values for name, values in facets.items() if values}
    if like is not None and (corpus is not None or batch is not None):
        msg = "--similar-to compares cases and lessons of the knowledge base; it goes neither with --corpus nor with --batch"
        raise click.UsageError(msg)
    if semantic and like is not None:
        msg = "--semantic weighs the words of a query; it does not go with --similar-to, which compares codes"
        raise click.UsageError(msg)
    if store is not None and (like is not None or explain):
        msg = "--store answers words; it goes neither with --similar-to nor with --explain"
        raise click.UsageError(msg)
    if refresh:
        if store is None or words or batch is not None:
            msg = "--refresh writes to a --store and looks for nothing"
            raise click.UsageError(msg)
        with api.misuse(click.UsageError):
            output(api.refresh_store(root, as_of, store, corpus=corpus, semantic=semantic))
        return
    if batch is not None and (words or explain):
        msg = "--batch answers the queries of its file; it takes neither WORDS nor --explain"
        raise click.UsageError(msg)
    if not words and not chosen and batch is None and like is None:
        msg = "say what to look for: WORDS, a facet, a case or lesson with --similar-to, or a file of queries with --batch"
        raise click.UsageError(msg)
    text = " ".join(words)
    with api.misuse(click.UsageError):
        if batch is not None:
            for line in api.search_batch(
                root, batch, as_of, corpus=corpus, limit=limit, semantic=semantic, store=store
            ):
                output(line)
        elif like is not None:
            output(api.search_like(root, like, text, as_of, form=form, limit=limit, facets=chosen))
        else:
            output(
                api.search(
                    root,
                    text,
                    as_of,
                    form=form,
                    limit=limit,
                    facets=chosen,
                    corpus=corpus,
                    explain=explain,
                    semantic=semantic,
                    store=store,
                )
            )
