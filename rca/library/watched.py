"""A mapping that notes what is looked up in it, or gives out nothing but what it may."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

V = TypeVar("V")

ALL = "*"
"""Noted when a mapping was gone through as a whole."""


class NeedsAll(Exception):
    """An answer needs more of the knowledge base than is at hand."""


class Watched(Mapping[str, V]):
    """Notes every name that is looked up, and `ALL` when the whole is gone through."""

    def __init__(self, inner: Mapping[str, V], seen: set[str]) -> None:
        self._inner = inner
        self._seen = seen

    def __getitem__(self, name: str) -> V:
        self._seen.add(name)
        return self._inner[name]

    def __iter__(self) -> Iterator[str]:
        self._seen.add(ALL)
        return iter(self._inner)

    def __len__(self) -> int:
        self._seen.add(ALL)
        return len(self._inner)


class OnlyThese(Mapping[str, V]):
    """Gives out what it holds; whoever asks for anything else learns that it is not at hand."""

    def __init__(self, inner: Mapping[str, V]) -> None:
        self._inner = inner

    def __getitem__(self, name: str) -> V:
        if name not in self._inner:
            raise NeedsAll(name)
        return self._inner[name]

    def __iter__(self) -> Iterator[str]:
        raise NeedsAll(ALL)

    def __len__(self) -> int:
        raise NeedsAll(ALL)
