"""Invented reviews of about 250 lines, as many as asked for: the same seed gives the same files."""

from __future__ import annotations

import random
from pathlib import Path

_PARTS = ("valve", "pump", "hose", "switch", "relay", "seal", "filter", "cable", "sensor", "gasket", "motor", "hatch")
_STATES = (
    "stood open",
    "was worn",
    "was never tested",
    "had been bridged",
    "was blocked",
    "read too low",
    "was missing",
)
_PLACES = ("in bay", "at tank", "on line", "in hall", "at berth", "on deck", "in cabinet")
_ROLES = ("Shift lead", "Maintenance head", "Yard engineer", "Site manager", "Process engineer", "Planner")
_SITES = ("North yard", "South yard", "River works", "Hill plant", "Harbour basin", "Old mill", "East terminal")
_DEFECTS = ("T-SENSE", "T-PROTECT", "T-AGE", "P-MOC", "P-MAINT", "O-GOAL", "O-STAFF")
_INDUSTRY = ("C.chemicals", "C.refining", "H", "B", "D")
_EQUIPMENT = ("pump", "pipe", "vessel", "instrument", "tank")
_HAZARDS = ("flammable", "thermal", "electrical", "toxic")
_KINDS = ("technical", "procedural", "organisational", "human", "condition")
_WORDS = [
    "the",
    "level",
    "rose",
    "while",
    "nobody",
    "watched",
    "the",
    "gauge",
    "and",
    "the",
    "alarm",
    "that",
    "should",
    "have",
    "sounded",
    "had",
    "been",
    "silenced",
    "in",
    "spring",
    "after",
    "it",
    "had",
    "cried",
    "wolf",
    "for",
    "a",
    "week",
    "so",
    "that",
    "the",
    "shift",
    "had",
    "come",
    "to",
    "rely",
    "on",
    "the",
    "clock",
    "and",
    "on",
    "the",
    "sound",
    "of",
    "the",
    "pump",
    "which",
    "changes",
    "when",
    "the",
    "tank",
    "is",
    "nearly",
    "full",
    "and",
    "which",
    "could",
    "not",
    "be",
    "heard",
    "that",
    "night",
    "because",
    "of",
    "the",
    "rain",
    "on",
    "the",
    "roof",
]


def write_reviews(folder: Path, count: int, seed: int = 7) -> Path:
    """A knowledge base with `count` reviews below `folder`; returns the folder."""
    reviews = folder / "reviews"
    reviews.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        name = f"case-{number:05d}"
        (reviews / f"{name}.yaml").write_text(review(number, seed), "utf-8")
    return folder


def review(number: int, seed: int = 7) -> str:
    """One review; a number beyond the first few looks back at an earlier one now and then."""
    it = random.Random(seed * 1_000_003 + number)
    date = f"{it.randint(1975, 2024)}-{it.randint(1, 12):02d}-{it.randint(1, 28):02d}"
    causes = [f"CAUSE-{at}" for at in range(1, it.randint(8, 12))]
    lines = [
        f"# Invented for measuring; seed {seed}",
        "format: 1",
        f"id: case-{number:05d}",
        f'title: "{_sentence(it, 5)}: a spill {_place(it)}"',
        "summary:",
        "  text: >",
        *_prose(it, 4),
        "  evidence: [E-1, E-2]",
        "kind: incident",
        "review:",
        "  basis: own",
        f"  stage: {it.choice(('opened', 'evidence', 'analysis', 'actions'))}",
        "  language: en",
        f"  opened: {date}",
        "  experts:",
        "    - {id: lead, role: lead, discipline: process safety}",
        "    - {id: outside, role: independent-expert, discipline: machines, independent: true}",
        "  sign_offs:",
        f"    - {{stage: opened, by: lead, date: {date}}}",
        "event:",
        f"  date: {date}",
        f'  time: "{it.randint(0, 23):02d}:{it.randint(0, 59):02d}"',
        f"  place: {{country: NL, site: {it.choice(_SITES)} {it.randint(1, 400)}}}",
        f"  organisation: {it.choice(_SITES)} company",
        f"  industry: {it.choice(_INDUSTRY)}",
        f"  equipment: [{it.choice(_EQUIPMENT)}]",
        f"  hazards: [{it.choice(_HAZARDS)}]",
        "  mode: normal",
        "  harm:",
        f"    deaths: {it.choice((0, 0, 0, 1))}",
        f"    injured: {it.randint(0, 5)}",
        f"    direct_loss: {{amount: {it.randint(1, 900)}000, currency: EUR}}",
        "    potential: more",
        "  normal_work: >",
        *_prose(it, 2),
        "timeline:",
        *(line for at in range(9) for line in _entry(it, date, at, causes)),
        "sources:",
        '  S-FILE: {title: "Investigation file", year: 2024, tier: primary, seen: whole}',
        "  S-LAB:",
        "    title: Laboratory report",
        "    year: 2024",
        "    tier: primary",
        "    seen: part",
        "evidence:",
        *(line for at in range(1, 9) for line in _evidence(it, at)),
        "fault_tree:",
        "  top: TOP",
        "  events:",
        "    TOP:",
        f"      event: {_sentence(it, 8)}",
        "      all_of: [BRANCH-A, BRANCH-B]",
        "    BRANCH-A:",
        f"      event: {_sentence(it, 7)}",
        f"      any_of: [{', '.join(causes[::2])}]",
        "    BRANCH-B:",
        f"      event: {_sentence(it, 7)}",
        f"      all_of: [{', '.join(causes[1::2])}]",
        *(line for name in causes for line in _cause(it, name, number)),
        "barriers:",
        *(line for at in range(1, 4) for line in _barrier(it, at, causes)),
        "actions:",
        *(line for at in range(1, 5) for line in _action(it, at, causes)),
        "lessons:",
        *(line for at in range(1, 4) for line in _lesson(it, at, causes)),
    ]
    if number > 9 and it.random() < 0.2:
        lines += ["links:", f"  - {{review: case-{it.randrange(number):05d}, relation: similar-to}}"]
    return "\n".join(lines) + "\n"


def _sentence(it: random.Random, length: int) -> str:
    start = it.randrange(len(_WORDS) - length)
    return f"The {it.choice(_PARTS)} {it.choice(_STATES)} and {' '.join(_WORDS[start : start + length])}"


def _place(it: random.Random) -> str:
    return f"{it.choice(_PLACES)} {it.randint(1, 40)}"


def _prose(it: random.Random, lines: int) -> list[str]:
    return [f"    {_sentence(it, 14)}." for _ in range(lines)]


def _entry(it: random.Random, date: str, at: int, causes: list[str]) -> list[str]:
    if at % 3:
        return [f'  - {{at: {date} {at + 8:02d}:{it.randint(0, 59):02d}, lane: Operation, what: "{_sentence(it, 6)}"}}']
    return [
        f"  - at: {date} {at + 8:02d}:{it.randint(0, 59):02d}",
        "    lane: Equipment",
        f"    what: {_sentence(it, 9)}",
        f"    events: [{it.choice(causes)}]",
        f"    evidence: [E-{it.randint(1, 8)}]",
    ]


def _evidence(it: random.Random, at: int) -> list[str]:
    return [
        f"  E-{at}:",
        f"    kind: {it.choice(('data', 'physical', 'document', 'testimony', 'test'))}",
        f"    grade: {it.choice('ABC')}",
        f'    what: "{_sentence(it, 8)}: {it.randint(2, 900)} of {it.randint(900, 999)}"',
        "    source: S-FILE",
        f"    at: p. {it.randint(1, 300)}",
        "    checked: true",
    ]


def _cause(it: random.Random, name: str, number: int) -> list[str]:
    lines = [
        f"    {name}:",
        f"      event: {_sentence(it, 10)}",
        f"      kind: {it.choice(_KINDS)}",
        f"      status: {it.choice(('confirmed', 'confirmed', 'likely', 'possible'))}",
        f"      evidence: [E-{it.randint(1, 4)}, E-{it.randint(5, 8)}]",
    ]
    if it.random() < 0.4:
        lines.append(f"      defect: {it.choice(_DEFECTS)}")
    if it.random() < 0.2:
        lines += ["      reason: >", f"        {_sentence(it, 12)}."]
    if number > 9 and it.random() < 0.03:
        lines.append(f"      see: [case-{it.randrange(number):05d}#CAUSE-1]")
    return lines


def _barrier(it: random.Random, at: int, causes: list[str]) -> list[str]:
    return [
        f"  - id: B-{at}",
        f"    what: {_sentence(it, 4)}",
        "    layer: trip",
        "    kind: functional",
        f"    state: {it.choice(('missing', 'failed'))}",
        "    task: maintain",
        f"    guards: [{it.choice(causes)}]",
    ]


def _action(it: random.Random, at: int, causes: list[str]) -> list[str]:
    return [
        f"  - id: A-{at}",
        f"    do: Replace the {it.choice(_PARTS)} {_place(it)} by one that shuts by itself",
        f"    breaks: [{it.choice(causes)}]",
        f"    kind: {it.choice(('forcing-function', 'physical-change', 'training'))}",
        "    control: engineering",
        f"    owner: {it.choice(_ROLES)}",
        "    resources: {budget: funded, people: named}",
        f"    due: 2025-{it.randint(1, 12):02d}-15",
        "    status: in-progress",
    ]


def _lesson(it: random.Random, at: int, causes: list[str]) -> list[str]:
    return [
        f"  - id: L-{at}",
        f"    kind: {it.choice(('technical', 'procedural'))}",
        "    lesson: >",
        f"      {_sentence(it, 12)}.",
        f"      {_sentence(it, 9)}.",
        f"    because: [{it.choice(causes)}]",
        f"    applies_to: {{equipment: [{it.choice(_EQUIPMENT)}]}}",
        f"    ask: Is the {it.choice(_PARTS)} tested {_place(it)}?",
    ]
