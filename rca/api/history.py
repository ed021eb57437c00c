"""What changed in reviews between two revisions of git."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rca.api.base import Misuse
from rca.api.files import write_text

if TYPE_CHECKING:
    from rca.analysis.change import Change, Side
    from rca.source.document import SourceFile


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed, by review."""

    changes: Mapping[str, tuple[Change, ...]]
    unread: tuple[str, ...]
    """Files that do not read in one of the two states."""
    sides: Mapping[str, tuple[Side | None, Side | None]]


def diff(root: Path, between: str, review: str | None, as_of: dt.date) -> Difference:
    """What changed in meaning in the reviews of a knowledge base.

    Args:
        root: folder of the knowledge base.
        between: `A..B`, `A...B`, or `A` up to the files on the disk.
        review: id of the one review asked for; None for all.
        as_of: the day that counts as today, for both sides.

    Raises:
        Misuse: there is no such folder, revision or review, or git is missing.
    """
    from rca.analysis.change import compare
    from rca.source.history import NoHistory, changed, file_at, revisions

    if not root.is_dir():
        msg = f"there is no folder `{root}`. Name one with --kb."
        raise Misuse(msg)
    pairs: dict[str, list[Side | None]] = {}
    unread: list[str] = []
    try:
        ends = revisions(root, between)
        names = [
            name for name in changed(root, ends) if name.startswith("reviews/") and name.endswith((".yaml", ".yml"))
        ]
        for name in names:
            for place, revision in enumerate((ends.old, ends.new)):
                file = file_at(root, revision, name)
                side = _side(file, as_of) if file is not None else None
                if file is not None and side is None:
                    unread.append(name)
                elif side is not None:
                    pairs.setdefault(side.review.id, [None, None])[place] = side
    except NoHistory as error:
        raise Misuse(str(error) or "git could not tell the history") from error
    lame = {Path(name).stem for name in unread}
    sides = {
        name: (old, new)
        for name, (old, new) in sorted(pairs.items())
        if (review is None or name == review) and name not in lame
    }
    if review is not None and review not in sides and review not in lame:
        _known(root, review, as_of)
    changes = {name: found for name, (old, new) in sides.items() if (found := compare(old, new))}
    kept = tuple(dict.fromkeys(name for name in unread if review in (None, Path(name).stem)))
    return Difference(changes, kept, sides)


def _known(root: Path, review: str, as_of: dt.date) -> None:
    """Hold that a review exists, when nothing of it changed.

    Raises:
        Misuse: it does not; the message names the nearest.
    """
    from rca.api.base import find_review

    find_review(root, review, as_of)


def _side(file: SourceFile, as_of: dt.date) -> Side | None:
    """A review with its findings; None when it does not read."""
    from rca.analysis.analyse import analyse
    from rca.analysis.change import Side
    from rca.graph.build import fault_tree
    from rca.records.review import Review
    from rca.records.validate import validate
    from rca.source.reader import read

    document, _ = read(file)
    outcome = validate(document, Review) if document is not None else None
    if outcome is None or outcome.record is None or outcome.partial:
        return None
    record = outcome.record
    tree = fault_tree(record)
    return Side(record, tree, analyse(record, as_of, tree=tree))


def diff_shown(found: Difference, form: str) -> str:
    """A difference as text, JSON or Markdown."""
    from rca.exporters import change_text

    render = {"json": change_text.as_json, "md": change_text.as_md}.get(form, change_text.as_text)
    return render(found.changes, found.unread)


def draw_diff(found: Difference, target: Path) -> tuple[Path, ...]:
    """Write the tree of the one review that changed, with added, removed and changed events marked; a large tree gives several files.

    Raises:
        Misuse: `target` is no `.svg`, not one review with a tree on both sides changed, or the file cannot be written.
    """
    from rca.analysis.change import compare, marks
    from rca.site.pictures.actions import actions_by_event
    from rca.site.pictures.fault_tree import draw_fault_tree
    from rca.site.pictures.files import CannotDraw, stand_alone
    from rca.site.pictures.marks import marked, together

    if target.suffix.lower() != ".svg":
        msg = f"`{target.name}` does not end in .svg"
        raise Misuse(msg)
    if len(found.sides) != 1:
        msg = "a picture shows one review: " + (
            f"name one of {', '.join(found.sides)}" if found.sides else "and none changed"
        )
        raise Misuse(msg)
    ((_, (old, new)),) = found.sides.items()
    side = new or old
    if side is None:
        msg = "there is no tree to draw"
        raise Misuse(msg)
    signs = marks(compare(old, new))
    tree = together(old.tree, new.tree, signs) if old is not None and new is not None else side.tree
    if old is None or new is None:
        signs = dict.fromkeys((*tree.nodes, *tree.influences), "added" if old is None else "removed")
    language = side.review.review.language
    title = f"{side.review.title} (+ added, − removed, ≠ changed)"
    try:
        drawing = marked(
            draw_fault_tree(
                tree, side.findings, actions_by_event=actions_by_event(side.review), language=language, title=title
            ),
            signs,
        )
        pages = [stand_alone(drawing, page, title, language) for page in drawing.pages]
    except CannotDraw as error:
        raise Misuse(str(error)) from error
    written = []
    for number, text in enumerate(pages, 1):
        path = target if number == 1 else target.with_stem(f"{target.stem}-{number}")
        write_text(path, text)
        written.append(path)
    return tuple(written)
