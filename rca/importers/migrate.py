"""Bringing a file from an older version of the format to the one that is read, with its comments."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from rca.importers import migrations as folder
from rca.records.wording import READS
from rca.source.apply import apply_fixes
from rca.source.document import Document, SourceFile, Value
from rca.source.mending import Mend, fix_of
from rca.source.reader import read

ROUNDS = 20
"""Each round makes the changes that the one before had to leave, since two touched one another."""


class CannotMigrate(Exception):
    """The file does not read, no step leads on from its version, or a change cannot be made safely."""


@dataclass(frozen=True, slots=True)
class Migration:
    """A step from one version of the format to the next."""

    version: int
    """The version it reads; it writes the next one."""
    what: str
    mends: Callable[[Document], tuple[Mend, ...]]
    data: Callable[[Value], Value]


def migrations() -> Mapping[int, Migration]:
    """Every step by the version that it reads: the files of the folder `migrations`."""
    names = sorted(module.name for module in pkgutil.iter_modules(folder.__path__))
    modules = [importlib.import_module(f"{folder.__name__}.{name}") for name in names]
    return {each.FROM: Migration(each.FROM, each.WHAT, each.mends, each.data) for each in modules}


def version_of(data: Value) -> int:
    """The version that a file states; one that states none is read as the present one."""
    stated = data.get("format", READS) if isinstance(data, Mapping) else READS
    return stated if isinstance(stated, int) and not isinstance(stated, bool) else READS


def migrated(file: SourceFile, known: Mapping[int, Migration]) -> tuple[str, tuple[Migration, ...]]:
    """The file's text in the present version, and the steps that were taken.

    Each step is held against its own statement of what the data becomes, so that nothing else can change.

    Raises:
        CannotMigrate: the file does not read, was written by a later version of the tool, no step leads on from its
            version, or a change cannot be made safely. The message says which.
    """
    document, said = read(file)
    if document is None or said:
        msg = f"it does not read: {said[0].message}" if said else "it does not read"
        raise CannotMigrate(msg)
    if not isinstance(document.data, Mapping):
        msg = "it holds no record"
        raise CannotMigrate(msg)
    version, text = version_of(document.data), file.text
    if version > READS:
        msg = f"`format: {version}` was written by a later version of this tool, which reads {READS}"
        raise CannotMigrate(msg)
    taken: list[Migration] = []
    while version < READS:
        step = known.get(version)
        if step is None:
            msg = f"`format: {version}` is not known: no step leads on from it"
            raise CannotMigrate(msg)
        text = _stepped(SourceFile(file.path, text, ""), step)
        taken.append(step)
        version += 1
    return text, tuple(taken)


def _stepped(file: SourceFile, step: Migration) -> str:
    document, _ = read(file)
    wanted = step.data(document.data) if document is not None else None
    for _ in range(ROUNDS):
        if document is None or document.data == wanted:
            break
        mends = step.mends(document)
        fixes = [fix for mend in mends if (fix := fix_of(document, mend)) is not None]
        text, put_in = apply_fixes(document.file, fixes)
        if not put_in:
            break
        document, _ = read(SourceFile(file.path, text, ""))
    if document is None or document.data != wanted:
        msg = f"the step from `format: {step.version}` cannot be made without rewriting it; change it by hand: {step.what}"
        raise CannotMigrate(msg)
    return document.file.text
