"""Files laid out the way all are: keys in order, two spaces a level, one sentence a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rca.api.base import Misuse
from rca.api.checking import yaml_files
from rca.api.fixing import unified, write_over

if TYPE_CHECKING:
    from rca.records.base import Record


@dataclass(frozen=True, slots=True)
class Formatted:
    """One file, and what laying it out makes of it."""

    path: str
    """As the user is to see it."""
    before: str = ""
    after: str = ""
    problem: str = ""
    """Why the file is left as it is; empty when it could be laid out."""

    @property
    def changed(self) -> bool:
        """Whether the file was laid out otherwise."""
        return self.before != self.after

    @property
    def diff(self) -> str:
        """The change as a unified diff."""
        return unified(self.path, self.before, self.after)


def format_files(root: Path, paths: Sequence[Path], *, write: bool) -> tuple[Formatted, ...]:
    """Lay files out anew, sorted by path.

    A file that does not read, or whose new text would not say just what the old one says, is left as it is.

    Args:
        root: the knowledge base, whose files are meant when no paths are given.
        paths: files and folders.
        write: whether the files are written.

    Raises:
        Misuse: `root` is no folder, or a file cannot be written; the files before it are written.
    """
    if not paths and not root.is_dir():
        msg = f"there is no folder `{root}`. Name one with --kb, or name files."
        raise Misuse(msg)
    named = paths or (root,)
    found = []
    for path in sorted(set(yaml_files(named))):
        outcome = _formatted(path)
        if write and outcome.changed:
            write_over(path.resolve(), outcome.before, outcome.after)
        found.append(outcome)
    return tuple(found)


def _formatted(path: Path) -> Formatted:
    from rca.records.order import key_order
    from rca.source.find import load_file, shown_path
    from rca.source.layout import CannotLayOut, laid_out

    shown = shown_path(path)
    file, said = load_file(path, shown)
    if file is None:
        return Formatted(shown, problem=said[0].message)
    try:
        return Formatted(shown, file.text, laid_out(file, key_order(_kind(path, file.text))))
    except CannotLayOut as error:
        return Formatted(shown, file.text, file.text, str(error))


def _kind(path: Path, text: str) -> type[Record] | None:
    """The kind of record a file holds, by its folder; elsewhere a file with a fault tree is a review.

    In a code list the author's order stands: it says what the list is before its terms.
    """
    from rca.records.schema import KINDS

    if path.name == "organisations.yaml":
        return KINDS["organisations"]
    folder = path.resolve().parent.name
    by_folder = {"reviews": "review", "lessons": "lesson", "courses": "course",
                 "standards": "standard", "adoptions": "adoption"}  # fmt: skip
    if folder == "taxonomies":
        return None
    if folder in by_folder:
        return KINDS[by_folder[folder]]
    return KINDS["review"] if "\nfault_tree:" in text else None
