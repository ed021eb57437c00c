"""What a check says of installed packages with rules of your own: once for each package, however many reviews it met."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from rca.diagnostics import Diagnostic
from rca.diagnostics.catalogue import CATALOGUE
from rca.diagnostics.model import START

_UNUSABLE, _BROKE_OFF = "RCA090", "RCA091"


def unusable(home: Path) -> tuple[Diagnostic, ...]:
    """A finding for each package that cannot be used as it is; it stands at the folder that is checked."""
    from rca.source.find import shown_path

    entry = CATALOGUE[_UNUSABLE]
    return tuple(
        Diagnostic(
            entry.code, entry.severity, shown_path(home), START, f"the rules of `{package}` are not all used: {fault}",
            entry.why, entry.remedy,
        )
        for package, fault in _faults()
    )  # fmt: skip


def faulty_packages() -> tuple[str, ...]:
    """A sentence for each package that cannot be used as it is."""
    return tuple(f"the rules of `{package}` are not all used: {said}" for package, said in _faults())


def _faults() -> tuple[tuple[str, str], ...]:
    from rca.lint import packages

    if not packages.installed():
        return ()
    from rca.lint.plugins import plugins

    with packages.in_use():
        return plugins().faults


def said_once(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The findings, with what is said of a rule that broke off kept at the first review it was said of."""
    first: dict[str, int] = {}
    more: dict[str, int] = {}
    kept: list[Diagnostic] = []
    for each in found:
        if each.code == _BROKE_OFF and each.message in first:
            more[each.message] = more.get(each.message, 0) + 1
            continue
        if each.code == _BROKE_OFF:
            first[each.message] = len(kept)
        kept.append(each)
    for message, count in more.items():
        place = first[message]
        reviews = "one more review" if count == 1 else f"{count} more reviews"
        kept[place] = kept[place]._replace(message=f"{message}; so it did in {reviews}")
    return kept


def always_told(each: Diagnostic) -> bool:
    """Whether a finding is shown whatever codes are selected: a rule that could not be asked is not a rule that holds."""
    return each.code in (_UNUSABLE, _BROKE_OFF)
