"""How text becomes the words that are indexed: the same steps for records, for queries and in the browser."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

import snowballstemmer

_STOPS = (
    "a about above after again against all also am an and any are as at be because been before being below between both "
    "but by can cannot could did do does doing down during each few for from further had has have having he her here "
    "hers him his how i if in into is it its itself me more most my no nor not of off on once only or other our out "
    "over own same she should so some such than that the their them then there these they this those through to too "
    "under until up very was we were what when where which while who whom why will with would you your"
)
STOP_WORDS = frozenset(_STOPS.split())
"""Too frequent to tell one record from another."""

_HAN_CHARS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Scripts written without blanks: Han and kana."""
_TOKEN = re.compile(rf"[{_HAN_CHARS}]+|[^\W_{_HAN_CHARS}]+(?:['’][^\W_{_HAN_CHARS}]+)*")
_HAN = re.compile(rf"[{_HAN_CHARS}]")
_PLAIN = re.compile(r"[a-z]+")
_STEMMER = snowballstemmer.stemmer("english")


class Token(NamedTuple):
    """A word of a text, in the spelling that is indexed, and where it stands."""

    word: str
    start: int
    end: int


def normal(text: str) -> str:
    """Text in one spelling: full-width and other compatibility forms folded, lower case, accents left out.

    >>> normal("Pérsão Ｔ２")
    'persao t2'
    """
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFKD", text).lower()
    return "".join(char for char in folded if not unicodedata.category(char).startswith("M"))


def tokens(text: str) -> tuple[Token, ...]:
    """Words of a text in order, stop words included; a run of Han or kana is one token.

    >>> [token.word for token in tokens("The operator's start-up, 液位计")]
    ['the', 'operator', 'start', 'up', '液位计']
    """
    return tuple(Token(_bare(normal(match[0])), *match.span()) for match in _TOKEN.finditer(text))


def _bare(word: str) -> str:
    """Without apostrophes: `operator's` as `operator`, `don't` as `dont`."""
    if "'" in word or "’" in word:
        word = word.replace("’", "'").removesuffix("'s").replace("'", "")
    return word


def is_han(word: str) -> bool:
    """Whether a token is a run of a script written without blanks."""
    return _HAN.match(word) is not None


def han_pieces(run: str) -> tuple[str, ...]:
    """What is indexed of a run of Han: every character, and every two that stand together.

    >>> han_pieces("液位计")
    ('液', '液位', '位', '位计', '计')
    """
    found: list[str] = []
    for place, char in enumerate(run):
        found.append(char)
        if place + 1 < len(run):
            found.append(run[place : place + 2])
    return tuple(found)


def han_pairs(run: str) -> tuple[str, ...]:
    """What of the index has to stand in a record that holds the run: its pairs, or its one character."""
    return tuple(run[place : place + 2] for place in range(len(run) - 1)) or (run,)


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The stem after Snowball's English algorithm (Porter 2); words with digits or other scripts stay as they are.

    >>> stem("overfilling")
    'overfil'
    """
    if not _PLAIN.fullmatch(word):
        return word
    stemmed: str = _STEMMER.stemWord(word)
    return stemmed
