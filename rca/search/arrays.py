"""Named arrays in one file that is mapped into memory: nothing is read before it is needed, nothing in it is ever run."""

from __future__ import annotations

import json
import mmap
import os
import tempfile
import time
import zlib
from bisect import bisect_left
from collections.abc import Mapping
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import IO

import numpy as np

from rca.search.postings import Whole, within

MAGIC = b"rca arrays 1\n"
KINDS = frozenset(("|u1", "<u2", "<u4", "<u8", "<i4", "<i8", "<f4"))
"""Kinds of numbers that a file may hold."""
ALIGNED = 64
BLOCK = 256
LEFT = 3600.0
"""Seconds after which a file that was written aside belongs to a run that was killed."""
Arrays = Mapping[str, Whole]


class Damaged(ValueError):
    """The file is none of this form, or not whole."""


def write_arrays(file: IO[bytes], key: str, arrays: Arrays) -> None:
    """Write arrays behind a head that names them; the head carries `key` and a check sum of all that follows."""
    table: dict[str, tuple[str, int, int]] = {}
    parts: list[bytes] = []
    place = check = 0
    for name, values in arrays.items():
        stored = np.ascontiguousarray(values, values.dtype.newbyteorder("<"))
        part = stored.tobytes()
        table[name] = (stored.dtype.str, place, len(stored))
        part += b"\0" * (-len(part) % ALIGNED)
        check = zlib.crc32(part, check)
        parts.append(part)
        place += len(part)
    head = json.dumps({"key": key, "size": place, "check": check, "arrays": table}).encode()
    head += b" " * (-(len(MAGIC) + 8 + len(head)) % ALIGNED)
    file.write(MAGIC + len(head).to_bytes(8, "little") + head)
    file.writelines(parts)


def keep(place: Path, key: str, arrays: Arrays) -> None:
    """Write arrays to a file; first aside, so that a reader never sees half of them and nothing stays when it is broken off.

    What killed runs left beside the file is cleared away.

    Raises:
        OSError: it cannot be written.
    """
    place.parent.mkdir(exist_ok=True)
    for left in place.parent.glob("*.tmp"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > LEFT:
                left.unlink()
    handle, aside = tempfile.mkstemp(dir=place.parent, prefix=f"{place.name}.", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            write_arrays(file, key, arrays)
        Path(aside).replace(place)
    except BaseException:  # Ctrl-C too
        Path(aside).unlink(missing_ok=True)
        raise


def read_arrays(path: Path, key: str) -> dict[str, Whole] | None:
    """The arrays of a file; None when it was written under another key.

    Raises:
        Damaged: the file is none of this form, or not whole.
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        begin = file.read(len(MAGIC) + 8)
        if not begin.startswith(MAGIC) or len(begin) < len(MAGIC) + 8:
            raise Damaged
        size = int.from_bytes(begin[len(MAGIC) :], "little")
        start = len(begin) + size
        whole = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    if start > len(whole):
        raise Damaged
    try:
        head = json.loads(bytes(whole[len(begin) : start]))
        if head["key"] != key:
            return None
        body = whole[start:]
        if len(body) != head["size"] or zlib.crc32(body) != head["check"]:
            raise Damaged
        return {name: _array(body, *place) for name, place in head["arrays"].items()}
    except (KeyError, TypeError, AttributeError, UnicodeDecodeError, RecursionError) as error:
        raise Damaged from error


def _array(body: memoryview, kind: str, place: int, count: int) -> Whole:
    if kind not in KINDS:
        raise Damaged
    found: Whole = np.frombuffer(body, np.dtype(kind), count, place)
    return found


def strings(texts: list[str]) -> tuple[Whole, Whole]:
    """Texts as one array of bytes, and where each begins; one more place at the end."""
    encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
    places = np.concatenate(([0], np.cumsum([len(each) for each in encoded], dtype=np.int64)))
    return np.frombuffer(b"".join(encoded), np.uint8), places


class Strings:
    """Texts as `strings` stores them, read one by one."""

    def __init__(self, stored: Whole, places: Whole) -> None:
        self._stored = stored
        self.places = places

    def __len__(self) -> int:
        return len(self.places) - 1

    def __getitem__(self, place: int) -> str:
        return self.raw(place).decode("utf-8", "surrogatepass")

    def raw(self, place: int) -> bytes:
        """A text as it is stored."""
        return self._stored[int(self.places[place]) : int(self.places[place + 1])].tobytes()

    def plain(self, places: Whole) -> list[str]:
        """Texts of ASCII letters alone, many at once."""
        firsts = self.places[places].astype(np.int64)
        sizes = self.places[places + 1].astype(np.int64) - firsts
        every = self._stored[within(firsts, sizes)].tobytes().decode("ascii")
        ends = np.cumsum(sizes).tolist()
        return [every[first:last] for first, last in zip([0, *ends], ends, strict=False)]

    def after(self, text: bytes) -> int:
        """The place of the first of the texts, which stand in order, that is not before `text`."""
        block = bisect_left(self._begins, text)
        low, high = max(0, block - 1) * BLOCK, min(len(self), block * BLOCK)
        while low < high:
            middle = (low + high) // 2
            if self.raw(middle) < text:
                low = middle + 1
            else:
                high = middle
        return low

    @cached_property
    def _begins(self) -> list[bytes]:
        """Every `BLOCK`th of the texts: most of the way to one of them in a single step."""
        return [self.raw(place) for place in range(0, len(self), BLOCK)]

    def find(self, text: str) -> int:
        """The place of a text among texts in order; -1 when it is not there."""
        wanted = text.encode("utf-8", "surrogatepass")
        place = self.after(wanted)
        return place if place < len(self) and self.raw(place) == wanted else -1
