"""Bringing the files of a knowledge base to the present version of the format."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rca.api.base import Misuse
from rca.api.checking import yaml_files
from rca.api.fixing import write_over


@dataclass(frozen=True, slots=True)
class Migrated:
    """What became of the files."""

    texts: tuple[tuple[Path, str, str], ...]
    """Path, text before and after, of each file that changes."""
    steps: tuple[str, ...]
    """What the steps that were taken do."""
    refused: tuple[tuple[Path, str], ...]
    """Files that could not be brought over, and why; they stay as they are."""
    seen: int
    """How many files were looked at."""

    def diff(self) -> str:
        """The changes as a unified diff."""
        from rca.api.fixing import unified

        return "".join(unified(path.as_posix(), before, after) for path, before, after in self.texts)


def migrate(root: Path, paths: Sequence[Path], *, write: bool) -> Migrated:
    """Bring files to the present version of the format, comments and all.

    Args:
        root: folder of the knowledge base.
        paths: files and folders; none: the whole knowledge base.
        write: whether to write; else only what would change is told.

    Raises:
        Misuse: there is no such folder or file, or a file cannot be written.
    """
    from rca.importers.migrate import CannotMigrate, migrated, migrations
    from rca.source.document import SourceFile
    from rca.source.find import load_file, shown_path

    missing = next((path for path in (*paths, *(() if paths else (root,))) if not path.exists()), None)
    if missing is not None:
        msg = f"there is no file or folder `{missing}`"
        raise Misuse(msg)
    known = migrations()
    texts: list[tuple[Path, str, str]] = []
    refused: list[tuple[Path, str]] = []
    steps: dict[str, None] = {}
    files = yaml_files(paths or [root])
    for path in files:
        file, said = load_file(path, shown_path(path))
        if file is None:
            refused.append((path, said[0].message if said else "it does not read"))
            continue
        try:
            text, taken = migrated(SourceFile(file.path, file.text, ""), known)
        except CannotMigrate as error:
            refused.append((path, str(error)))
            continue
        if text != file.text:
            texts.append((path, file.text, text))
            steps.update(dict.fromkeys(step.what for step in taken))
    if write:
        for path, before, text in texts:
            write_over(path, before, text)
    return Migrated(tuple(texts), tuple(steps), tuple(refused), len(files))
