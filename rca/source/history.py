"""Files as they stood in a revision of git, beside those on the disk."""

from __future__ import annotations

import hashlib
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from rca.source.document import SourceFile
from rca.source.find import MAX_BYTES, shown_path

SECONDS = 60
"""After which git is given up: a repository on a drive that is gone must not hang the tool."""


class NoHistory(Exception):
    """Git is missing, the folder is in no repository, or a revision does not exist; the message says which."""


@dataclass(frozen=True, slots=True)
class Range:
    """Two states of a folder."""

    old: str
    """A commit's full name."""
    new: str | None
    """A commit's full name; None for the files on the disk."""


def revisions(folder: Path, text: str) -> Range:
    """What `A..B`, `A...B` (from where the two parted), or `A` (up to the files on the disk) means.

    Raises:
        NoHistory: git is missing, the folder is in no repository, or a revision does not exist.
    """
    for divider in ("...", ".."):
        if divider in text:
            first, second = (part or "HEAD" for part in text.split(divider, 1))
            old, new = _commit(folder, first), _commit(folder, second)
            return Range(_git(folder, "merge-base", old, new).decode().strip() if divider == "..." else old, new)
    return Range(_commit(folder, text), None)


def changed(folder: Path, between: Range) -> tuple[str, ...]:
    """Files below a folder that differ, relative to it, sorted; on the disk those too that git does not know yet."""
    ends = [between.old] if between.new is None else [between.old, between.new]
    options = ("--name-only", "--no-renames", "--no-ext-diff", "--relative", "-z")
    found = _git(folder, "diff", *options, *ends, "--", ".").split(b"\0")
    if between.new is None:
        found += _git(folder, "ls-files", "--others", "--exclude-standard", "-z", "--", ".").split(b"\0")
    return tuple(sorted({os.fsdecode(name) for name in found if name}))


def file_at(folder: Path, revision: str | None, name: str) -> SourceFile | None:
    """A file of the folder in a revision (None: on the disk); None where there is none or it is no text of a review's size."""
    if revision is None:
        path = folder / name
        content = path.read_bytes() if path.is_file() and not path.is_symlink() else b""
    else:
        top = _git(folder, "rev-parse", "--show-prefix").decode().strip()
        try:
            content = _git(folder, "cat-file", "blob", f"{revision}:{top}{name}")
        except NoHistory:
            return None
    if not content or len(content) > MAX_BYTES:
        return None
    try:
        text = content.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError:
        return None
    return SourceFile(shown_path(folder / name), text, hashlib.sha256(content).hexdigest())


def _commit(folder: Path, name: str) -> str:
    try:
        return (
            _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}").decode().strip()
        )
    except NoHistory as error:
        if str(error):
            raise
        msg = f"there is no revision `{name}`"
        raise NoHistory(msg) from error


def _git(folder: Path, *words: str) -> bytes:
    command = ["git", "-C", str(folder), "-c", "core.quotepath=off", *words]
    environment = {**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}
    try:
        done = subprocess.run(command, capture_output=True, check=False, env=environment, timeout=SECONDS)  # noqa: S603 -- git, and words that begin with no dash
    except FileNotFoundError as error:
        msg = "git is not installed, and there is no history without it"
        raise NoHistory(msg) from error
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        msg = "git could not be asked"
        raise NoHistory(msg) from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        last = said[-1].removeprefix("fatal: ") if said else ""
        if "not a git repository" in last:
            last = f"`{folder}` is in no git repository"
        raise NoHistory(last)
    return done.stdout
