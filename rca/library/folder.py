"""The files of a knowledge base as they were found, before anything of them is read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from importlib import resources
from pathlib import Path

from rca.diagnostics import Diagnostic
from rca.source.document import SourceFile
from rca.source.find import find_files, load_file, shown_path

KINDS = ("taxonomies", "reviews", "lessons", "courses", "standards", "adoptions")
"""Folders of a knowledge base."""


@dataclass(frozen=True, slots=True)
class Folder:
    """Every file that a check reads, by kind, and what could not be found or decoded."""

    root: Path
    files: Mapping[str, tuple[SourceFile, ...]]
    """By folder; further `outside` (reviews that were named on their own), `own` (code lists that come with the tool and
    that the folder does not bring) and `organisations`."""
    diagnostics: tuple[Diagnostic, ...]


def find_folder(root: Path, extra: Iterable[Path] = (), unsaved: Mapping[Path, str] | None = None) -> Folder:
    """The files below `root`, with their contents.

    Args:
        root: folder with `reviews/`, `lessons/`, `courses/`, `taxonomies/` and what stands beside them.
        extra: reviews that stand outside the folder and are read as if they stood in it.
        unsaved: texts that stand in for what files hold, by resolved path: an editor's, or those of a fix not yet made.

    Raises:
        FileNotFoundError: `root` is no folder.
    """
    if not root.is_dir():
        raise FileNotFoundError(root)
    found: list[Diagnostic] = []
    files: dict[str, tuple[SourceFile, ...]] = {kind: _below(root / kind, found) for kind in KINDS}
    files["outside"] = _outside(extra, {Path(file.path).resolve() for file in files["reviews"]}, found)
    files["organisations"] = _loaded((root / "organisations.yaml",), found)
    files["own"] = _own_lists(frozenset(Path(file.path).stem for file in files["taxonomies"]), found)
    if unsaved:
        files = {kind: tuple(_standing_in(file, unsaved) for file in each) for kind, each in files.items()}
    return Folder(root, files, tuple(found))


def code_list_files(root: Path) -> tuple[SourceFile, ...]:
    """Files of the code lists of a knowledge base and, for lists it does not bring, of the tool; `root` need not exist."""
    found: list[Diagnostic] = []
    listed = _below(root / "taxonomies", found)
    return (*listed, *_own_lists(frozenset(Path(file.path).stem for file in listed), found))


def _below(folder: Path, found: list[Diagnostic]) -> tuple[SourceFile, ...]:
    if not folder.is_dir():
        return ()
    files, said = find_files(folder)
    found.extend(said)
    return files


def _outside(extra: Iterable[Path], inside: set[Path], found: list[Diagnostic]) -> tuple[SourceFile, ...]:
    """Reviews named on their own. One with the id of a review of the folder stands in for it, so these are read first."""
    return _loaded([path for path in extra if path.resolve() not in inside], found)


def _loaded(paths: Iterable[Path], found: list[Diagnostic]) -> tuple[SourceFile, ...]:
    files: list[SourceFile] = []
    for path in paths:
        if path.name == "organisations.yaml" and not path.is_file():
            continue
        file, said = load_file(path, shown_path(path))
        found.extend(said)
        if file is not None:
            files.append(file)
    return tuple(files)


def _own_lists(present: frozenset[str], found: list[Diagnostic]) -> tuple[SourceFile, ...]:
    """Code lists that come with the tool: beside the package in a checkout, inside it when installed."""
    installed = Path(str(resources.files("rca"))) / "taxonomies"
    folder = installed if installed.is_dir() else installed.parent.parent / "kb" / "taxonomies"
    return tuple(file for file in _below(folder, found) if Path(file.path).stem not in present)


def _standing_in(file: SourceFile, unsaved: Mapping[Path, str]) -> SourceFile:
    text = unsaved.get(Path(file.path).resolve())
    if text is None:
        return file
    return replace(file, text=text, digest=hashlib.sha256(text.encode()).hexdigest())
