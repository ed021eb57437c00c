"""Every rule by its code, found by walking the folder `rules` once."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from rca.diagnostics.catalogue import CATALOGUE
from rca.lint import rules as folder
from rca.lint.plugins import plugins
from rca.lint.rule import Described, Rule
from rca.lint.silencing import SILENCING


@cache
def rules() -> tuple[Rule, ...]:
    """The house's rules, by code."""
    found = [kind() for name in rule_files() for kind in rules_in(name)]
    return tuple(sorted(found, key=lambda rule: rule.code))


def all_rules() -> tuple[Rule, ...]:
    """The house's rules, and behind them those of installed packages where these are in use."""
    return (*rules(), *plugins().rules)


def described() -> tuple[Described, ...]:
    """Everything that `explain` knows: what is said about silencing, the rules, and those of packages in use."""
    return (*_house(), *plugins().rules)


@cache
def _house() -> tuple[Described, ...]:
    return (*(kind() for kind in SILENCING), *rules())


def rule_files() -> tuple[str, ...]:
    """Names of the files of the folder `rules`."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(folder.__path__)))


def rules_in(name: str) -> tuple[type[Rule], ...]:
    """The rules that a file defines; a test holds that there is one."""
    module = importlib.import_module(f"{folder.__name__}.{name}")
    return tuple(
        value
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, Rule) and value.__module__ == module.__name__
    )


def public_code(code: str) -> str:
    """The public code for a working name (`A01` gives `RCA401`); any other text is given back in capitals."""
    wanted = code.strip().upper()
    return _by_name().get(wanted, wanted)


def find(code: str) -> Described | None:
    """The rule with a public code or working name, or None."""
    wanted = public_code(code)
    return next((each for each in described() if each.code == wanted), None)


def explain(code: str) -> Described:
    """The rule with a public code or working name.

    Raises:
        KeyError: no rule has the code; the message names the nearest one.
    """
    found = find(code)
    if found is None:
        near = nearest_code(code)
        hint = f"; did you mean `{near}`?" if near else "; `rca explain` lists all codes"
        msg = f"no rule has the code `{code}`{hint}"
        raise KeyError(msg)
    return found


def nearest_code(code: str) -> str:
    """The public code most like `code`, be it a code, a working name or the name of a fault; nothing when none is near."""
    from rca.library.link import nearest

    names = frozenset((*_by_name(), *_by_file(), *CATALOGUE, *(each.code for each in described())))
    near = nearest(code.strip(), names)
    return _by_file().get(near, public_code(near))


def unknown_code(code: str) -> str:
    """A message when nothing that a check says begins with `code`; empty when something can."""
    wanted = public_code(code)
    if wanted and any(each.startswith(wanted) for each in (*CATALOGUE, *(each.code for each in described()))):
        return ""
    near = nearest_code(code)
    return f"no finding has the code `{code}`" + (f"; did you mean `{near}`?" if near else "")


@cache
def _by_name() -> dict[str, str]:
    return {each.name: each.code for each in _house()}


@cache
def _by_file() -> dict[str, str]:
    """Public codes by the name of the fault's file, so that `rca explain uncut-path` finds its way."""
    return {type(rule).__module__.rpartition(".")[2].replace("_", "-"): rule.code for rule in rules()}
