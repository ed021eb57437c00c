"""Small things to search: a few lines of text, or a small knowledge base."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from rca import api
from rca.library.model import Library
from rca.search.index import Index
from rca.search.record import Corpus, Facet, FacetValue, Kind, Passage, SearchRecord
from rca.search.search import search

ROOT = Path(__file__).parents[2]
DAY = dt.date(2026, 7, 1)


def record(name: str, text: str, title: str = "", kind: Kind = "document", **facets: str) -> SearchRecord:
    passages = (Passage("title", title, 4, shown=False),) if title else ()
    return SearchRecord(
        name, kind, title or name, f"{name}.html", (*passages, Passage("text", text)),
        {key.replace("_", "-"): tuple(codes.split()) for key, codes in facets.items()},
    )  # fmt: skip


def index_of(*records: SearchRecord, **texts: str) -> Index:
    """An index of records, or of `name="text"`."""
    return Index.of(corpus_of_texts(*records, **texts))


def corpus_of_texts(*records: SearchRecord, **texts: str) -> Corpus:
    every = (*records, *(record(name, text) for name, text in texts.items()))
    facets: dict[str, dict[str, None]] = {}
    for each in every:
        for name, codes in each.facets.items():
            facets.setdefault(name, {}).update(dict.fromkeys(codes))
    return Corpus(
        every,
        tuple(Facet(name, name, tuple(FacetValue(code, code) for code in codes)) for name, codes in facets.items()),
    )


def found(index: Index, text: str, filters: Mapping[str, tuple[str, ...]] | None = None) -> list[str]:
    """Names of the hits, best first."""
    return [index.shown(hit.record)[0] for hit in search(index, text, filters).hits]


def matches(index: Index, text: str) -> dict[str, str]:
    """How each hit matches."""
    return {index.shown(hit.record)[0]: hit.match for hit in search(index, text).hits}


TANK = """
id: tank-2014
title: Tank overfilled at night
review: {stage: published}
event:
  date: 2014-03-02
  place: {country: NL, region: Veluwe, site: Quagmire yard}
  organisation: Zephyrine Company
  industry: C.chemicals
  equipment: [tank, level-instrument]
  hazards: [flammable]
  mode: [start-up]
  harm: {deaths: 1, injured: 2}
fault_tree:
  top: SPILL
  events:
    SPILL: {event: Solvent ran over, all_of: [FILLING, GAUGE]}
    FILLING: {event: The pump ran on, kind: condition, status: confirmed, evidence: [E-LOG]}
    GAUGE: {event: The gauge stood still, kind: technical, defect: T-SENSE, depth: root, status: confirmed, evidence: [E-LOG]}
sources: {S-FILE: {title: Yard file, tier: primary, seen: whole}}
evidence:
  E-LOG: {what: Pump log, kind: data, grade: B, source: S-FILE, checked: true}
  E-SECRET: {what: Minutes of the xylophone meeting, kind: document, access: restricted}
actions:
  - {id: A-TRIP, do: Fit a second switch, breaks: [GAUGE], kind: forcing-function, control: engineering, function: prevent,
     owner: Yard engineer, due: 2015-01-31, status: accepted}
lessons:
  - {id: L-EYE, kind: technical, lesson: One eye on a level is none, because: [GAUGE], ask: "Which of our tanks has one eye?",
     applies_to: {equipment: [tank], hazards: [flammable]}, keywords: [overfill]}
"""

DRUM = """
id: drum-2020
title: Drum ran over by day
event: {date: 2020-05-06, industry: C.chemicals, equipment: [tank], harm: {deaths: 0}}
fault_tree:
  top: SPILL
  events:
    SPILL: {event: The drum ran over, all_of: [SWITCH, READING]}
    SWITCH: {event: The switch was stuck, kind: procedural, defect: P-MAINT, status: confirmed, evidence: [E-SEEN]}
    READING: {event: The reading was old, kind: technical, defect: T-SENSE, depth: root, status: confirmed, evidence: [E-SEEN]}
evidence: {E-SEEN: {what: The switch as found, kind: physical, custodian: Workshop}}
lessons:
  - {id: L-TEST, kind: procedural, lesson: Test the switch by filling, because: [SWITCH], ask: "When did ours last act?",
     applies_to: {equipment: [tank]}}
"""

SERVER = """
id: server-2021
title: Server lost its records
event: {date: 2021-02-03, industry: J, equipment: [software], hazards: [software]}
fault_tree:
  top: LOST
  events:
    LOST: {event: Records were lost, any_of: [COPY]}
    COPY: {event: Nobody had tried the copy, kind: procedural, defect: P-NONE, status: confirmed, evidence: [E-MAIL]}
evidence: {E-MAIL: {what: A mail, kind: document}}
"""

GENERAL = """
id: dead-eye
title: An eye that can die unseen
kind: technical
lesson: Nothing that can look healthy while dead is a barrier.
from: ["tank-2014#L-EYE", "drum-2020#L-TEST"]
ask: Which of our instruments would show the same when dead?
status: shared
"""


def write(folder: Path, **files: str) -> Path:
    """A knowledge base of reviews (`tank="…"`) and general lessons (`lesson_dead_eye="…"`) with the project's code lists."""
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "taxonomies").exists():
        (folder / "taxonomies").symlink_to(ROOT / "kb" / "taxonomies")
    for name, text in files.items():
        kind = "lessons" if name.startswith("lesson_") else "reviews"
        written = next(line.split()[1] for line in text.splitlines() if line.startswith("id:"))
        (folder / kind).mkdir(exist_ok=True)
        (folder / kind / f"{written}.yaml").write_text(text, encoding="utf-8")
    return folder


def small(folder: Path) -> api.KnowledgeBase:
    return api.open_kb(write(folder, tank=TANK, drum=DRUM, server=SERVER, lesson_dead_eye=GENERAL), DAY)


__all__ = [
    "DAY",
    "DRUM",
    "GENERAL",
    "ROOT",
    "SERVER",
    "TANK",
    "Library",
    "found",
    "index_of",
    "matches",
    "record",
    "small",
    "write",
]
