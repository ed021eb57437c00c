"""Common-cause groups of the Open-PSA Model Exchange Format."""

from __future__ import annotations

from collections.abc import Sequence

from rca.analysis.quantities.common_cause import models
from rca.diagnostics.model import Diagnostic
from rca.graph.expression import Expression
from rca.graph.model import CommonCauseGroup, Path
from rca.graph.model_faults import fault
from rca.importers.models.expressions import ExpressionReader
from rca.importers.models.xml import Element


def read_group(
    element: Element, home: Path, members: Sequence[str], numbers: ExpressionReader
) -> CommonCauseGroup | None:
    """The group over these basic events; None, and what is wrong said to `numbers.found`, when it is not whole."""
    name = element.get("name")
    what = f"common-cause group `{name}`"
    model = models().get(element.get("model"))
    if model is None:
        known = ", ".join(f"`{word}`" for word in sorted(models()))
        return _wrong(numbers.found, element, f"{what} has the model `{element.get('model')[:60]}`; known are {known}")
    if len(set(members)) < max(2, len(members)):
        said = "names a member twice" if len(set(members)) < len(members) else "has fewer than two members"
        return _wrong(numbers.found, element, f"{what} {said}")
    parts = {each.tag: each for each in element.content()}
    content = parts["distribution"].content() if "distribution" in parts else []
    if not content:
        return _wrong(numbers.found, element, f"{what} has no distribution")
    given = [each for each in element.content() if each.tag == "factor"]
    given += [each for each in (parts["factors"].content() if "factors" in parts else []) if each.tag == "factor"]
    first = model.first_level(len(members))
    factors: dict[int, Expression] = {}
    level = first - 1
    for each in given:
        text = each.get("level") or str(level + 1)
        level = int(text) if text.isascii() and text.isdecimal() and len(text) <= 9 else 0
        if not first <= level <= len(members) or level in factors:
            again = "given twice" if level in factors else f"outside {first} to {len(members)}"
            return _wrong(numbers.found, each, f"the level `{text[:60]}` of a factor of {what} is {again}")
        factor = numbers.read(each.content(), home, f"a factor of {what}", each)
        if factor is None:
            if not each.content():
                _wrong(numbers.found, each, f"the factor of level {level} of {what} holds no number")
            return None
        factors[level] = factor
    missing = [each for each in range(first, max(factors, default=first) + 1) if each not in factors]
    if missing:
        return _wrong(numbers.found, element, f"{what} has no factor of level {missing[0]}")
    distribution = numbers.read(content, home, f"the distribution of {what}", element)
    if distribution is None:
        return None
    return CommonCauseGroup(
        name,
        model.word,
        tuple(members),
        distribution,
        dict(sorted(factors.items())),
        element.label(),
        home,
        element.place,
    )


def _wrong(found: list[Diagnostic], element: Element, message: str) -> CommonCauseGroup | None:
    """No group, and why."""
    found.append(fault("RCA092", element.place, message))
    return None
