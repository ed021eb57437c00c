"""The index of a folder, kept beside it and made anew when a file of the folder has changed."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import rca
from rca.search.arrays import Arrays, read_arrays, write_arrays
from rca.search.index import Index
from rca.search.record import Corpus
from rca.search.source import FORMAT, ArraySource
from rca.search.tuning import TUNING

FOLDER = ".rca-cache"


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
    _write(place, key, arrays)
    return Index(ArraySource(arrays))


def kept_at(root: Path) -> Path:
    """Where the index of a folder or file is kept."""
    whole = root.resolve()
    return whole.parent / FOLDER / f"search-{whole.name}.idx"


def digest_of(root: Path, files: list[Path]) -> str:
    """Hash of names and contents of files, of this program's version and of the numbers of the ranking."""
    digest = hashlib.sha256(f"{FORMAT} {rca.__version__} {json.dumps(TUNING.as_json(), sort_keys=True)}".encode())
    for path in files:
        with suppress(OSError):
            digest.update(f"\n{path.relative_to(root).as_posix() if path != root else path.name}\n".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _read(place: Path, key: str) -> Index | None:
    """The index kept at `place`; None when it is another's, damaged, or not there."""
    try:
        arrays = read_arrays(place, key)
        return None if arrays is None else Index(ArraySource(arrays))
    except (OSError, KeyError, ValueError):
        return None


def _write(place: Path, key: str, arrays: Arrays) -> None:
    """Keep the arrays; written aside first, so that a reader never sees half of them."""
    with suppress(OSError):
        place.parent.mkdir(exist_ok=True)
        handle, aside = tempfile.mkstemp(dir=place.parent, suffix=".tmp")
        try:
            with os.fdopen(handle, "wb") as file:
                write_arrays(file, key, arrays)
            Path(aside).replace(place)
        except OSError:
            Path(aside).unlink(missing_ok=True)
            raise
