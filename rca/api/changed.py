"""Which files of a knowledge base differ from a revision of the history they are kept in."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from rca.api.base import Misuse


def changed_files(root: Path, revision: str) -> tuple[Path, ...]:
    """YAML files below `root` that were changed or added since a git revision, saved or committed, sorted.

    Raises:
        Misuse: git is not installed, `root` is in no git repository, or nothing is known by the revision's name.
    """
    if not root.is_dir():
        msg = f"there is no folder `{root}`"
        raise Misuse(msg)
    if _git(root, "rev-parse", "--is-inside-work-tree").strip() != "true":
        msg = f"`{root}` is in no git repository, so nothing is known of what has changed; name the files instead"
        raise Misuse(msg)
    commit = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").strip()
    if not commit:
        hint = ". Name paths before `--changed`, or write `--changed=REV`" if Path(revision).exists() else ""
        msg = f"git knows no revision `{revision}`{hint}"
        raise Misuse(msg)
    names = _git(root, "diff", "--name-only", "--relative", "--no-ext-diff", "--diff-filter=d", "-z", commit, "--", ".")
    added = _git(root, "ls-files", "--others", "--exclude-standard", "-z", "--", ".")
    found = {root / name for name in (names + added).split("\0") if name.lower().endswith((".yaml", ".yml"))}
    return tuple(sorted(path for path in found if path.is_file()))


def _git(root: Path, *words: str) -> str:
    """What git prints; empty when it fails.

    Raises:
        Misuse: git is not installed.
    """
    try:
        done = subprocess.run(  # noqa: S603 -- fixed words; what the user names stands behind --end-of-options
            ["git", "-C", str(root), *words],  # noqa: S607
            capture_output=True,
            check=False,
            env={**os.environ, "LC_ALL": "C"},
        )
    except FileNotFoundError as error:
        msg = "git is not installed, so nothing is known of what has changed; name the files instead"
        raise Misuse(msg) from error
    return done.stdout.decode("utf-8", "surrogateescape") if done.returncode == 0 else ""
