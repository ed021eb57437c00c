"""Mending what a check finds, in rounds, and the differences that this makes."""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rca.api.base import Misuse
from rca.api.checking import Asked, CheckReport, check
from rca.api.files import write_bytes
from rca.diagnostics import Diagnostic

ROUNDS = 10
"""Each round mends what the one before laid bare or had to leave; more would only help where fixes quarrel."""

_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class FixReport:
    """What was mended and what remains."""

    remaining: CheckReport
    fixed: tuple[Diagnostic, ...]
    """Findings whose fix was put in, sorted by place."""
    texts: Mapping[Path, tuple[str, str]]
    """Of each changed file the text before and after, by resolved path."""
    shown: Mapping[Path, str]
    """Of each changed file the path as the user is to see it."""

    def diff(self) -> str:
        """The changes as a unified diff, by path."""
        return "".join(
            unified(self.shown[path], before, after)
            for path, (before, after) in sorted(self.texts.items(), key=lambda each: self.shown[each[0]])
        )


def fix(root: Path, paths: Sequence[Path], as_of: dt.date, asked: Asked, *, guesses: bool, write: bool) -> FixReport:
    """Mend what can be mended of what a check of the same files and codes finds.

    Args:
        root: the knowledge base.
        paths: files and folders to mend; none: all.
        as_of: the day that counts as today.
        asked: which findings count.
        guesses: also put in fixes of which another may have been meant.
        write: whether the files are written; otherwise all stays as it is, and the report says what would change.

    Raises:
        Misuse: a file cannot be written or was changed meanwhile; the files before it are written.
    """
    from rca.source.apply import apply_fixes
    from rca.source.document import SourceFile

    texts: dict[Path, str] = {}
    before: dict[Path, str] = {}
    shown: dict[Path, str] = {}
    fixed: list[Diagnostic] = []
    report = check(root, paths, as_of, asked)
    for _ in range(ROUNDS):
        changed = False
        for path, found in _fixable(report, guesses=guesses).items():
            place = Path(path).resolve()
            shown[place] = path
            old = texts[place] if place in texts else before.setdefault(place, _text(place))
            fixes = [each.fix for each in found if each.fix is not None]
            new, taken = apply_fixes(SourceFile(path, old, ""), fixes)
            if new != old:
                texts[place], changed = new, True
                fixed.extend(each for each in found if each.fix in taken)
        if not changed:
            break
        report = check(root, paths, as_of, asked, unsaved=texts)
    pairs = {place: (before[place], text) for place, text in sorted(texts.items()) if text != before[place]}
    if write:
        for place, (old, new) in pairs.items():
            write_over(place, old, new)
    return FixReport(report, tuple(sorted(fixed, key=lambda each: each.sort_key)), pairs, shown)


def unified(path: str, before: str, after: str) -> str:
    """A unified diff of one file, empty when nothing differs."""
    lines = difflib.unified_diff(
        before.splitlines(keepends=True), after.splitlines(keepends=True), f"a/{path}", f"b/{path}"
    )
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def write_over(path: Path, before: str, after: str) -> None:
    """Write a text in the place of the one that was read; the mark at the head of the file stays.

    Raises:
        Misuse: the file holds something else by now, or cannot be written.
    """
    content = path.read_bytes()
    head = _BOM if content.startswith(_BOM) else b""
    if content != head + before.encode():
        msg = f"`{path.name}` was changed by something else meanwhile; it is left as it is"
        raise Misuse(msg)
    write_bytes(path, head + after.encode())


def _fixable(report: CheckReport, *, guesses: bool) -> dict[str, list[Diagnostic]]:
    found: dict[str, list[Diagnostic]] = {}
    for each in report.diagnostics:
        if each.fix is not None and (each.fix.sure or guesses):
            found.setdefault(each.path, []).append(each)
    return found


def _text(path: Path) -> str:
    return path.read_bytes().removeprefix(_BOM).decode()
