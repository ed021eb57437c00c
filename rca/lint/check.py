"""All rules over all reviews: the diagnostics, and what the reviews silence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import cast

from rca.analysis.findings import Findings
from rca.diagnostics import Diagnostic
from rca.diagnostics.catalogue import CATALOGUE
from rca.graph.tree import FaultTree
from rca.library.model import Library
from rca.library.watched import NeedsAll
from rca.lint.across import Across
from rca.lint.allowances import Allowance, allowances, faults, ids_on_the_way
from rca.lint.asked import Asked, faced
from rca.lint.case import Case
from rca.lint.finding import Finding
from rca.lint.plugins import broke_off, plugins, quietly, sound
from rca.lint.registry import all_rules
from rca.lint.rule import Described, Rule
from rca.source.positions import finding as placed


@dataclass(frozen=True, slots=True)
class LintResult:
    """What the rules say."""

    diagnostics: tuple[Diagnostic, ...]
    """Findings that stand, sorted by place."""
    silenced: tuple[tuple[Diagnostic, str], ...]
    """Findings that a review allows, with the reason it gives; the page shows both."""


def lint(
    library: Library, findings: Mapping[str, Findings], trees: Mapping[str, FaultTree],
    tick: Callable[[], None] = lambda: None, answers: dict[str, dict[str, object] | None] | None = None,
) -> LintResult:  # fmt: skip
    """Every finding of every rule on every review.

    Args:
        library: the linked reviews.
        findings: by review id, of every review.
        trees: by review id, of every review.
        tick: is called before each review.
        answers: takes, by review id, what the rules were told of other reviews; None where that cannot be noted.
    """
    outward, seen = faced(library, findings)
    across = Across(outward, seen, trees)
    standing: list[Diagnostic] = []
    silenced: list[tuple[Diagnostic, str]] = []
    for name in sorted(library.reviews):
        tick()
        asked = Asked(across, None, lambda other: outward.reviews[other].record)
        result = lint_one(library, name, findings[name], trees[name], asked)
        if answers is not None:
            answers[name] = asked.answers
        standing.extend(result.diagnostics)
        silenced.extend(result.silenced)
    return LintResult(
        tuple(sorted(standing, key=lambda each: each.sort_key)),
        tuple(sorted(silenced, key=lambda each: each[0].sort_key)),
    )


def lint_one(library: Library, name: str, findings: Findings, tree: FaultTree, asked: Asked) -> LintResult:
    """Every finding of every rule on one review of the library, which sees the others through `asked` alone."""
    entry = library.reviews[name]
    return check(Case(entry, tree, findings, replace(library, reviews={name: entry}), cast("Across", asked)))


def check(case: Case) -> LintResult:
    """Every finding of every rule on one review."""
    asked = [rule for rule in all_rules() if speaks(rule, case)]
    allowed = allowances(case)
    used: dict[Allowance, int] = {}
    standing: list[Diagnostic] = []
    silenced: list[tuple[Diagnostic, str]] = []
    broken: list[Diagnostic] = []
    for rule, finding, diagnostic in _findings(asked, case, broken):
        ids = ids_on_the_way(case.document.data, finding.path) if case.review.lint else frozenset()
        allowance = allowed.covering(rule.code, finding, ids)
        if allowance is None:
            standing.append(diagnostic)
        else:
            used[allowance] = used.get(allowance, 0) + 1
            silenced.append((diagnostic, allowance.because))
    standing.extend(broken)
    spoken = frozenset(rule.code for rule in asked)
    standing.extend(_diagnostic(case, about, fault) for about, fault in faults(allowed, used, spoken))
    return LintResult(tuple(standing), tuple(silenced))


def speaks(rule: Rule, case: Case) -> bool:
    """Whether a rule is asked: from its stage on, of a review that read whole and is not withdrawn.

    Rules of integrity are always asked.
    """
    if rule.integrity:
        return True
    withdrawn = case.review.review.publication.withdrawn is not None
    return not case.entry.partial and not withdrawn and case.reached(rule.stage)


def _findings(
    asked: Iterable[Rule], case: Case, broken: list[Diagnostic]
) -> Iterator[tuple[Rule, Finding, Diagnostic]]:
    """Each finding as the report shows it; `broken` takes what is to be said of a package's rule that broke off."""
    for rule in asked:
        package = plugins().package(rule.code)
        if not package:
            yield from _said_by(rule, case, rule.check(case))
            continue
        found: list[tuple[Rule, Finding, Diagnostic]] = []
        try:
            with quietly():
                found.extend(_said_by(rule, case, sound(rule.check(case))))
        except NeedsAll:
            raise
        except Exception as error:  # noqa: BLE001 -- somebody else's program may stumble over anything
            broken.append(_broken(case, f"rule `{rule.code}` of `{package}` broke off: {broke_off(error, rule)}"))
        yield from found


def _said_by(rule: Rule, case: Case, found: Iterator[Finding]) -> Iterator[tuple[Rule, Finding, Diagnostic]]:
    for finding in _once(found):
        yield rule, finding, _diagnostic(case, rule, finding)


def _broken(case: Case, message: str) -> Diagnostic:
    entry = CATALOGUE["RCA091"]
    return placed(case.document, entry.code, (), message, severity=entry.severity, why=entry.why, help=entry.remedy)


def _once(found: Iterator[Finding]) -> Iterator[Finding]:
    """A fault that is reached in two ways is said once."""
    seen: set[tuple[object, str]] = set()
    for finding in found:
        if (finding.path, finding.message) not in seen:
            seen.add((finding.path, finding.message))
            yield finding


def _diagnostic(case: Case, about: Described, finding: Finding) -> Diagnostic:
    return placed(
        case.document,
        about.code,
        finding.path,
        finding.message,
        severity=finding.severity or about.severity,
        of=finding.of,
        why=about.page.why,
        help=finding.help,
        mend=finding.mend,
    )
