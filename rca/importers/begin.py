"""What somebody answers when a review is started, and the draft that a method makes of it."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Literal, Protocol, cast

from rca.importers import methods as folder
from rca.importers.draft import Cause, Draft, Gate, Ids
from rca.records.vocabulary import Basis

Language = Literal["en", "zh"]


@dataclass(frozen=True, slots=True)
class Answers:
    """Answers to the questions of the wizard; each is an option of the command too. Empty: not answered."""

    title: str = ""
    date: str = ""
    top: str = ""
    causes: tuple[str, ...] = ()
    gate: Gate = "all_of"
    kind: str = "incident"
    language: Language = "en"
    basis: Basis = "own"
    organisation: str = ""
    site: str = ""
    country: str = ""
    harm: Mapping[str, int] = field(default_factory=dict)


class Method(Protocol):
    """A way to look for causes."""

    def __call__(self, answers: Answers, ids: Ids) -> Draft:
        """Tree and questions; title, date and what else was answered are added."""
        ...


@cache
def methods() -> Mapping[str, Method]:
    """Every method by name: the files of the folder `methods`."""
    names = sorted(module.name for module in pkgutil.iter_modules(folder.__path__))
    return {
        name.replace("_", "-"): cast("Method", importlib.import_module(f"{folder.__name__}.{name}").begin)
        for name in names
    }


def begin(method: str, answers: Answers) -> Draft:
    """The draft that a method begins with.

    Raises:
        KeyError: there is no such method.
    """
    return with_answers(methods()[method](answers, Ids()), answers)


def with_answers(draft: Draft, answers: Answers) -> Draft:
    """The draft with what was answered; an answer goes before what a file says."""
    place = {"country": answers.country, "site": answers.site}
    return replace(
        draft,
        title=answers.title or draft.title,
        date=answers.date or draft.date,
        kind=answers.kind if answers.kind != "incident" else draft.kind,
        language=answers.language,
        basis=answers.basis,
        organisation=answers.organisation or draft.organisation,
        place={**draft.place, **{key: value for key, value in place.items() if value}},
        harm={**draft.harm, **answers.harm},
    )


def top_event(answers: Answers, *, otherwise: tuple[str, str], causes: tuple[str, ...], gate: Gate, ids: Ids) -> Cause:
    """The top of the tree; what is not answered stands in it as a question, in English or Chinese."""
    return Cause(ids.new("TOP"), answers.top or said(answers, *otherwise), gate, causes)


def said(answers: Answers, english: str, chinese: str) -> str:
    """A question in the language of the review."""
    return chinese if answers.language == "zh" else english


def open_leaf(name: str, sentence: str, remark: str = "") -> Cause:
    """A cause that nobody has looked at yet."""
    return Cause(name, sentence, facts={"status": "open"}, remark=remark)
