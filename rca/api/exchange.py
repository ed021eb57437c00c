"""Trees brought over from other programs and written for them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rca.api.base import Misuse
from rca.api.models import is_model, read_model, refuse, wanted_tops

if TYPE_CHECKING:
    from rca.api.drafting import Started
    from rca.graph.model import Model


@dataclass(frozen=True, slots=True)
class Exported:
    """A model in another format, and what was not carried, a line each."""

    text: str
    left: tuple[str, ...]


def export_formats() -> tuple[str, ...]:
    """Names of the formats that a tree can be written in."""
    from rca.exporters.models import formats

    return tuple(formats())


def export_model(root: Path, subjects: Sequence[str], as_of: dt.date, *, form: str, top: str | None = None) -> Exported:
    """The tree of a review, or the model in one file or several, in another format.

    Args:
        root: folder of the knowledge base.
        subjects: the id of a review, a path to one, or the files of a model.
        as_of: the day that counts as today.
        form: see `export_formats`.
        top: the gate to write, for a format that holds one.

    Raises:
        Misuse: what was named is not there or does not read, or the format has no form for something in it.
    """
    from rca.exporters.models import CannotWrite, formats

    if any(is_model(each) for each in subjects):
        model, left = read_model([Path(each) for each in subjects])
    elif len(subjects) > 1:
        msg = f"one review at a time: `{subjects[1]}` is a second"
        raise Misuse(msg)
    else:
        model, left = _model_of_review(root, subjects[0], as_of)
    if top is not None and top not in model.gates:
        msg = f"there is no gate `{top}`"
        raise Misuse(msg)
    try:
        written = formats()[form](model, top)
    except CannotWrite as error:
        raise Misuse(str(error)) from error
    return Exported(written.text, (*left, *written.left))


def _model_of_review(root: Path, name: str, as_of: dt.date) -> tuple[Model, tuple[str, ...]]:
    from rca.api.base import find_review
    from rca.graph.model_tree import model_of

    kb, entry = find_review(root, name, as_of)
    tree = kb.tree(entry.record.id)
    left = ["evidence, statuses, kinds, barriers, actions and lessons: the format holds the tree and its probabilities"]
    ordered = sum(node.in_order for node in tree.nodes.values())
    if ordered:
        left.append(f"the order of causes of {ordered} gates with `in_order`: they were written as AND")
    if tree.influences:
        left.append(f"{len(tree.influences)} influences, which stand outside the logic")
    if tree.orphans:
        left.append(f"{len(tree.orphans)} events that do not stand below the top")
    return model_of(tree, entry.record.id, entry.record.title), tuple(left)


def import_model(
    files: Sequence[Path], target: Path, *, form: str | None = None, tops: Sequence[str] = (), today: dt.date
) -> Started:
    """Write the draft of a review from a model, or from any other format that can be brought over.

    Args:
        files: of one model, or one file of another format.
        target: file to write, `ID.yaml`; a file that is there is never touched.
        form: the format, when the file itself does not tell; see `import_formats`.
        tops: gates of a model to bring over; all that no gate uses when none is named.
        today: the day of the event while no other is given.

    Raises:
        Misuse: the file cannot be brought over, or cannot be written. Nothing is written then.
    """
    from dataclasses import replace

    from rca.api.drafting import Started, reads
    from rca.api.files import write_text
    from rca.graph.quantities import probabilities
    from rca.importers.clean import NotReadable
    from rca.importers.draft import NotAnId, review_id
    from rca.importers.draft_yaml import draft_yaml

    if target.suffix not in (".yaml", ".yml"):
        msg = f"`{target.name}` does not end in .yaml, as a review does"
        raise Misuse(msg)
    if target.exists():
        msg = f"`{target}` is there already; nothing was written"
        raise Misuse(msg)
    try:
        review = review_id(target.stem)
        if form is None and any(is_model(each.name) for each in files):
            from rca.importers.model_draft import draft_of

            model, said = read_model(files)
            chances, found = probabilities(model)
            refuse(found)
            form = "model"
            wanted = wanted_tops(model, tops)
            draft = draft_of(model, wanted, chances, files[0].name)
            draft = replace(draft, left=(*said, *draft.left))
        elif len(files) > 1 or tops:
            msg = "several files, or --top, are for models (.xml, .opsa, .dft)"
            raise Misuse(msg)
        else:
            from rca.importers.bring import bring

            form, draft = bring(files[0], form)
    except (NotAnId, NotReadable) as error:
        raise Misuse(str(error)) from error
    if not draft.date:
        said_date = f"the day of the event: none is given; {today.isoformat()} was written"
        draft = replace(draft, date=today.isoformat(), left=(*draft.left, said_date))
    text = draft_yaml(review, draft, source=files[0].name)
    reads(text, target)
    write_text(target, text)
    return Started(target, form, draft.left)
