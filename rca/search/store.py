"""A large base in PostgreSQL: what one machine's index holds, in tables that many readers share and that are refreshed by content."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from rca.search.counting import Counted, counted
from rca.search.lengths import length_steps, lengths_of
from rca.search.packing import shown_of, stem_lists
from rca.search.postings import Lists
from rca.search.record import KINDS, Corpus, SearchRecord
from rca.search.source import FORMAT
from rca.search.synonyms import held_synonyms
from rca.search.words import letters_of

if TYPE_CHECKING:
    import psycopg

    Connection = psycopg.Connection[tuple[Any, ...]]

SECONDS = 10
"""How long a server may take to answer a first call."""
LOCK = 0x7263615F
"""Two refreshes wait for each other."""
MOST_BATCHES, MOST_GONE = 50, 0.2
"""After so many refreshes, or when so large a share of the records is gone, the tables are written anew."""
TABLES = """
create schema if not exists rca_search;
create table if not exists rca_search.meta (one int primary key check (one = 1), value text not null);
create table if not exists rca_search.record (
  number int primary key, place int, digest bytea not null, step smallint not null, kind smallint not null,
  codes text not null, shown text not null);
create table if not exists rca_search.form (
  form text collate "C" primary key, stem text collate "C" not null, letters int not null);
create index if not exists form_stem on rca_search.form (stem);
create table if not exists rca_search.posting (
  form text collate "C" not null, batch int not null, records bytea not null, counts bytea not null, primary key (form, batch));
create table if not exists rca_search.pair (
  pair text collate "C" not null, batch int not null, records bytea not null, counts bytea not null, primary key (pair, batch));
"""


class StoreError(RuntimeError):
    """The store cannot be used; the message says why, in one line and without the password."""


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What a refresh did."""

    records: int
    new: int
    gone: int
    whole: bool
    """Whether the tables were written anew."""


@contextmanager
def connected(url: str) -> Iterator[Connection]:
    """A connection to the server.

    Raises:
        StoreError: the address is none of PostgreSQL, the server does not answer or refuses, or its driver is not installed.
    """
    if not url.startswith(("postgresql://", "postgres://")):
        msg = "a store is named by an address such as postgresql://user@host/base"
        raise StoreError(msg)
    try:
        import psycopg
    except ImportError as error:
        msg = "a store needs a driver that is not installed: pip install 'rca-kb[postgres]'"
        raise StoreError(msg) from error
    try:
        with psycopg.connect(url, connect_timeout=SECONDS) as connection:
            yield connection
    except psycopg.Error as error:
        said = " ".join(str(error).split()) or type(error).__name__
        msg = f"the store cannot be used: {_without_password(url, said)}"
        raise StoreError(msg) from error


def _without_password(url: str, said: str) -> str:
    password = url.partition("://")[2].rpartition("@")[0].partition(":")[2]
    return said.replace(url, "the address").replace(password, "…") if password else said


def refresh(connection: Connection, corpus: Corpus) -> Refreshed:
    """Bring the tables to what the corpus holds, in one transaction: only new and changed records are read for words.

    A record that is gone keeps its numbers in the postings and is passed over by readers, until the tables are written anew.
    """
    with connection.transaction():
        connection.execute("select pg_advisory_xact_lock(%s)", (LOCK,))
        meta = read_meta(connection)
        if meta is not None and meta["format"] != FORMAT:
            connection.execute("drop schema rca_search cascade")
            meta = None
        connection.execute(TABLES)
        whole = meta is None or meta["batches"] >= MOST_BATCHES
        before: dict[bytes, int] = {}
        if not whole:
            before.update(connection.execute("select digest, number from rca_search.record where place is not null"))
        digests = [digest_of(record) for record in corpus.records]
        gone = len(before.keys() - set(digests))
        taken = 0 if meta is None or whole else int(meta["taken"])
        if whole or gone + (taken - len(before)) > MOST_GONE * max(1, taken):
            connection.execute("truncate rca_search.record, rca_search.form, rca_search.posting, rca_search.pair")
            connection.execute("drop table if exists rca_search.vector")  # its numbers are those of the records
            before, meta, taken, whole = {}, None, 0, True
        fresh = [place for place, digest in enumerate(digests) if digest not in before]
        found = counted([corpus.records[place] for place in fresh])
        batch = 0 if meta is None else int(meta["batches"])
        connection.execute("update rca_search.record set place = null")
        _write_records(connection, corpus, fresh, digests, found, taken)
        _write_places(connection, before, digests, taken, fresh)
        _write_words(connection, found, batch, taken)
        _write_meta(
            connection, corpus, found, batch + bool(fresh), taken + len(fresh), 0 if meta is None else int(meta["most"])
        )
    return Refreshed(len(digests), len(fresh), gone, whole)


def read_meta(connection: Connection) -> dict[str, Any] | None:
    """What the store says of itself; None when nothing was ever written to it."""
    there = connection.execute("select to_regclass('rca_search.meta') is not null").fetchone()
    row = connection.execute("select value from rca_search.meta").fetchone() if there and there[0] else None
    return None if row is None else json.loads(row[0])


def digest_of(record: SearchRecord) -> bytes:
    """Hash of everything that is indexed or shown of a record."""
    passages = [[each.label, each.text, each.weight, each.shown] for each in record.passages]
    codes = {name: list(found) for name, found in sorted(record.facets.items())}
    whole = [FORMAT, record.id, record.kind, record.title, record.address, passages, codes, dict(record.notes)]
    return hashlib.blake2b(json.dumps(whole).encode(), digest_size=16).digest()


def _write_records(
    connection: Connection, corpus: Corpus, fresh: Sequence[int], digests: Sequence[bytes], found: Counted, taken: int
) -> None:
    steps = length_steps(found.lengths).tolist()
    into = "copy rca_search.record (number, digest, step, kind, codes, shown) from stdin"
    with connection.cursor().copy(into) as copy:
        for number, (place, step) in enumerate(zip(fresh, steps, strict=True), taken):
            record = corpus.records[place]
            codes = json.dumps({name: list(each) for name, each in record.facets.items()})
            shown = json.dumps(shown_of(record))
            copy.write_row((number, digests[place], step, KINDS.index(record.kind), codes, shown))


def _write_places(
    connection: Connection, before: dict[bytes, int], digests: Sequence[bytes], taken: int, fresh: Sequence[int]
) -> None:
    """Say which record stands where in the corpus."""
    number_of = {place: taken + number for number, place in enumerate(fresh)}
    connection.execute("create temporary table place_of (number int, place int) on commit drop")
    with connection.cursor().copy("copy place_of (number, place) from stdin") as copy:
        for place, digest in enumerate(digests):
            copy.write_row((number_of[place] if place in number_of else before[digest], place))
    connection.execute("update rca_search.record r set place = p.place from place_of p where p.number = r.number")


def _write_words(connection: Connection, found: Counted, batch: int, taken: int) -> None:
    stems = np.repeat(np.arange(len(found.stems)), np.diff(found.firsts)).tolist()
    connection.execute("create temporary table new_form (like rca_search.form) on commit drop")
    with connection.cursor().copy("copy new_form (form, stem, letters) from stdin") as copy:
        for form, stem in zip(found.forms, stems, strict=True):
            copy.write_row((form, found.stems[stem], letters_of(form)))
    connection.execute("insert into rca_search.form select * from new_form on conflict do nothing")
    _write_lists(connection, "posting (form", found.forms, found.by_form, batch, taken)
    pairs = (divmod(key, max(1, len(found.stems))) for key in found.pair_keys.tolist())
    named = [f"{found.stems[one]} {found.stems[other]}" for one, other in pairs]
    _write_lists(connection, "pair (pair", named, found.by_pair, batch, taken)


def _write_lists(connection: Connection, into: str, keys: Sequence[str], lists: Lists, batch: int, taken: int) -> None:
    starts = lists.starts.tolist()
    records, counts = (lists.records + np.int64(taken)).astype("<i4"), lists.counts.astype("<i4")
    with connection.cursor().copy(f"copy rca_search.{into}, batch, records, counts) from stdin") as copy:
        for place, key in enumerate(keys):
            part = slice(starts[place], starts[place + 1])
            copy.write_row((key, batch, records[part].tobytes(), counts[part].tobytes()))


def _write_meta(connection: Connection, corpus: Corpus, found: Counted, batches: int, taken: int, most: int) -> None:
    rows = connection.execute("select step from rca_search.record where place is not null order by place").fetchall()
    lengths = lengths_of(np.array([step for (step,) in rows], np.int64))
    known = connection.execute("select form, stem from rca_search.form").fetchall()
    stems = stem_lists(found, len(found.lengths))
    meta = {
        "format": FORMAT, "batches": batches, "taken": taken, "count": len(rows),
        "average": float(lengths.sum()) / max(1, len(lengths)),
        "most": max(most, *(int(each.counts.max(initial=0)) for each in (stems, found.by_form, found.by_pair))),
        "facets": [
            {"id": facet.id, "name": facet.name, "values": [[each.code, each.name, each.zh] for each in facet.values]}
            for facet in corpus.facets
        ],
        "synonyms": held_synonyms(corpus.synonyms, {word for row in known for word in row}),
    }  # fmt: skip
    connection.execute(
        "insert into rca_search.meta values (1, %s) on conflict (one) do update set value = excluded.value",
        (json.dumps(meta),),
    )
