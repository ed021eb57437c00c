"""Who owns an action: one role or several."""

from __future__ import annotations

import re

_ROLE = re.compile(
    r"\b(?:manager|director|head|chief|engineer|leader|lead|officer|supervisor|foreman|team|department|owner|president"
    r"|coordinator|group|board|committee|management|executive|agency|authority|office|contractor|supplier)s?\b|经理|主任|厂长|部长|部门|科长|处长|班组|公司|部$|科$",
    re.IGNORECASE,
)
_JOINED = re.compile(r"\s+(?:and|as well as|together with)\s+|\s*[;/&+、；]\s*|\s*[和及与]\s*", re.IGNORECASE)


def several(owner: str) -> bool:
    """Whether a text names two roles: `X manager and Y manager`, but not `Health and safety manager`."""
    parts = [part for part in _JOINED.split(" ".join(owner.split())) if part.strip()]
    return len(parts) > 1 and all(_ROLE.search(part) for part in parts)


def same_role(first: str, second: str) -> bool:
    """Whether two texts name one role, whatever their case and blanks."""
    return " ".join(first.casefold().split()) == " ".join(second.casefold().split())
