"""An index read from the tables of a store: statistics and codes once, postings word by word."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from rca.search.lengths import marks_of
from rca.search.postings import NONE, Postings, Whole, merged
from rca.search.source import FORMAT, may_be_meant
from rca.search.store import StoreError, read_meta

if TYPE_CHECKING:
    from rca.search.store import Connection


class StoreSource:
    """`Source` over the tables that `store.refresh` writes. Records that are gone are passed over."""

    def __init__(self, connection: Connection) -> None:
        meta = read_meta(connection)
        if meta is None or meta["format"] != FORMAT:
            msg = "this store holds no index of this version yet: write it with `rca search --store URL --refresh`"
            raise StoreError(msg)
        self._connection = connection
        self.meta: Mapping[str, Any] = meta
        rows = connection.execute(
            "select number, step, kind, codes from rca_search.record where place is not null order by place"
        ).fetchall()
        self.numbers = np.array([row[0] for row in rows], np.int64)
        self.steps: Whole = np.array([row[1] for row in rows], np.int64)
        self.kinds: Whole = np.array([row[2] for row in rows], np.int64)
        self._codes = [row[3] for row in rows]
        self._place_of = np.full(max(1, int(meta["taken"])), -1)
        self._place_of[self.numbers] = np.arange(len(rows))

    def codes(self, facet: str) -> tuple[list[list[int]], Whole]:
        """As `Source.codes`."""
        values = next(each["values"] for each in self.meta["facets"] if each["id"] == facet)
        place = {value[0]: number for number, value in enumerate(values)}
        sets: dict[tuple[int, ...], int] = {}
        by_text: dict[str, int] = {}
        for text in self._codes:
            if text not in by_text:
                carried = tuple(sorted({place[code] for code in json.loads(text).get(facet, ()) if code in place}))
                by_text[text] = sets.setdefault(carried, len(sets))
        return [list(each) for each in sets], np.array([by_text[text] for text in self._codes], np.int64)

    def forms(self, stem: str) -> Mapping[str, Postings]:
        """As `Source.forms`."""
        counted = self._counted(stem)
        return {form: self._marked(held) for form, held in counted.items()}

    def holders(self, stem: str) -> Postings:
        """As `Source.holders`."""
        return self._marked(merged(tuple(self._counted(stem).values())))

    def pair(self, first: str, second: str) -> Postings:
        """As `Source.pair`."""
        rows = self._connection.execute(
            "select records, counts from rca_search.pair where pair = %s order by batch", (f"{first} {second}",)
        ).fetchall()
        return self._marked(self._live(rows))

    def beginning(self, lead: str) -> Sequence[str]:
        """As `Source.beginning`."""
        rows = self._connection.execute(
            "select distinct stem from rca_search.form where starts_with(stem, %s) order by stem", (lead,)
        )
        return [stem for (stem,) in rows]

    def spellable(self, length: int, reach: int, letters: int) -> Sequence[tuple[str, int]]:
        """As `Source.spellable`."""
        forms, have, sizes = self._vocabulary
        near = [forms[place] for place in may_be_meant(have, sizes, length, reach, letters).tolist()]
        found: dict[str, list[tuple[bytes, bytes]]] = {}
        for form, records, counts in self._connection.execute(
            "select form, records, counts from rca_search.posting where form = any(%s) order by batch", (near,)
        ):
            found.setdefault(form, []).append((records, counts))
        held = ((form, len(self._live(rows).records)) for form, rows in found.items())
        return [(form, holders) for form, holders in held if holders]

    def shown(self, record: int) -> list[str]:
        """As `Source.shown`."""
        row = self._connection.execute(
            "select shown from rca_search.record where number = %s", (int(self.numbers[record]),)
        ).fetchone()
        if row is None:
            msg = "the store was written anew while it was read; ask again"
            raise StoreError(msg)
        shown: list[str] = json.loads(row[0])
        return shown

    @cached_property
    def _vocabulary(self) -> tuple[list[str], Whole, NDArray[np.int64]]:
        rows = self._connection.execute(
            "select form, letters from rca_search.form where letters <> 0 order by stem, form"
        ).fetchall()
        forms = [form for form, _ in rows]
        return (
            forms,
            np.array([letters for _, letters in rows], np.uint32),
            np.array([len(form) for form in forms], np.int64),
        )

    def _counted(self, stem: str) -> dict[str, Postings]:
        """The forms of a stem that a record holds, in order, with plain counts."""
        rows: dict[str, list[tuple[bytes, bytes]]] = {}
        for form, records, counts in self._connection.execute(
            "select p.form, p.records, p.counts from rca_search.form f join rca_search.posting p using (form) "
            "where f.stem = %s order by p.form, p.batch",
            (stem,),
        ):
            rows.setdefault(form, []).append((records, counts))
        held = {form: self._live(parts) for form, parts in rows.items()}
        return {form: postings for form, postings in held.items() if len(postings.records)}

    def _live(self, rows: Sequence[tuple[bytes, bytes]]) -> Postings:
        """Postings of records that are there still, by their place."""
        if not rows:
            return NONE
        numbers = np.concatenate([np.frombuffer(records, "<i4") for records, _ in rows])
        counts = np.concatenate([np.frombuffer(found, "<i4") for _, found in rows])
        places = self._place_of[numbers]
        order = np.argsort(places, kind="stable")[int((places < 0).sum()) :]
        return Postings(places[order], counts[order])

    def _marked(self, held: Postings) -> Postings:
        return Postings(held.records, marks_of(held.counts, self.steps[held.records])) if len(held.records) else NONE
