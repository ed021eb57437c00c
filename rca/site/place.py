"""The folder that the site is written to: nobody else's files, and the old site until the new one is whole."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

SIGN = Path("assets/rca/site.css")
"""A file of every site; a folder that holds it was written by an earlier build."""
STAGE = ".rca-new-"
LONGEST = 3600
"""Seconds that no build takes."""


class CannotWrite(Exception):
    """The folder holds what must not be removed, or cannot be written to; the message says which."""


def must_be_ours(site: Path, sources: Sequence[Path]) -> None:
    """Return only when whatever stands in `site` may be removed.

    Args:
        site: the folder to write to; it need not be there.
        sources: what the site is made from; a folder that holds any of it is never emptied.

    Raises:
        CannotWrite: `site` holds a source, or is neither empty nor the site of an earlier build.
    """
    whole = site.resolve()
    held = next((each for each in sources if each.exists() and each.resolve().is_relative_to(whole)), None)
    if held is not None:
        msg = f"`{site}` holds `{held}`, from which the site is made; name another folder with --site"
        raise CannotWrite(msg)
    try:
        free = not site.exists() or (site / SIGN).is_file() or not any(_shown(site))
    except OSError as error:
        raise _refused(site, error) from error
    if not free:
        msg = (
            f"`{site}` is not empty and holds no site of an earlier build; nothing was removed."
            " Name another folder with --site, or empty this one"
        )
        raise CannotWrite(msg)


@contextmanager
def beside(site: Path) -> Iterator[Path]:
    """An empty folder on the same disk to build in; it is gone when the block is left.

    It stands inside `site`, hidden, since the folder around `site` may be closed to us.

    Raises:
        CannotWrite: there is no place to write to.
    """
    made = not site.exists()
    try:
        site.mkdir(parents=True, exist_ok=True)
        for left in site.glob(f"{STAGE}*"):  # of a build that was killed, not of one that runs
            if time.time() - left.stat().st_mtime > LONGEST:
                shutil.rmtree(left, ignore_errors=True)
        stage = Path(tempfile.mkdtemp(dir=site, prefix=STAGE))
    except OSError as error:
        raise _refused(site, error) from error
    try:
        yield stage
    except OSError as error:
        raise _refused(site, error) from error
    finally:
        shutil.rmtree(stage, ignore_errors=True)
        if made and not any(site.iterdir()):
            site.rmdir()


def put_in_place(stage: Path, site: Path) -> None:
    """Replace what `site` shows by what `stage` holds; hidden files, such as `.git`, stay.

    Cost: two moves for each name at the top. Interrupted between them, everything is moved back.
    """
    old = Path(tempfile.mkdtemp(dir=site, prefix=STAGE))
    moved: list[tuple[Path, Path]] = []
    try:
        for each in sorted(_shown(site)):
            _move(each, old / each.name, moved)
        for each in sorted(stage.iterdir()):
            if (site / each.name).exists():  # only a hidden one is still there
                _move(site / each.name, old / each.name, moved)
            _move(each, site / each.name, moved)
    except BaseException:
        for before, after in reversed(moved):
            if after.exists() and not before.exists():
                after.replace(before)
        raise
    finally:
        shutil.rmtree(old, ignore_errors=True)


def _move(before: Path, after: Path, moved: list[tuple[Path, Path]]) -> None:
    """Noted first: an interruption then finds a move that may not have been made, and never one that it does not know."""
    moved.append((before, after))
    before.replace(after)


def _shown(folder: Path) -> Iterator[Path]:
    return (each for each in folder.iterdir() if not each.name.startswith("."))


def _refused(site: Path, error: OSError) -> CannotWrite:
    return CannotWrite(f"cannot write the site to `{site}`: {error.strerror or error}")
