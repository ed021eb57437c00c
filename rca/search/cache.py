"""The index of a folder, kept beside it and made anew when a file of the folder has changed."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import rca
from rca.search.arrays import keep, read_arrays
from rca.search.index import Index
from rca.search.record import Corpus
from rca.search.source import FORMAT, ArraySource
from rca.search.tuning import TUNING

FOLDER = ".rca-cache"
HOME = Path(rca.__file__).parent
MAKERS = ("analysis", "graph", "library", "records", "search", "source")
"""Packages that say what an index holds."""


def cached_index(root: Path, make: Callable[[], Corpus]) -> Index:
    """The index of the knowledge base at `root`; `make` is called only when there is no index of these very files.

    The index stands in `.rca-cache/` beside the folder. Where nothing can be written it is made each time; one that
    does not read is made anew. It holds numbers and texts: nothing in it is ever run.
    """
    files = sorted(path for path in root.rglob("*") if path.suffix in (".yaml", ".yml") and path.is_file())
    return cached(kept_at(root), digest_of(root, files), make)


def cached(place: Path, key: str, make: Callable[[], Corpus]) -> Index:
    """The index kept at `place` under `key`, or a new one, kept there if that can be done."""
    kept = _read(place, key)
    if kept is not None:
        return kept
    from rca.search.packing import pack  # an index that is kept is read without it

    arrays = pack(make())
    with suppress(OSError):
        keep(place, key, arrays)
    return Index(ArraySource(arrays))


def kept_at(root: Path) -> Path:
    """Where the index of a folder or file is kept."""
    whole = root.resolve()
    return whole.parent / FOLDER / f"search-{whole.name}.idx"


def digest_of(root: Path, files: list[Path]) -> str:
    """Hash of names and contents of files, of this program's version and modules, and of the numbers of the ranking."""
    made_by = [FORMAT, rca.__version__, TUNING.as_json(), _modules()]
    digest = hashlib.sha256(json.dumps(made_by, sort_keys=True).encode())
    for path in files:
        with suppress(OSError):
            digest.update(f"\n{path.relative_to(root).as_posix() if path != root else path.name}\n".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _modules() -> list[tuple[str, int, int]]:
    """Name, size and time of each module that says what an index holds: a changed program makes it anew."""
    found: list[tuple[str, int, int]] = []
    for package in MAKERS:
        for folder, _, names in os.walk(HOME / package):
            for path in (Path(folder, name) for name in names if name.endswith(".py")):
                stat = path.stat()
                found.append((path.relative_to(HOME).as_posix(), stat.st_size, stat.st_mtime_ns))
    return sorted(found)


def _read(place: Path, key: str) -> Index | None:
    """The index kept at `place`; None when it is another's, damaged, or not there."""
    try:
        arrays = read_arrays(place, key)
        return None if arrays is None else Index(ArraySource(arrays))
    except (OSError, KeyError, ValueError):
        return None
