"""A small knowledge base to teach from: two invented cases and a course on both."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from rca.api import KnowledgeBase

LINT = Path(__file__).parent.parent / "lint"
AS_OF = dt.date(2024, 3, 1)
COURSE = """\
format: 1
id: spills
title: Spills & <what> stops them   # the title stays
summary: Two invented cases.
status: active
level: introductory
audience: [operators]
minutes: 60
outcomes:
  - {id: O-STOP, text: Choose an independent stop}
  - {id: O-ASK, text: Ask what would stop it}
modules:
  - id: M1
    title: An overflow
    minutes: 25
    about: A tank that overflowed.
    cases:
      - review: solvent-tank   # a comment that stays
        objectives: [O-STOP]
      - {review: wash-tank, objectives: [O-STOP, O-ASK], focus: [SWITCH-DEAD], questions: ["What would have told you?"]}
    activities: [Draw the tank]
    listen_for: [Somebody says the switch is independent]
    quiz:
      - id: Q-SWITCH
        ask: What is known of the <switch>?
        options: ["It had no power = {dead} ~ #1", It worked, It was bypassed]
        answer: 1
        because: The log shows it.
        objective: O-STOP
        evidence: [wash-tank#E-DRAIN]
        holds: {of: wash-tank, happened: SWITCH-DEAD}
  - id: M2
    title: Practice
    minutes: 35
    lessons: [wash-tank#L-DRAIN]
    quiz:
      - id: Q-CUT
        ask: Which events together brought the water to the river?
        options: [The dead switch, The dead switch and the open drain, The open drain]
        answer: 2
        objective: O-ASK
        evidence: [wash-tank#E-DRAIN]
        holds: {of: wash-tank, minimal_cut_set: [SWITCH-DEAD, DRAIN-OPEN]}
"""
TECHNICAL = "  - {id: L-POWER, kind: technical, lesson: Give the switch its own supply, because: [SWITCH-DEAD], ask: Who sees it die?}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A knowledge base on disk."""
    kb = tmp_path / "kb"
    for name, text in {
        "reviews/solvent-tank": (LINT / "clean.yaml").read_text("utf-8").replace("storage-safety", "spills"),
        "reviews/wash-tank": (LINT / "earlier.yaml").read_text("utf-8") + TECHNICAL,
        "courses/spills": COURSE,
    }.items():
        path = kb / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return kb


@pytest.fixture
def kb(folder: Path) -> KnowledgeBase:
    """The same, opened."""
    return KnowledgeBase(folder, AS_OF)


@pytest.fixture(scope="session")
def real() -> KnowledgeBase:
    """The knowledge base of this repository."""
    return KnowledgeBase(Path(__file__).parents[2] / "kb", dt.date(2026, 11, 24))
