"""The nearest right word for a slip."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

_NEAR = 65
"""Per cent of letters shared; below it a guess misleads more than it helps."""

_WANTED = 15
"""Per cent that a missing word is ahead of one that is not."""

SLIPS: dict[str, tuple[str, ...]] = {
    "or": ("any_of",), "any": ("any_of",), "and": ("all_of",), "all": ("all_of",), "xor": ("exactly_one_of",),
    "one_of": ("exactly_one_of",), "not": ("none_of",), "nor": ("none_of",), "vote": ("at_least",),
    "k_of_n": ("at_least",), "cause": ("because", "any_of"), "causes": ("because", "any_of"), "children": ("any_of",),
    "description": ("event", "what", "summary", "do", "lesson", "note"), "desc": ("event", "what", "do", "lesson"),
    "text": ("event", "what", "lesson", "do", "text"), "name": ("title", "event", "what", "id"),
    "label": ("event", "title", "what"), "statement": ("event", "lesson", "what"), "type": ("kind",),
    "state": ("status", "state"), "influences": ("shaped_by",), "influenced_by": ("shaped_by",),
    "responsible": ("owner", "by"), "assignee": ("owner",), "who": ("owner", "by", "lane"), "deadline": ("due",),
    "due_date": ("due",), "link": ("url",), "page": ("at",), "pages": ("at",), "when": ("at", "date"),
    "time": ("at", "time"), "date": ("at", "date"), "fatalities": ("deaths",), "killed": ("deaths",),
    "dead": ("deaths",), "casualties": ("injured",), "injuries": ("injured",), "where": ("place", "at"),
    "location": ("place", "site"), "company": ("organisation",), "sector": ("industry",), "tree": ("fault_tree",),
    "recommendations": ("actions",), "corrective_actions": ("actions",), "measures": ("measures", "actions"),
    "prevents": ("breaks",), "fixes": ("breaks",), "mitigates": ("weakens",), "likelihood": ("probability", "failure_on_demand"),
    "p": ("probability", "failure_on_demand"), "probability": ("failure_on_demand",), "pfd": ("failure_on_demand",),
    "probability_of_failure_on_demand": ("failure_on_demand",), "pfdavg": ("failure_on_demand",), "author": ("by", "author"), "action": ("do",), "proof": ("evidence",),
    "justification": ("reason", "because"), "why": ("reason", "because", "why"), "gate": ("any_of",),
    "experts": ("experts", "review"), "yes": ("true",), "no": ("false",), "medium": ("possible",),
    "true": ("confirmed",), "false": ("refuted",), "unknown": ("open", "unknown"), "undetermined": ("possible",),
    "near_miss": ("near-miss",), "nearmiss": ("near-miss",), "done": ("implemented", "done"), "closed": ("verified", "closed"),
    "proven": ("confirmed",), "probable": ("likely",), "disproved": ("refuted",), "rejected": ("refuted", "rejected"),
    "management": ("organisational", "management"), "technical_cause": ("technical",), "absent": ("missing",),
    "broken": ("failed",), "prevention": ("prevent", "prevention"), "mitigation": ("mitigate", "mitigation"),
    "fatal": ("deaths",), "org": ("organisational", "organisation"), "chinese": ("zh",), "english": ("en",),
}  # fmt: skip
"""Words that people of the trade write for a word of the format; the first that is allowed at the place is offered."""


def nearest(word: str, allowed: Iterable[str], wanted: Collection[str] = ()) -> str:
    """The allowed word that was most likely meant, or nothing when none is near.

    Args:
        word: as written.
        allowed: the words that can stand at the place.
        wanted: those among them that are missing there, and so are likelier to be meant.
    """
    from rapidfuzz import fuzz, process  # only a file with a slip pays for it

    words = {each: _folded(each) for each in allowed}
    folded = _folded(word)
    for each, plain in words.items():
        if plain == folded:
            return each
    for each in SLIPS.get(folded, ()):
        if each in words:
            return each
    found = process.extract(folded[:80], words, scorer=fuzz.ratio, score_cutoff=_NEAR, limit=None)
    best = max(found, key=lambda match: match[1] + (_WANTED if match[2] in wanted else 0), default=None)
    return str(best[2]) if best is not None else ""


def is_slip(word: str, near: str, allowed: Iterable[str] = ()) -> bool:
    """Whether `word` can only be a misspelling of `near`: the same letters, or a slip of the hand away from it alone.

    Digits must agree, since `E-2` is no misspelling of `E-1`. A slip of the hand is one letter left out, put in,
    changed or swapped with the next, or two in a word of eight letters and more (Damerau, 1964).
    """
    from rapidfuzz.distance import OSA

    if not near or re.sub(r"\D", "", word) != re.sub(r"\D", "", near):
        return False
    written = _letters(word)
    if written == _letters(near):
        return True
    most = 0 if len(written) < _SHORT else 1 if len(written) < _LONG else 2
    away = OSA.distance(written, _letters(near), score_cutoff=most)
    others = (each for each in allowed if each != near)
    return away <= most and all(OSA.distance(written, _letters(each), score_cutoff=most) > most for each in others)


def same_letters(word: str, near: str) -> bool:
    """Whether two names differ in capitals and separators alone."""
    return bool(near) and _letters(word) == _letters(near)


_SHORT, _LONG = 4, 8
"""Letters from which a word can have one slip and two."""


def _letters(word: str) -> str:
    return re.sub(r"[\s_.-]", "", word.casefold())


def _folded(word: str) -> str:
    return word.strip().casefold().replace("-", "_").replace(" ", "_")
