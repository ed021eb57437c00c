"""A library whose reviews are taken to stand at another stage than they do."""

from __future__ import annotations

from dataclasses import replace

from rca.library.model import Entry, Library
from rca.records.review import Review
from rca.records.vocabulary import Stage


def as_if_at(library: Library, stage: Stage) -> Library:
    """The library as if every review stood at `stage`: what would be asked of it then."""
    return replace(library, reviews={name: _moved(entry, stage) for name, entry in library.reviews.items()})


def _moved(entry: Entry[Review], stage: Stage) -> Entry[Review]:
    process = entry.record.review.model_copy(update={"stage": stage})
    return replace(entry, record=entry.record.model_copy(update={"review": process}))
