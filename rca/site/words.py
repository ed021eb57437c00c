"""The interface in a language: every word that is not in a taxonomy and was not written by an author."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from rca.site.wordlist import COUNTED, WORDS
from rca.site.words_case import CASE_WORDS
from rca.site.words_live import LIVE_WORDS
from rca.site.words_plan import PLAN_WORDS

Language = Literal["en", "zh"]
LANGUAGES: tuple[Language, ...] = ("en", "zh")
"""Languages of the site; the first stands at the root."""
TWO_YEARS = 730

EVERY = {**WORDS, **CASE_WORDS, **LIVE_WORDS, **PLAN_WORDS}
"""Words by key: those of all pages, and those of the page of a case."""


@dataclass(frozen=True, slots=True)
class Words:
    """The interface in one language; English where a translation is missing.

    >>> Words()("status.refuted")
    'ruled out'
    >>> Words().n("case", 3)
    '3 cases'
    """

    language: Language = "en"

    def __call__(self, key: str, **values: object) -> str:
        """The words for `key`, with `{name}` filled in. Values are put in as text and are escaped with it.

        Raises:
            KeyError: there is no such key: a slip in a template, held by a test.
        """
        texts = EVERY[key]
        text = texts.get(self.language) or texts["en"]
        return text.format(**values) if values else text

    def n(self, what: str, count: int) -> str:
        """A number with its noun: `1 case`, `3 cases`.

        Raises:
            KeyError: there is no such noun.
        """
        return f"{count}{' ' if self.language == 'en' else ''}{self.noun(what, count)}"

    def noun(self, what: str, count: int) -> str:
        """The noun that goes with a number.

        Raises:
            KeyError: there is no such noun.
        """
        one, other = COUNTED[what].get(self.language) or COUNTED[what]["en"]
        return one if count == 1 else other

    def span(self, days: int) -> str:
        """A stretch of time: in days below two years, in whole years from there on."""
        return self.n("day", days) if days < TWO_YEARS else self.n("year", int(days / 365.25))
