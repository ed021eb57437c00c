"""What a reader typed, as words to find, words to keep together and words to leave out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from rca.search.words import STOP_WORDS, compounds, han_pairs, is_han, tokens

LONGEST = 2000
"""Characters of a query that are read; what stands behind them is left."""
SENTENCE = 8
"""A query of more words than this is a sentence: nobody expects all of them in one record."""
_QUOTED = re.compile(r"(?P<out>-?)[\"“”„«»「」『』](?P<text>[^\"“”„«»「」『』]*)[\"“”„«»「」『』]")
_LEFT_OUT = re.compile(r"(?:^|(?<=\s))-(?=[^\W\d_])\S+")
_PARTICLES = frozenset("的了和与在是有被把将也而及或之其")
"""Han that only joins other words."""
_LONGEST_HAN = 8


@dataclass(frozen=True, slots=True)
class Word:
    """A word to find."""

    text: str
    han: bool = False
    last: bool = False
    """Whether it may go on: the query ends with it."""
    joined: str = ""
    """As one word, where it was written with a hyphen: `startup` for `start-up`."""
    after: bool = False
    """Whether the word before stands right before it, so that the two may be a pair."""


@dataclass(frozen=True, slots=True)
class Query:
    """A query as it was understood."""

    words: tuple[Word, ...]
    phrases: tuple[tuple[str, ...], ...] = ()
    """Words that have to stand together, stop words left out."""
    without: tuple[tuple[str, ...], ...] = ()
    """Words or phrases that may not stand in a hit."""


def parse(text: str, segments: Mapping[str, object] = MappingProxyType({})) -> Query:
    """Read a query: `words "a phrase" -word -"a phrase"`.

    In a sentence quotation marks and dashes are what they are in prose: they ask for nothing.

    Args:
        text: what was typed, of any length; nothing in it is an error.
        segments: words at which a run of Han is cut, each as its pairs of Han joined by blanks.
    """
    text = text[:LONGEST]
    everything = tuple(_words(text, segments))
    if len(everything) > SENTENCE:
        return Query(everything)
    phrases: list[tuple[str, ...]] = []
    without: list[tuple[str, ...]] = []

    def take_quoted(match: re.Match[str]) -> str:
        content = _content(match["text"], segments)
        if content:
            (without if match["out"] else phrases).append(content)
        return " " if match["out"] else f" {match['text']} "

    def take_left_out(match: re.Match[str]) -> str:
        content = _content(match[0], segments)
        if content:
            without.append(content)
        return " "

    plain = _LEFT_OUT.sub(take_left_out, _QUOTED.sub(take_quoted, text))
    return Query(tuple(_words(plain, segments)), tuple(phrases), tuple(without))


def _content(text: str, segments: Mapping[str, object]) -> tuple[str, ...]:
    return tuple(word.text for word in _words(text, segments))


def _words(text: str, segments: Mapping[str, object]) -> Iterator[Word]:
    found = tokens(text)
    joined = {each: each for each in compounds(text, found)}
    open_end = bool(found) and not text[found[-1].end :].strip() and text[-1:].strip() != ""
    after = False
    for place, token in enumerate(found):
        if is_han(token.word):
            for piece in han_words(token.word, segments):
                yield Word(piece, han=True)
            after = False
        elif token.word not in STOP_WORDS:
            beside = ([token.word + found[place + 1].word] if place + 1 < len(found) else []) + (
                [found[place - 1].word + token.word] if place else []
            )
            yield Word(
                token.word,
                last=open_end and place == len(found) - 1,
                joined=next((each for each in beside if each in joined), ""),
                after=after,
            )
            after = True


def han_words(run: str, segments: Mapping[str, object]) -> Iterator[str]:
    """A run of Han cut into the longest known words from its left; what is between them stays as it is."""
    start = place = 0
    while place < len(run):
        size = next(
            (
                size
                for size in range(min(_LONGEST_HAN, len(run) - place), 1, -1)
                if " ".join(han_pairs(run[place : place + size])) in segments
            ),
            0,
        )
        if not size and run[place] not in _PARTICLES:
            place += 1
            continue
        if start < place:
            yield run[start:place]
        if size:
            yield run[place : place + size]
        place += max(1, size)
        start = place
    if start < place:
        yield run[start:place]
