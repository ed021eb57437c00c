"""A small knowledge base that the tests of the site are held against."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from rca import api
from rca.site.context import SiteContext
from rca.site.page import Attachment, Page
from rca.site.pages import all_pages

DAY = dt.date(2026, 7, 1)

TANK = """
id: tank-2014
title: Tank overfilled at night
review: {report_approved: 2014-12-01}
event:
  date: 2014-03-02
  place: {country: NL, site: North yard}
  organisation: Yard Company
  industry: C.chemicals
  equipment: [tank]
  hazards: [flammable]
  harm: {deaths: 1, injured: 2}
fault_tree:
  top: SPILL
  events:
    SPILL: {event: Solvent ran over, all_of: [FILLING, GAUGE]}
    FILLING: {event: The pump ran on, kind: condition, status: confirmed, evidence: [E-LOG]}
    GAUGE: {event: The gauge stood still, kind: technical, defect: T-SENSE, depth: root, status: confirmed, evidence: [E-LOG]}
sources: {S-FILE: {title: Yard file, tier: primary, seen: whole, url: "https://example.org/file"}}
evidence:
  E-LOG: {what: Pump log, kind: data, grade: B, source: S-FILE, checked: true}
  E-TOLD: {what: A recalled number, kind: report, source: S-FILE, checked: false}
actions:
  - {id: A-TRIP, do: Fit a second switch, breaks: [GAUGE], kind: forcing-function, control: engineering, function: prevent,
     owner: Yard engineer, due: 2015-01-31, status: accepted}
lessons:
  - {id: L-EYE, kind: technical, lesson: One eye on a level is none, because: [GAUGE], ask: "Which of our tanks has one eye?",
     applies_to: {equipment: [tank], hazards: [flammable]}, keywords: [overfill], published: 2014-12-01}
conflicts:
  - {what: Litres spilt, values: [{value: 300, source: S-FILE}, {value: 500}]}
"""

DRUM = """
id: drum-2020
title: Drum overfilled by day
event: {date: 2020-05-06, industry: C.chemicals, equipment: [tank], harm: {deaths: 0, measures: [{what: Line down, value: 3, unit: h}]}}
fault_tree:
  top: SPILL
  events:
    SPILL: {event: The drum ran over, any_of: [SWITCH]}
    SWITCH: {event: The switch was stuck, kind: procedural, defect: P-MAINT, status: confirmed, evidence: [E-SEEN]}
evidence: {E-SEEN: {what: The switch as found, kind: physical, custodian: Workshop}}
lessons:
  - {id: L-TEST, kind: procedural, lesson: Test the switch by filling, because: [SWITCH], ask: "When did ours last act?",
     applies_to: {equipment: [tank]}}
"""

GENERAL = """
id: dead-eye
title: An eye that can die unseen
kind: technical
lesson: Nothing that can look healthy while dead is a barrier.
from: ["tank-2014#L-EYE", "drum-2020#L-TEST"]
ask: Which of our instruments would show the same when dead?
why: It shows what was last true.
methods: [A second eye of another kind]
toolbox_talk: [Look at one gauge, Cut its wire in your mind]
applies_to: {equipment: [tank]}
defect: [T-SENSE]
status: shared
"""

COURSE = """
id: overfill
title: Overfill
summary: Two spills.
status: active
outcomes: [{id: O-SEE, text: Tell a live gauge from a dead one}]
modules:
  - id: M-1
    title: The gauge
    minutes: 30
    cases: [{review: tank-2014, objectives: [O-SEE], focus: [GAUGE, L-EYE], questions: ["What did it show?"]}]
    lessons: [dead-eye, "tank-2014#L-EYE"]
    quiz: [{ask: "Which is independent?", options: [A second display, A second sensor], answer: 2, objective: O-SEE}]
"""

ADOPTION = """
id: south-dead-eye
kind: exercise
site: South yard
lesson: dead-eye
applies: true
decided_by: Site engineer
decided_on: 2021-02-03
done: Second switch fitted
seen: {date: 2021-09-01, by: Area inspector}
"""


def write(root: Path, **files: str) -> Path:
    """A knowledge base with these files; `review_x` stands in `reviews/x.yaml`, and so on."""
    folders = {
        "review": "reviews",
        "lesson": "lessons",
        "course": "courses",
        "adoption": "adoptions",
        "taxonomy": "taxonomies",
    }
    root.mkdir(exist_ok=True)
    for name, text in files.items():
        kind, _, stem = name.partition("_")
        path = root / folders[kind] / f"{stem.replace('_', '-')}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def small(root: Path) -> Path:
    """Two cases, a general lesson, a course and an adoption."""
    return write(
        root, review_tank_2014=TANK, review_drum_2020=DRUM, lesson_dead_eye=GENERAL, course_overfill=COURSE,
        adoption_south_dead_eye=ADOPTION,
    )  # fmt: skip


def context_of(root: Path) -> SiteContext:
    return api.site_context(api.open_kb(root, DAY))


def made(root: Path) -> dict[str, str]:
    """Bodies of all pages and texts of all attachments, by address."""
    return {item.path: body(item) for item in all_pages(context_of(root))}


def body(item: Page | Attachment) -> str:
    if isinstance(item, Page):
        return str(item.body)
    return item.content if isinstance(item.content, str) else item.content.decode("utf-8", "replace")
