"""Results kept beside a knowledge base from one run to the next, by the content they were worked out from."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing, suppress
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

import rca

FOLDER = ".rca-cache"
FORMAT = 2
"""Raised whenever what is kept changes its form."""

_LIBRARIES = ("pydantic", "pydantic-core", "pyyaml", "rapidfuzz", "networkx")


class Kept:
    """Rows of JSON under one key: whoever comes with another key finds nothing.

    They stand in `.rca-cache/` beside the folder, or below the user's cache folder where nothing can be written there.
    What is damaged or locked is as good as not there. Nothing that is kept is ever run.
    """

    def __init__(self, root: Path, key: str) -> None:
        self._places = _places(root)
        self._key = key

    def rows(self, part: str = "") -> dict[str, tuple[str, str]]:
        """By name the hash of what a row was worked out from, and the row; of one part of the store."""
        for place in self._places:
            if place.is_file():
                with suppress(sqlite3.Error, OSError), closing(sqlite3.connect(place, timeout=1)) as base:
                    key = base.execute("SELECT value FROM meta WHERE name = 'key'").fetchone()
                    if key is not None and key[0] == self._key:
                        found = base.execute("SELECT name, digest, value FROM rows WHERE part = ?", (part,))
                        return {name: (digest, text) for name, digest, text in found}
        return {}

    def keep(
        self, rows: Mapping[str, tuple[str, str]], *, all_of_them: bool, gone: Iterable[str] = (),
        beside: Mapping[str, Mapping[str, tuple[str, str]]] | None = None,
    ) -> None:  # fmt: skip
        """Keep rows, in the place of all others or beside them.

        Args:
            rows: rows of the part without a name.
            all_of_them: whether nothing else is to remain.
            gone: names whose rows go from every part.
            beside: rows of further parts, by part.
        """
        parts = {"": rows, **(beside or {})}
        every = [(part, name, *row) for part, each in parts.items() for name, row in each.items()]
        for place in self._places:
            with suppress(sqlite3.Error, OSError):
                place.parent.mkdir(parents=True, exist_ok=True)
                try:
                    self._write(place, every, tuple(gone), all_of_them=all_of_them)
                except sqlite3.DatabaseError as error:
                    if isinstance(error, sqlite3.OperationalError) or not all_of_them:
                        raise
                    place.unlink()  # damaged
                    self._write(place, every, (), all_of_them=True)
                return

    def _write(
        self, place: Path, rows: Sequence[tuple[str, str, str, str]], gone: Sequence[str], *, all_of_them: bool
    ) -> None:
        """In one transaction, so that two runs at once leave the rows of one of them and never of both."""
        with closing(sqlite3.connect(place, timeout=1, isolation_level=None)) as base:
            base.execute("PRAGMA synchronous = OFF")
            base.execute("BEGIN IMMEDIATE")
            if all_of_them:
                base.execute("DROP TABLE IF EXISTS meta")
                base.execute("DROP TABLE IF EXISTS rows")
                base.execute("CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT)")
                base.execute(
                    "CREATE TABLE rows (part TEXT, name TEXT, digest TEXT, value TEXT, PRIMARY KEY (part, name))"
                )
                base.execute("INSERT INTO meta VALUES ('key', ?)", (self._key,))
            elif base.execute("SELECT value FROM meta WHERE name = 'key'").fetchone() != (self._key,):
                base.execute("ROLLBACK")  # another run has kept something else meanwhile
                return
            base.executemany("DELETE FROM rows WHERE name = ?", ((name,) for name in gone))
            base.executemany("INSERT OR REPLACE INTO rows VALUES (?, ?, ?, ?)", rows)
            base.execute("COMMIT")


def _places(root: Path) -> tuple[Path, ...]:
    whole = root.resolve()
    name = hashlib.sha256(str(whole).encode()).hexdigest()[:16]
    user = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return whole.parent / FOLDER / f"check-{whole.name}.db", user / "rca" / f"check-{name}.db"


def tool_digest() -> str:
    """Hash of everything that a result depends on beside the files: this program, its libraries, Python."""
    parts: list[object] = [FORMAT, rca.__version__, sys.version, sys.platform]
    parts += _modules(Path(rca.__file__).parent, ("__pycache__", "site", "templates", "assets"))
    for library in _LIBRARIES:
        with suppress(metadata.PackageNotFoundError):
            parts.append((library, metadata.version(library)))
    return hashlib.sha256(json.dumps([parts, _plugins()], default=str).encode()).hexdigest()


def _modules(folder: Path, left_out: tuple[str, ...]) -> list[object]:
    """Name, size and time of each module below a folder."""
    found: list[object] = []
    for where, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in left_out)
        for name in sorted(names):
            if name.endswith(".py"):
                module = Path(where, name).stat()
                found.append((name, module.st_size, module.st_mtime_ns))
    return found


def _plugins() -> list[object]:
    """What installed packages bring to this program, with the state of their modules; none of them is run for it."""
    installed = metadata.entry_points()
    found: list[object] = []
    for group in sorted(group for group in installed.groups if group.startswith("rca.")):
        for each in installed.select(group=group):
            version = each.dist.version if each.dist is not None else ""
            found.append((group, each.name, each.value, version))
            with suppress(ImportError, ValueError, OSError):
                spec = find_spec(each.value.partition(":")[0].partition(".")[0].strip())
                for place in (spec.submodule_search_locations or ()) if spec is not None else ():
                    found += _modules(Path(place), ("__pycache__",))
                if spec is not None and spec.origin and Path(spec.origin).is_file():
                    found += [Path(spec.origin).stat().st_size, Path(spec.origin).stat().st_mtime_ns]
    return found
