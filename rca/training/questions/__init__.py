"""Kinds of question whose key the engine computes, one file each; a new file in this folder is a new kind."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from rca.training.question import Generator, Question, TaughtCase


@cache
def generators() -> tuple[Generator, ...]:
    """Every kind of question, found by walking this folder once."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return tuple(kind() for name in names for kind in kinds_in(name))


def kinds_in(name: str) -> tuple[type[Generator], ...]:
    """The kinds that a file of this folder defines; a test holds that there is one."""
    module = importlib.import_module(f"{__name__}.{name}")
    return tuple(
        value
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, Generator) and value.__module__ == module.__name__
    )


def questions_on(case: TaughtCase, seed: str, each: int = 1) -> tuple[Question, ...]:
    """At most `each` questions of every kind on a case; a kind that the case does not decide is left out."""
    found: list[Question] = []
    for generator in generators():
        made = generator.questions(case, seed)
        found.extend(question for question, _ in zip(made, range(each), strict=False))
    return tuple(found)
