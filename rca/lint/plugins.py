"""Rules of your own: what installed packages bring under the entry point group `rca.rules`, looked at where it is asked for.

A package is somebody else's program. Whatever it does wrong becomes one sentence that names it; it never stops a check.
"""

from __future__ import annotations

import importlib
import inspect
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from functools import cache
from importlib.metadata import EntryPoint
from pathlib import Path
from types import ModuleType

import rca
from rca.diagnostics import Severity
from rca.lint.finding import Finding
from rca.lint.packages import OWN_CODE, are_in_use, installed
from rca.lint.rule import Rule
from rca.records.vocabulary import STAGES


@dataclass(frozen=True, slots=True)
class Plugins:
    """What the installed packages bring."""

    rules: tuple[Rule, ...]
    """By code."""
    packages: tuple[str, ...]
    """For each rule its package, with the version."""
    faults: tuple[tuple[str, str], ...]
    """Package and what is wrong with it: one sentence for each faulty package."""

    def package(self, code: str) -> str:
        """The package that a rule comes from."""
        return next((name for rule, name in zip(self.rules, self.packages, strict=True) if rule.code == code), "")


NONE = Plugins((), (), ())


def plugins() -> Plugins:
    """The rules of installed packages where they are in use; none elsewhere."""
    return _loaded() if are_in_use() and installed() else NONE


@contextmanager
def quietly() -> Iterator[None]:
    """Within, what a plugin prints goes to the stream for messages: standard output belongs to the report."""
    with redirect_stdout(sys.stderr):
        yield


def sound(found: Iterable[object]) -> Iterator[Finding]:
    """What a rule of a package gives, as long as it is findings.

    Raises:
        TypeError: it is something else.
    """
    for each in found:
        if not isinstance(each, Finding):
            msg = f"it gives `{each!r:.60}` in the place of a finding"
            raise TypeError(msg)
        fits = (
            isinstance(each.path, tuple), isinstance(each.message, str), isinstance(each.help, str), isinstance(each.at, str),
            each.severity is None or isinstance(each.severity, Severity),
        )  # fmt: skip
        if not all(fits):
            msg = "it gives a finding whose path is no tuple, or whose message or severity is none"
            raise TypeError(msg)
        yield each


def broke_off(error: BaseException, rule: Rule | None = None) -> str:
    """What a plugin stumbled over, in one line with the place in its own file."""
    said = " ".join(str(error).split())[:200]
    frames = [each for each in traceback.extract_tb(error.__traceback__) if not _ours(each.filename)]
    if rule is not None:
        own = inspect.getsourcefile(type(rule))
        frames = [each for each in frames if each.filename == own] or frames
    where = f" ({'/'.join(Path(frames[-1].filename).parts[-2:])}:{frames[-1].lineno})" if frames else ""
    return f"{type(error).__name__}{f': {said}' if said else ''}{where}"


_HOUSES = (Path(rca.__file__).parent, Path(importlib.__file__).parent)


def _ours(filename: str) -> bool:
    return filename.startswith("<") or any(house in Path(filename).parents for house in _HOUSES)


@cache
def _loaded() -> Plugins:
    return load(installed())


def load(entries: Sequence[EntryPoint]) -> Plugins:
    """The rules behind entry points; a rule that could be mistaken for another is left out."""
    taken: dict[str, tuple[Rule, str]] = {}
    faults: dict[str, list[str]] = {}
    for entry in sorted(entries, key=lambda each: (_package(each), each.name, each.value)):
        package = _package(entry)
        for found in _found(entry, taken):
            if isinstance(found, str):
                faults.setdefault(package, []).append(f"entry point `{entry.name}`: {found}")
            else:
                taken[found.code] = (found, package)
    listed = [taken[code] for code in sorted(taken)]
    return Plugins(
        tuple(rule for rule, _ in listed),
        tuple(package for _, package in listed),
        tuple((package, "; ".join(said)) for package, said in sorted(faults.items())),
    )


def _found(entry: EntryPoint, taken: Mapping[str, tuple[Rule, str]]) -> Iterator[Rule | str]:
    """The rules that an entry point names, or in the place of each what is wrong with it."""
    try:
        with quietly():
            kinds = _kinds(entry.load())
    except (Exception, SystemExit) as error:  # noqa: BLE001 -- a package may do anything while it is loaded
        yield str(error) if isinstance(error, _Unfit) else broke_off(error)
        return
    for kind in kinds:
        try:
            with quietly():
                rule = _ready(kind, taken)
        except Exception as error:  # noqa: BLE001 -- as above
            yield str(error) if isinstance(error, _Unfit) else broke_off(error)
        else:
            yield rule


class _Unfit(Exception):
    """What an entry point names is no rule that can be used."""


def _package(entry: EntryPoint) -> str:
    return f"{entry.dist.name} {entry.dist.version}" if entry.dist is not None else entry.value.partition(":")[0]


def _kinds(value: object) -> list[type[Rule]]:
    if isinstance(value, ModuleType):
        inside = (each for each in vars(value).values() if inspect.isclass(each) and each.__module__ == value.__name__)
        found: list[object] = [each for each in inside if issubclass(each, Rule)]
    else:
        found = list(value) if isinstance(value, (list, tuple)) else [value]
    if not found or not all(inspect.isclass(each) and issubclass(each, Rule) for each in found):
        msg = "it names no class that derives from `rca.lint.rule.Rule`, and no list or module of such"
        raise _Unfit(msg)
    return [each for each in found if inspect.isclass(each) and issubclass(each, Rule)]


_DEMANDS: tuple[tuple[Callable[[Rule], bool], str], ...] = (
    (lambda rule: rule.name == "", "`name` is for the house's rules; leave it out"),
    (lambda rule: isinstance(getattr(rule, "severity", None), Severity), "`severity` is none of `Severity`"),
    (lambda rule: rule.stage in STAGES, f"`stage` is none of {', '.join(STAGES)}"),
    (lambda rule: bool(rule.page.title), "its docstring does not begin with the fault in one sentence"),
    (lambda rule: bool(rule.page.why), "its docstring has no section `## Why it matters`"),
)


def _ready(kind: type[Rule], taken: Mapping[str, tuple[Rule, str]]) -> Rule:
    """The rule, fit to be asked."""
    code = getattr(kind, "code", None)
    if not isinstance(code, str) or OWN_CODE.fullmatch(code) is None:
        msg = f"`{kind.__name__}` has the code `{code}`; take a prefix of your own and a number, as in `ACME101` (`RCA` is the house's)"
        raise _Unfit(msg)
    if code in taken:
        msg = f"`{kind.__name__}` has the code `{code}`, which `{taken[code][1]}` has already"
        raise _Unfit(msg)
    rule = kind()
    for fit, fault in _DEMANDS:
        if not fit(rule):
            msg = f"`{kind.__name__}` ({code}): {fault}"
            raise _Unfit(msg)
    return rule
