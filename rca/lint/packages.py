"""Which installed packages bring rules of your own, and where these are asked; nothing is loaded here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib.metadata import EntryPoint, entry_points

ENTRIES = "rca.rules"
"""Group of the entry points; each names a class of a rule, a list of them, or a module that holds some."""

OWN_CODE = re.compile(r"(?!RCA)[A-Z]{2,8}[0-9]{2,4}")
"""A prefix of one's own and a number: `ACME101`. The house's codes begin with `RCA`, its working names with one letter."""

_in_use: ContextVar[bool] = ContextVar("rca_packages_in_use", default=False)


@contextmanager
def in_use() -> Iterator[None]:
    """Within, the rules of installed packages speak too.

    Pages of the site are made without them, so that the same files give the same site whatever is installed.
    """
    before = _in_use.set(True)
    try:
        yield
    finally:
        _in_use.reset(before)


def are_in_use() -> bool:
    """Whether rules of packages are asked."""
    return _in_use.get()


@cache
def installed() -> tuple[EntryPoint, ...]:
    """What is installed in the group; found once, without loading anything."""
    return tuple(entry_points(group=ENTRIES))
