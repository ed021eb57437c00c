"""The numbers of the ranking, in one place; the browser reads the same ones from the index."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field


@dataclass(frozen=True, slots=True)
class Tuning:
    """Chosen by measuring on public test queries; `docs/develop/search.md` has the figures."""

    saturation: float = 0.0075
    """k1 of BM25 is this times the average length, from 0.4 to 2.5: in long records a repeated word says more."""
    length: float = 0.5
    """b of BM25, how far a long record is held to be long-winded, where all are as long as each other."""
    spread: float = 0.4
    """Added to b, up to 0.9, times the spread of the lengths: where they differ much, the long ones tell of many things."""
    surface: float = 0.4
    """Weight of the word as it was typed beside that of its stem."""
    pair: float = 0.25
    """Weight of two words that stand together as they do in the query."""
    synonym: float = 0.2
    """Weight of a word of the same meaning."""
    completion: float = 0.9
    """Weight of a word that begins like the last word of the query."""
    doubt: float = 0.8
    """Weight of a frequent near word beside a rare word that may be a slip."""
    least: float = 0.1
    """Records that hold less than this share of the query's weight are left out."""
    enough: int = 10
    """Words of the same meaning are looked up only when fewer records than this hold all words; Chinese ones always."""
    few: int = 5
    """In longer queries the other words say what is meant, and words of the same meaning only add noise."""
    whole: float = 2.0
    """Factor for a record that holds all words of a query of up to `brief` words, as typed: short records make it rare."""
    whole_document: float = 1.2
    """The same in a corpus of long texts, where all words stand together by chance too."""
    brief: int = 3
    meaning: float = 0.3
    """Share of nearness in meaning in a search that weighs it; the words have the rest."""
    piece: float = 0.7
    """Share of the nearest piece of a long text in its nearness; the whole text has the rest."""
    kinds: Mapping[str, float] = field(
        default_factory=lambda: {"case": 1.5, "lesson": 1.15, "cause": 1.0, "action": 0.85, "evidence": 0.7}
    )
    """Factor for each kind of record: what a reader is most likely to look for."""

    def as_json(self) -> dict[str, object]:
        """The numbers by name."""
        return asdict(self)


TUNING = Tuning()
