"""Vectors of records in a store: compared by pgvector where the server has it, and here where it has not."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

from rca.search.index import Index
from rca.search.meaning import WIDTH, Vectors, WordVectors, cosines, with_pieces, word_vectors
from rca.search.postings import Real, Whole
from rca.search.store import StoreError
from rca.search.store_source import StoreSource
from rca.search.vectors import text_of

if TYPE_CHECKING:
    from rca.search.store import Connection


def write_vectors(connection: Connection) -> int:
    """Make the vectors of records that have none yet, and drop those of records that are gone; how many were made.

    Raises:
        NoModel: the extra `semantic` is not installed.
    """
    model = word_vectors()
    source = StoreSource(connection)
    index = Index(source)
    with connection.transaction():
        kind = f"vector({WIDTH})" if has_pgvector(connection) else "bytea"
        if not _has_pieces(connection):
            connection.execute("drop table if exists rca_search.vector")  # of an older version
        connection.execute(
            f"create table if not exists rca_search.vector (number int primary key, near {kind} not null, pieces bytea not null)"
        )
        connection.execute(
            "delete from rca_search.vector where number not in (select number from rca_search.record where place is not null)"
        )
        have = {number for (number,) in connection.execute("select number from rca_search.vector")}
        fresh = [place for place, number in enumerate(source.numbers.tolist()) if number not in have]
        packed = not _is_vector(connection)
        found = model.described([text_of(index, place) for place in fresh])  # no question can be asked amid a copy
        with connection.cursor().copy("copy rca_search.vector (number, near, pieces) from stdin") as copy:
            for each, place in enumerate(fresh):
                vector, pieces = found.whole[each], found.pieces[found.starts[each] : found.starts[each + 1]]
                near = vector.astype("<f4").tobytes() if packed else _literal(vector)
                copy.write_row((int(source.numbers[place]), near, pieces.astype("<f4").tobytes()))
    return len(fresh)


def has_pgvector(connection: Connection) -> bool:
    """Whether the server compares vectors; the extension is switched on where it is installed and may be."""
    import psycopg

    try:
        with connection.transaction():
            connection.execute("create extension if not exists vector")
    except psycopg.Error:
        return False
    return True


class StoreNear:
    """`Meaning` over the vectors of a store."""

    def __init__(self, connection: Connection, source: StoreSource) -> None:
        there = connection.execute("select to_regclass('rca_search.vector') is not null").fetchone()
        if not there or not there[0] or not _has_pieces(connection):
            msg = "this store holds no vectors yet: write them with `rca search --store URL --refresh --semantic`"
            raise StoreError(msg)
        self._connection, self._source = connection, source
        self._model: WordVectors = word_vectors()
        self._is_vector = _is_vector(connection)

    def vector(self, text: str) -> Vectors:
        """As `Meaning.vector`."""
        found: Vectors = self._model.vectors([text])[0]
        return found

    def rough(self, vector: Vectors) -> Real:
        """As `Meaning.rough`, by whole vectors; a record that has no vector yet is as far as can be."""
        if self._is_vector:
            rows = self._connection.execute(
                "select number, 1 - (near <=> %s::vector) from rca_search.vector", (_literal(vector),)
            ).fetchall()
            near = np.array([row[1] for row in rows], np.float64)
        else:
            rows = self._connection.execute("select number, near from rca_search.vector").fetchall()
            near = cosines(_floats(row[1] for row in rows), vector).astype(np.float64)
        by_number = np.full(int(self._source.meta["taken"]), -1.0)
        by_number[[row[0] for row in rows]] = np.nan_to_num(near)
        found: Real = by_number[self._source.numbers]
        return found

    def close(self, vector: Vectors, records: Whole) -> Real:
        """As `Meaning.close`. The vectors of these few records are read and compared here."""
        asked = (
            "select number, near::real[], pieces from rca_search.vector where number = any(%s)"
            if self._is_vector
            else "select number, near, pieces from rca_search.vector where number = any(%s)"
        )
        rows = self._connection.execute(asked, (self._source.numbers[records].tolist(),)).fetchall()
        held = {row[0]: row for row in rows}
        own, pieces = np.full(len(records), -1.0, np.float32), [b""] * len(records)
        for place, number in enumerate(self._source.numbers[records].tolist()):
            if number in held:
                _, whole, pieces[place] = held[number]
                own[place] = np.asarray(whole if self._is_vector else np.frombuffer(whole, "<f4"), np.float32) @ vector
        sizes = np.array([len(each) // (4 * WIDTH) for each in pieces], np.int64)
        return with_pieces(own, cosines(_floats(pieces), vector), sizes)


def _floats(parts: Iterable[bytes]) -> Vectors:
    return np.frombuffer(b"".join(parts), "<f4").reshape(-1, WIDTH)


def _has_pieces(connection: Connection) -> bool:
    return _column(connection, "pieces") is not None


def _is_vector(connection: Connection) -> bool:
    return _column(connection, "near") == "vector"


def _column(connection: Connection, name: str) -> str | None:
    """The type of a column of the table of vectors; None when there is none."""
    row = connection.execute(
        "select udt_name from information_schema.columns where table_schema = 'rca_search' and table_name = 'vector' "
        "and column_name = %s",
        (name,),
    ).fetchone()
    return None if row is None else str(row[0])


def _literal(vector: Vectors) -> str:
    return "[" + ",".join(map(repr, vector.tolist())) + "]"
