"""The findings on one review: as text, as an outline, as a picture."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from rca.api.base import KnowledgeBase, Misuse, find_review
from rca.api.files import write_bytes
from rca.api.models import read_model, refuse, wanted_tops

if TYPE_CHECKING:
    from rca.analysis.findings import Findings
    from rca.graph.model_tree import Sign
    from rca.graph.tree import FaultTree
    from rca.library.model import Entry
    from rca.records.review import Review


def analyse(
    root: Path, review: str, as_of: dt.date, *, form: str, limit: int = 1000, prime_implicants: bool = False,
    importance: bool = False, told: Callable[[str], None] | None = None,
) -> str:  # fmt: skip
    """The findings on a review, as text, JSON or CSV (importance, an event a row); `importance`: all of it in the text.

    `told` is called with each fault for which `rca check` finds the tree faulty; in JSON they stand in `limits` too.

    Raises:
        Misuse: there is no such review, or it does not read.
    """
    kb, entry = find_review(root, review, as_of)
    findings = kb.analysed(entry, limit)
    tree = kb.tree(entry.record.id)
    faults = _faults(kb, entry, findings)
    if told is not None:
        for each in faults:
            told(each)
    implicants: tuple[tuple[str, ...], ...] | None = None
    if prime_implicants:
        from rca.analysis.solving.primes import prime_implicants as find_implicants

        implicants = find_implicants(tree, limit)
        if implicants is None:
            msg = f"the prime implicants of `{entry.record.id}` are too many to be found; its minimal cut sets are not"
            raise Misuse(msg)
    from rca.analysis.action_plan import action_plan
    from rca.analysis.bow_tie.numbers import bow_tie_numbers
    from rca.lint.causal_order import causal_orders

    orders = causal_orders(entry.record, tree, findings.truth)
    if form == "json":
        from rca.analysis.as_json import findings_json, json_text
        from rca.exporters.action_plan import plan_json
        from rca.exporters.bow_tie import bow_tie_json

        data = findings_json(findings)
        data["action_plan"] = plan_json(action_plan(entry.record, tree, findings))
        data["bow_tie"] = bow_tie_json(bow_tie_numbers(entry.record, tree))
        data["causal_orders"] = [
            {"gate": each.gate, "causes": each.causes, "state": each.state, "because": each.because} for each in orders
        ]
        data["limits"] = [*findings.limits, *faults]
        if implicants is not None:
            data["prime_implicants"] = [list(each) for each in implicants]
        return json_text(data)
    from rca.exporters.importance import importance_csv, importance_text

    if form == "csv":
        return importance_csv(tree, findings)
    from rca.exporters.findings_text import findings_text

    text = findings_text(
        entry.record, tree, findings, implicants, action_plan(entry.record, tree, findings), orders,
        bow_tie_numbers(entry.record, tree),
    )  # fmt: skip
    return f"{text}\n\n{importance_text(findings)}" if importance and findings.importance else text


def _faults(kb: KnowledgeBase, entry: Entry[Review], findings: Findings) -> list[str]:
    """A sentence for each fault of the tree that `rca check` reports, by which the findings may mislead."""
    from rca.lint.tree_faults import tree_faults

    found = tree_faults(kb.library, entry.record.id, kb.tree(entry.record.id), findings)
    return [
        f"The tree is faulty, so that what follows from it may mislead: {each.path}:{each.span.line}: {each.code} "
        f"{each.message}. `rca check` says more."
        for each in found
    ]


def outline(root: Path, review: str, as_of: dt.date) -> str:
    """The fault tree as an indented outline.

    Raises:
        Misuse: there is no such review, or it does not read.
    """
    from rca.exporters.outline_text import outline_text

    kb, entry = find_review(root, review, as_of)
    return outline_text(kb.tree(entry.record.id), kb.analysed(entry))


def outline_model(files: Sequence[Path], tops: Sequence[str] = ()) -> tuple[str, tuple[str, ...]]:
    """The trees of a model as indented outlines, and what was not carried, a line each.

    Raises:
        Misuse: the model has an error, or no such gate.
    """
    from rca.exporters.outline_text import model_outline

    drawn, left = _model_trees(files, tops)
    return "\n\n".join(model_outline(tree, signs) for tree, signs, _ in drawn), left


def draw_model(
    files: Sequence[Path], target: Path, *, tops: Sequence[str] = (), symbols: Literal["iec", "ansi"],
    engine: str | None, force: bool = False,
) -> tuple[tuple[Path, ...], tuple[str, ...]]:  # fmt: skip
    """Write the trees of a model as pictures, page by page, and say what was not carried.

    Args:
        files: of one model.
        target: file of the first page; the others stand beside it with a number. `.dot` gives Graphviz source.
        tops: gates to draw; all that no gate uses when none is named.
        symbols: of the gates.
        engine: a `dot` to use instead of the bundled one.
        force: whether further pages that are there may be written over.

    Raises:
        Misuse: the model has an error or no such gate, its tree is too large, or a file cannot be written.
    """
    from rca.site.pictures.abridged import abridged
    from rca.site.pictures.layout import CannotDraw
    from rca.site.pictures.model_files import MODEL_FORMATS, export_model_tree

    ending = target.suffix.lower()
    if ending not in MODEL_FORMATS and ending != ".dot":
        msg = f"`{target.name}` ends in none of {', '.join((*MODEL_FORMATS, '.dot'))}"
        raise Misuse(msg)
    if ending == ".dot":
        from rca.exporters.models.dot import write

        if len(tops) > 1:
            msg = "Graphviz source holds one tree: name one gate with --top"
            raise Misuse(msg)
        model, left = read_model(files)
        wanted_tops(model, tops)
        write_bytes(target, write(model, tops[0] if tops else None).text.encode())
        return (target,), left
    drawn, left = _model_trees(files, tops)
    pages: list[bytes] = []
    try:
        for whole, signs, title in drawn:
            tree, less = abridged(whole)
            pages += export_model_tree(title, tree, signs, ending, symbols=symbols, engine=engine)
            left = (*left, *less)
    except CannotDraw as error:
        raise Misuse(str(error)) from error
    return _written(target, pages, force=force), left


def _model_trees(
    files: Sequence[Path], tops: Sequence[str]
) -> tuple[list[tuple[FaultTree, Mapping[str, Sign], str]], tuple[str, ...]]:
    """The trees of a model with their signs and titles, and what was not carried."""
    from rca.graph.model_tree import drawn_tree
    from rca.graph.quantities import probabilities

    model, left = read_model(files)
    chances, found = probabilities(model)
    refuse(found)
    title = model.label or model.title()
    trees = [(*drawn_tree(model, top, chances), top) for top in wanted_tops(model, tops)]
    return [(tree, signs, title if len(trees) == 1 else f"{title}: {top}") for tree, signs, top in trees], left


def draw_tree(
    root: Path, review: str, as_of: dt.date, target: Path, *, symbols: Literal["iec", "ansi"], engine: str | None,
    force: bool = False,
) -> tuple[Path, ...]:  # fmt: skip
    """Write the fault tree as a picture; a large tree gives several files.

    Further pages that are there are written over with `force` alone.

    Raises:
        Misuse: there is no such review, the ending of `target` is none that can be written, or a file cannot be.
    """
    from rca.site.pictures.files import FORMATS, CannotDraw, export_tree

    if target.suffix.lower() not in FORMATS:
        msg = f"`{target.name}` ends in none of {', '.join(FORMATS)}"
        raise Misuse(msg)
    kb, entry = find_review(root, review, as_of)
    name = entry.record.id
    try:
        pages = export_tree(
            entry.record, kb.tree(name), kb.analysed(entry), target.suffix.lower(), symbols=symbols, engine=engine
        )
    except CannotDraw as error:
        raise Misuse(str(error)) from error
    return _written(target, pages, force=force)


def _written(target: Path, pages: Sequence[bytes], *, force: bool) -> tuple[Path, ...]:
    """Write the pages: the first where it was asked for, the others beside it.

    Raises:
        Misuse: a further page is there already and `force` is not given, or a file cannot be written.
    """
    paths = [target, *(target.with_stem(f"{target.stem}-{number}") for number in range(2, len(pages) + 1))]
    there = [path.name for path in paths[1:] if path.exists()]
    if there and not force:
        named = f"`{there[0]}` and {len(there) - 1} more are" if len(there) > 1 else f"`{there[0]}` is"
        msg = f"the drawing has {len(pages)} pages, and {named} there already; nothing was written. --force writes over"
        raise Misuse(msg)
    for path, content in zip(paths, pages, strict=True):
        write_bytes(path, content)
    return tuple(paths)
