"""How text becomes the words that are indexed: the same steps for records, for queries and in the browser."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import Stemmer

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
_ASCII = re.compile(r"[a-z0-9]+(?:'[a-z0-9]+)*")
_HYPHEN = re.compile(r"-(?=[^\W_])")
_HAN = re.compile(rf"[{_HAN_CHARS}]")
_PLAIN = re.compile(r"[a-z]+")
_STEMMER = Stemmer.Stemmer("english")


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


def whole(text: str) -> str:
    """Text without halves of characters, which JSON can write and nothing can print."""
    return text if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def raw_tokens(text: str) -> list[str]:
    """The words of `tokens` before they are brought into one spelling by `spelled`: much faster, and mostly the same.

    >>> raw_tokens("The operator's start-up, 液位计")
    ['The', "operator's", 'start', 'up', '液位计']
    """
    return _ASCII.findall(text.lower()) if text.isascii() else _TOKEN.findall(text)


def spelled(raw: str) -> str:
    """The word of a raw token, in the spelling that is indexed."""
    return _bare(normal(raw))


def hyphened(text: str) -> Iterator[tuple[str, str]]:
    """Two words joined by a hyphen and by nothing else, `start` and `up` of `start-up`; not three or more in a chain."""
    if "-" not in text:
        return
    for match in _HYPHEN.finditer(text):
        after, before = _TOKEN.match(text, match.end()), _last(text, match.start())
        if after is None or not before or text[after.end() : after.end() + 1] == "-":
            continue
        if text[max(0, match.start() - len(before) - 1) : match.start() - len(before)] != "-":
            yield spelled(before), spelled(after[0])


def compounds(text: str, found: Sequence[Token]) -> Iterator[str]:
    """Words written with a hyphen one part of which is a stop word, as one word: `startup` for `start-up`."""
    for before, after in itertools.pairwise(found):
        if text[before.end : after.start] != "-" or (before.word in STOP_WORDS) == (after.word in STOP_WORDS):
            continue
        if text[before.start - 1 : before.start] != "-" and text[after.end : after.end + 1] != "-":
            yield before.word + after.word


def _last(text: str, end: int) -> str:
    """The token that ends at a place of a text; empty when none does."""
    if end == 0 or not text[end - 1].isalnum():
        return ""
    for start in (max(0, end - 40), 0):
        found: str = _TOKEN.findall(text, start, end)[-1]
        if len(found) < end - start:
            break
    return found


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


def letters_of(word: str) -> int:
    """Which of the letters a to z a word has, as bits; 0 for a word that a slip cannot have meant."""
    if len(word) < 3 or not _PLAIN.fullmatch(word):
        return 0
    return sum(1 << (ord(letter) - 97) for letter in set(word))
