"""Words that the tool computes with; every other code is a term of a taxonomy and is checked when the folder is linked."""

from __future__ import annotations

from typing import Literal

ReviewKind = Literal["incident", "near-miss", "exercise"]
Basis = Literal["own", "public-record"]
Stage = Literal["opened", "evidence", "analysis", "summary", "actions", "published", "verified", "closed"]
STAGES: tuple[Stage, ...] = ("opened", "evidence", "analysis", "summary", "actions", "published", "verified", "closed")
Status = Literal["confirmed", "likely", "possible", "open", "refuted"]
CauseKind = Literal["technical", "procedural", "human", "organisational", "external", "condition"]
Depth = Literal["immediate", "underlying", "root"]
EvidenceKind = Literal[
    "physical", "position", "data", "document", "testimony", "test", "simulation", "opinion", "report"
]
Grade = Literal["A", "B", "C", "D"]
BarrierLayer = Literal["design", "control", "alarm", "trip", "relief", "separation", "response", "management"]
BarrierKind = Literal["physical", "functional", "symbolic", "incorporeal"]
BarrierState = Literal["worked", "degraded", "failed", "bypassed", "missing", "unknown"]
BarrierTask = Literal["provide", "use", "maintain", "monitor"]
Function = Literal["prevent", "detect", "mitigate", "respond", "recover", "learn"]
ActionStatus = Literal[
    "proposed", "accepted", "in-progress", "implemented", "verified", "effective", "ineffective",
    "rejected", "superseded", "obsolete", "unknown",
]  # fmt: skip
Control = Literal["elimination", "substitution", "engineering", "administrative", "ppe"]
ActionKind = Literal[
    "physical-change", "design-review-usability", "forcing-function", "simplify-process", "standardise-equipment",
    "leadership-in-person", "redundancy", "workload", "software-aid", "remove-distraction", "simulation-training",
    "checklist", "remove-lookalikes", "communication-tool", "documentation-aid", "double-check", "warning",
    "new-procedure", "training", "study", "discipline", "unknown",
]  # fmt: skip
LessonKind = Literal["technical", "procedural"]
LessonStatus = Literal["identified", "validated", "shared", "adopted", "learned"]
Relation = Literal[
    "recurrence-of", "recurred-as", "precursor", "escalated-to", "similar-to", "missed-lesson", "lesson-not-used",
    "prompted", "prompted-by", "contrast",
]  # fmt: skip
PublicationLevel = Literal["public", "sector", "internal", "restricted"]
Anonymise = Literal["persons", "organisation", "location", "dates"]
ExpertRole = Literal[
    "lead", "discipline-expert", "independent-expert", "worker-rep", "facilitator", "owner", "approver", "trainer"
]
