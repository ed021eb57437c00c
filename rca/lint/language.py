"""Looking for words in what an author wrote: whole words in English, stretches of characters in Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

ACTOR = re.compile(
    r"\b(?:operators?|crew|staff|workers?|workmen|employees?|technicians?|engineers?|supervisors?|managers?|management"
    r"|foreman|foremen|drivers?|pilots?|captain|officers?|contractors?|teams?|shift|company|owners?|makers?"
    r"|manufacturers?|board|department|inspectors?|regulators?|physicists?|nurses?|doctors?|programmers?|developers?"
    r"|personnel|people|leadership|organi[sz]ation|he|she|they|who)\b(?!['’]s)",
    re.IGNORECASE,
)
"""Words for people and bodies, the possible subject of an act."""

_THING = re.compile(
    r"\b(?:consoles?|panels?|displays?|screens?|alarms?|systems?|software|interlocks?|valves?|pumps?|sensors?"
    r"|transmitters?|switch(?:es)?|logs?|servers?|trips?|gauges?)\s*$",
    re.IGNORECASE,
)
"""Things that stand between a person's word and the verb: `the operator console failed to …`."""

_ACTOR_ZH = re.compile(
    "人员|操作工|操作员|工人|员工|司机|班组|班长|负责人|领导|经理|厂长|主任|公司|企业|部门|单位|他们"
)
_QUOTED = re.compile(r"“[^”]{0,400}”|「[^」]{0,400}」|『[^』]{0,400}』|《[^》]{0,400}》|\"[^\"]{0,400}\"|`[^`]{0,400}`")
_SENTENCE_END = re.compile(r"[.!?;。！？；]")
_HAN = re.compile("[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Hit:
    """A word that was found."""

    word: str
    """As the author wrote it."""
    listed: str
    """As the list has it."""
    before: str
    """What stands before it in the same sentence."""
    after: str
    """What stands after it in the same sentence."""

    @property
    def of_an_actor(self) -> bool:
        """Whether somebody, and not something, is the subject."""
        if _HAN.search(self.listed):
            return bool(_ACTOR_ZH.search(self.before))
        near = " ".join(self.before.split()[-_NEAR:])
        return bool(ACTOR.search(near)) and not _THING.search(self.before)


_NEAR = 5
"""Words before a verb among which its subject is looked for."""


def own_words(text: str) -> str:
    """The text with quotations and titles blanked out: they are somebody else's words."""
    return _QUOTED.sub(lambda match: " " * len(match[0]), text)


def find_words(text: str, words: Sequence[str]) -> Iterator[Hit]:
    """Every occurrence of a listed word in an author's own words, in the order written."""
    if not words:
        return
    pattern = _pattern(tuple(words))
    if pattern.search(text) is None:
        return
    own = own_words(text)
    for match in islice(pattern.finditer(own), _MOST):
        word = " ".join(match[0].split())
        before = own[max(0, match.start() - _WINDOW) : match.start()]
        after = own[match.end() : match.end() + _WINDOW]
        yield Hit(word, word.casefold(), _SENTENCE_END.split(before)[-1], _SENTENCE_END.split(after)[0])


_MOST = 50
"""Words looked at in one passage."""
_WINDOW = 300
"""Characters before and after a word in which its sentence is looked for."""


@lru_cache(maxsize=64)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """English words match whole and with any stretch of blanks between them; Chinese ones match as they stand."""
    chinese = [re.escape(word) for word in words if _HAN.search(word)]
    english = [r"\s+".join(re.escape(part) for part in word.split()) for word in words if not _HAN.search(word)]
    longest = sorted(english, key=len, reverse=True)
    forms = [r"(?<![\w-])(?:" + "|".join(longest) + r")(?![\w-])"] if longest else []
    forms += sorted(chinese, key=len, reverse=True)
    return re.compile("|".join(forms), re.IGNORECASE)


_WORD = re.compile(r"[a-z0-9]+(?:\.[0-9]+)?")
_LETTER = re.compile(r"(?<=\w )[A-Z]\b")
"""A letter that is a name: pump A."""
_EMPTY = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "to",
        "in",
        "on",
        "at",
        "by",
        "for",
        "from",
        "with",
        "and",
        "or",
        "but",
        "as",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "it",
        "its",
        "that",
        "this",
        "which",
        "who",
        "had",
        "has",
        "have",
        "did",
        "do",
        "does",
        "into",
        "out",
        "up",
        "down",
        "over",
        "under",
        "than",
        "then",
        "so",
    ]
)


@lru_cache(maxsize=4096)
def tokens(text: str) -> frozenset[str]:
    """What a text is about: stems of its English words without the empty ones, and pairs of Chinese characters."""
    lowered = text.casefold()
    found = {stem(word) for word in _WORD.findall(lowered) if word not in _EMPTY}
    found.update(_LETTER.findall(text))
    for run in re.findall("[\u3400-\u9fff]{2,}", lowered):
        found.update(run[index : index + 2] for index in range(len(run) - 1))
    return frozenset(found)


_ENDINGS = ("ings", "ing", "edly", "ed", "ies", "es", "ly", "s", "y", "e")
_SHORTEST = 3
"""Letters that a stem keeps."""


def stem(word: str) -> str:
    """An English word without its ending, so that `planned` and `plans` are one; rough, and enough to compare sentences."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            word = word[: -len(ending)]
            break
    return word[:-1] if len(word) > _SHORTEST and word[-1] == word[-2] else word


def overlap(first: frozenset[str], second: frozenset[str]) -> float:
    """Share of the shorter text's tokens that the other has too, 0..1 (Szymkiewicz–Simpson)."""
    fewest = min(len(first), len(second))
    return len(first & second) / fewest if fewest else 0.0


def likeness(first: frozenset[str], second: frozenset[str]) -> float:
    """Share of all tokens that both texts have, 0..1 (Jaccard)."""
    together = len(first | second)
    return len(first & second) / together if together else 0.0
