"""What a trainer takes from a case, place by place, and its fingerprint.

The fingerprint is over what is taught and not over the file: a new comment, a link, a silenced finding or a signature
leaves it as it was. A trainer who is called for each of them learns to accept without looking.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rca.analysis.findings import Findings
from rca.records.event import Harm
from rca.records.review import Review

VERSION = "v1"
"""Stands before each fingerprint, so that another definition of it does not make every case look changed."""

Taught = Mapping[str, Mapping[str, str]]
"""Place (`event RANGE`) to facet (`status`) to words."""

SPELLED_OUT = frozenset(("status", "gate", "state", "kind", "breaks", "guards", "because", "verdict", "paths", "key"))
"""Short facets that a snapshot keeps in words; of long ones it keeps a digest, since the review itself has the words."""


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between what a trainer read and what stands there now."""

    place: str
    facet: str
    """Empty when the place as a whole is new or gone."""
    before: str
    """Words, or empty where only a digest was kept."""
    now: str
    """Empty when it is gone."""

    def sentence(self) -> str:
        """The change as a trainer reads it."""
        if not self.facet:
            return f"{self.place} is new: {self.now}" if self.now else f"{self.place} is gone"
        if self.before and self.now:
            return f"{self.place}: {self.facet} was {self.before}, is now {self.now}"
        if self.now:
            return f"{self.place}: {self.facet} now reads: {self.now}"
        return f"{self.place}: {self.facet} is gone" + (f" (was {self.before})" if self.before else "")


def fingerprint(review: Review, findings: Findings) -> str:
    """`v1-` and 16 hexadecimal digits of the SHA-256 of what is taught."""
    text = json.dumps(taught(review, findings), sort_keys=True, ensure_ascii=False)
    return f"{VERSION}-{hashlib.sha256(text.encode()).hexdigest()[:16]}"


def snapshot(review: Review, findings: Findings) -> dict[str, dict[str, str]]:
    """What is taught with long words as digests: enough to tell later what changed, and small."""
    return {
        place: {facet: words if facet in SPELLED_OUT else _digest(words) for facet, words in facets.items()}
        for place, facets in taught(review, findings).items()
    }


def changes(before: Taught, review: Review, findings: Findings) -> tuple[Change, ...]:
    """What changed in meaning since a snapshot was taken, in the order of the review; what is gone stands last."""
    now, digests = taught(review, findings), snapshot(review, findings)
    found: list[Change] = []
    for place, facets in now.items():
        if place not in before:
            found.append(Change(place, "", "", next(iter(facets.values()))))
            continue
        for facet in dict.fromkeys((*facets, *before[place])):
            old, new = before[place].get(facet), digests[place].get(facet)
            if old != new:
                shown = old if old is not None and facet in SPELLED_OUT else ""
                found.append(Change(place, facet, shown or "", facets.get(facet, "")))
    found.extend(Change(place, "", "", "") for place in before if place not in now)
    return tuple(found)


def taught(review: Review, findings: Findings) -> dict[str, dict[str, str]]:
    """Everything of a case that a trainer teaches from, and what the tree says; facets without words are left out."""
    pairs = (*_case(review, findings), *_tree(review), *_listed(review), *_training(review))
    return {place: {name: words for name, words in facets.items() if words} for place, facets in pairs}


def _case(review: Review, findings: Findings) -> Iterator[tuple[str, dict[str, str]]]:
    harm = review.event.harm
    yield (
        "case",
        {
            "title": review.title,
            "summary": review.summary.text if review.summary else "",
            "date": review.event.date,
            "harm": _harm(harm) if harm else "",
            "normal work": review.event.normal_work.text if review.event.normal_work else "",
        },
    )
    yield (
        "tree",
        {
            "top": review.fault_tree.top,
            "verdict": findings.verdict,
            "paths": f"{findings.actual_count} that happened, {findings.minimal_cut_set_count} that could",
        },
    )
    summary = review.technical_summary
    for name in ("what_happened", "mechanism", "methods_that_solve", "future_direction", "limits"):
        part = getattr(summary, name) if summary else None
        if part is not None:
            yield f"summary {name.replace('_', ' ')}", {"wording": part.text}
    for number, question in enumerate(review.open_questions, 1):
        yield f"open question {number}", {"wording": question.text}
    for conflict in review.conflicts:
        yield f"conflict “{conflict.what}”", {"values": " / ".join(str(each.value) for each in conflict.values)}


def _harm(harm: Harm) -> str:
    """Its values by name: the order in which an author wrote the keys is no change."""
    return json.dumps(harm.model_dump(mode="json", exclude_defaults=True), sort_keys=True, ensure_ascii=False)


def _tree(review: Review) -> Iterator[tuple[str, dict[str, str]]]:
    for placed in review.fault_tree.placed():
        event = placed.event
        count = f"{event.threshold} of " if event.threshold else ""
        gate = f"{event.gate} {count}{', '.join(placed.causes)}" if event.gate else ""
        yield f"event {placed.id}", {
            "wording": event.event, "status": event.status or "", "gate": gate,
            "because": ", ".join(event.shaped_by), "reason": event.reason or "",
        }  # fmt: skip


def _listed(review: Review) -> Iterator[tuple[str, dict[str, str]]]:
    seen: dict[str, int] = {}
    for entry in review.timeline:
        seen[entry.at] = seen.get(entry.at, 0) + 1
        again = f" ({seen[entry.at]})" if seen[entry.at] > 1 else ""
        yield f"timeline {entry.at}{again}", {"wording": entry.what}
    for barrier in review.barriers:
        yield f"barrier {barrier.id}", {
            "wording": barrier.what, "state": barrier.state, "how": barrier.how or "", "guards": ", ".join(barrier.guards),
        }  # fmt: skip
    for action in review.actions or ():
        yield f"action {action.id}", {
            "wording": action.do, "status": action.status or "", "breaks": ", ".join(action.breaks),
        }  # fmt: skip
    for lesson in review.lessons:
        yield f"lesson {lesson.id}", {
            "wording": lesson.lesson, "kind": lesson.kind, "question": lesson.ask or "", "because": ", ".join(lesson.because),
        }  # fmt: skip


def _training(review: Review) -> Iterator[tuple[str, dict[str, str]]]:
    training = review.training
    if training is None:
        return
    named = {
        "framing question": training.questions, "key point": training.key_points, "discussion": training.discussion,
        "toolbox talk": training.toolbox_talk, "objective": tuple(each.text for each in training.objectives),
    }  # fmt: skip
    for name, texts in named.items():
        for number, text in enumerate(texts, 1):
            yield f"{name} {number}", {"wording": text}
    for number, question in enumerate(training.quiz, 1):
        key = question.options[question.answer - 1] if question.answer <= len(question.options) else ""
        yield f"quiz question {question.id or number}", {
            "wording": question.ask, "options": " / ".join(question.options), "key": key,
        }  # fmt: skip


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:8]
