"""Means of sequences and consequences over the phases of an alignment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rca.analysis.measures import Interval
from rca.analysis.quantities.outcome import (
    ConsequenceFindings,
    ConsequencePart,
    EventTreeFindings,
    Followed,
    SequenceFindings,
)

NEVER = Interval(0.0, 0.0)
Weighted = tuple[float, SequenceFindings | None]
"""How much a phase counts, and the sequence there; None where no path leads to it."""


def mean_trees(found: Sequence[Followed], shares: Sequence[float]) -> Followed:
    """Probability and frequency of each sequence, consequence and group, as means by share of the time.

    A mean frequency is the mean of the frequencies. Where that of the initiating event differs between phases, the
    probability of a sequence is that over the times at which the event happens: mean frequency of the sequence over mean
    frequency of the event. Cut sets, spreads and curves belong to a phase and have no mean.
    """
    keys = dict.fromkeys(_key(tree) for each in found for tree in each.trees)
    trees = []
    for key in keys:
        own = [next((tree for tree in each.trees if _key(tree) == key), None) for each in found]
        trees.append(_tree(own, shares))
    bins = tuple(_consequence(own, shares) for own in zip(*(each.consequences for each in found), strict=True))
    return Followed(tuple(trees), bins)


def _key(tree: EventTreeFindings) -> tuple[str, str, str]:
    return tree.initiating_event, tree.event_tree, tree.root


def _tree(found: Sequence[EventTreeFindings | None], shares: Sequence[float]) -> EventTreeFindings:
    first = next(each for each in found if each is not None)
    often, weights = _often([(each or first).frequency for each in found], shares)
    ends = dict.fromkeys((own.name, own.event_tree) for each in found if each is not None for own in each.sequences)
    sequences = []
    for end in ends:
        own = [
            next((way for way in each.sequences if (way.name, way.event_tree) == end), None)
            if each is not None
            else None
            for each in found
        ]
        sequences.append(_sequence(list(zip(weights, own, strict=True))))
    return replace(first, frequency=often, sequences=tuple(sequences), limits=())


def _often(given: Sequence[float | None], shares: Sequence[float]) -> tuple[float | None, list[float]]:
    """The mean frequency of an initiating event, and how much each phase counts for what follows it."""
    known = [each for each in given if each is not None]
    if len(known) < len(given):
        return None, list(shares)
    if min(known) == max(known):
        return known[0], list(shares)
    mean = sum(share * each for share, each in zip(shares, known, strict=True))
    return mean, [share * each / mean for share, each in zip(shares, known, strict=True)]


def _sequence(parts: Sequence[Weighted]) -> SequenceFindings:
    first = next(own for _, own in parts if own is not None)
    return SequenceFindings(
        first.name, first.event_tree, max(own.paths for _, own in parts if own is not None), _mean(parts), None
    )  # fmt: skip


def _mean(parts: Sequence[Weighted]) -> Interval:
    own = [(weight, NEVER if each is None else each.probability) for weight, each in parts]
    if len({each for _, each in own}) == 1:
        return own[0][1]
    lower = sum(weight * each.lower for weight, each in own)
    exact = all(each.value is not None for _, each in own)
    return Interval(lower, lower if exact else sum(weight * each.upper for weight, each in own))


def _consequence(found: Sequence[ConsequenceFindings], shares: Sequence[float]) -> ConsequenceFindings:
    roots = dict.fromkeys(part.root for each in found for part in each.parts)
    parts = []
    for root in roots:
        own = [next((part for part in each.parts if part.root == root), None) for each in found]
        first = next(part for part in own if part is not None)
        often, weights = _often([(part or first).frequency for part in own], shares)
        parts.append(ConsequencePart(root, often, _sequence(
            [(weight, None if part is None else part.found) for weight, part in zip(weights, own, strict=True)]
        )))  # fmt: skip
    return replace(found[0], parts=tuple(parts), spread=None, curve=None, limits=())
