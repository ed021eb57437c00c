"""Every rule of teaching by its code, found by walking the folder `rules` once."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from rca.training import rules as folder
from rca.training.rule import TeachingRule


@cache
def teaching_rules() -> tuple[TeachingRule, ...]:
    """All rules, by code."""
    found = [kind() for name in rule_files() for kind in rules_in(name)]
    return tuple(sorted(found, key=lambda rule: rule.code))


def rule_files() -> tuple[str, ...]:
    """Names of the files of the folder `rules`."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(folder.__path__)))


def rules_in(name: str) -> tuple[type[TeachingRule], ...]:
    """The rules that a file defines; a test holds that there is one."""
    module = importlib.import_module(f"{folder.__name__}.{name}")
    return tuple(
        value
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, TeachingRule) and value.__module__ == module.__name__
    )


def find(code: str) -> TeachingRule | None:
    """The rule with a public code (`RCA471`), a working name (`G01`) or the name of its file, or None."""
    wanted = code.strip().upper()
    return next((rule for rule in teaching_rules() if wanted in (rule.code, rule.name, _file(rule))), None)


def begins(code: str) -> bool:
    """Whether the code of a rule begins so."""
    wanted = code.strip().upper()
    return bool(wanted) and any(rule.code.startswith(wanted) for rule in teaching_rules())


def _file(rule: TeachingRule) -> str:
    return type(rule).__module__.rpartition(".")[2].replace("_", "-").upper()
