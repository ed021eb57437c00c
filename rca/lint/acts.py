"""Sentences that tell of a departure from a rule, or of something that was not done."""

from __future__ import annotations

import re

from rca.lint.language import own_words

_RULE = (
    r"(?:procedures?|instructions?|rules?|permits?|checklists?|standards?|manuals?|regulations?|requirements?|polic(?:y|ies)"
    r"|protocols?|plans?|sheets?|limits?|guidelines?|guidance|steps?|checks?)"
)
_DEVIATION = re.compile(
    rf"\b(?:not|n['’]t|without)\s+(?:been\s+)?(?:follow|comply|compli|adher|observ)\w*\b[^.;]{{0,120}}?\b{_RULE}\b"
    rf"|\b{_RULE}\b[^.;]{{0,120}}?\b(?:not|n['’]t)\s+(?:been\s+)?(?:followed|complied|adhered|observed)\b"
    rf"|\b(?:deviat|depart)\w*\s+from\b[^.;]{{0,120}}?\b{_RULE}\b"
    rf"|\b(?:contrary\s+to|in\s+breach\s+of|breached|violat(?:ed|ing|ion\s+of)|disregarded|skipped|against)\b[^.;]{{0,40}}?\b{_RULE}\b"
    r"|\bwithout\s+(?:\w+\s+){0,4}permit\b"
    r"|违章|违规|违反|未按|不按|未遵守|未执行|擅自",
    re.IGNORECASE,
)
"""A verb of departing together with the kind of rule departed from."""

_OMISSION = re.compile(
    r"\b(?:did|do|does|has|have|had)\s*(?:not|n['’]t)\s+(?!know|understand|see|saw|seen|realis|realiz|recogni|expect|believe|notice|hear|reach|change|lead|help|prevent|bring|result"
    r"|have|had|cause|work|fit|match|cover|allow|show|contain|include|apply|mention|know|been\s+(?:known|seen|aware))\w+"
    r"|\b(?:was|were|been|being)\s*(?:not|n['’]t)\s+(?:yet\s+|fully\s+|ever\s+)?(?!known|seen|understood|shown|meant|needed|intended)"
    r"(?:done|made|told|kept|held|read|sent|given|taken|met|set|put|written|built|\w+ed)\b"
    r"|\b(?:nobody|no\s+one)\s+\w+|\bnever\s+\w+ed\b|\b(?:failed|neglected|forgot|omitted)\s+to\s+\w+"
    r"|(?:未|没有|没|忘记|遗漏)(?!知|能|来|遂|曾|意识|发现|认识|想到)[\u3400-\u9fff]{1,4}",
    re.IGNORECASE,
)
"""Verbs of doing under a negation; not knowing and not being able are no omissions."""


def deviation(sentence: str) -> str:
    """The words that tell of a departure from a procedure, rule or permit; empty when none do."""
    match = _DEVIATION.search(own_words(sentence))
    return " ".join(match[0].split()) if match else ""


def omission(sentence: str) -> str:
    """The words that tell of something that was not done; empty when none do."""
    match = _OMISSION.search(own_words(sentence))
    return " ".join(match[0].split()) if match else ""
