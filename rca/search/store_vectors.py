"""Vectors of records in a store: compared by pgvector where the server has it, and here where it has not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from rca.search.index import Index
from rca.search.meaning import WIDTH, Vectors, WordVectors, word_vectors
from rca.search.postings import Real
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
        connection.execute(
            f"create table if not exists rca_search.vector (number int primary key, near {kind} not null)"
        )
        connection.execute(
            "delete from rca_search.vector where number not in (select number from rca_search.record where place is not null)"
        )
        have = {number for (number,) in connection.execute("select number from rca_search.vector")}
        fresh = [place for place, number in enumerate(source.numbers.tolist()) if number not in have]
        packed = not _is_vector(connection)
        vectors = model.vectors([text_of(index, place) for place in fresh])  # no question can be asked amid a copy
        with connection.cursor().copy("copy rca_search.vector (number, near) from stdin") as copy:
            for place, vector in zip(fresh, vectors, strict=True):
                number = int(source.numbers[place])
                copy.write_row((number, vector.astype("<f4").tobytes() if packed else _literal(vector)))
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
        if not there or not there[0]:
            msg = "this store holds no vectors yet: write them with `rca search --store URL --refresh --semantic`"
            raise StoreError(msg)
        self._connection, self._source = connection, source
        self._model: WordVectors = word_vectors()
        self._is_vector = _is_vector(connection)

    def similarities(self, text: str) -> Real:
        """As `Meaning.similarities`; a record that has no vector yet is as far as can be."""
        asked = self._model.vectors([text])[0]
        if self._is_vector:
            rows = self._connection.execute(
                "select number, 1 - (near <=> %s::vector) from rca_search.vector", (_literal(asked),)
            ).fetchall()
            cosines = np.array([row[1] for row in rows], np.float64)
        else:
            rows = self._connection.execute("select number, near from rca_search.vector").fetchall()
            vectors = np.frombuffer(b"".join(row[1] for row in rows), "<f4").reshape(-1, WIDTH)
            cosines = (vectors @ asked).astype(np.float64)
        by_number = np.full(int(self._source.meta["taken"]), -1.0)
        by_number[[row[0] for row in rows]] = np.nan_to_num(cosines)
        found: Real = by_number[self._source.numbers]
        return found


def _is_vector(connection: Connection) -> bool:
    row = connection.execute(
        "select udt_name from information_schema.columns where table_schema = 'rca_search' and table_name = 'vector' "
        "and column_name = 'near'"
    ).fetchone()
    return row is not None and row[0] == "vector"


def _literal(vector: Vectors) -> str:
    return "[" + ",".join(map(repr, vector.tolist())) + "]"
