"""Point values of a model's expressions: the probability of each basic event at the mission time."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

from rca.diagnostics.model import Diagnostic
from rca.graph.model import Expression, Model
from rca.graph.model_faults import fault, find_cycle, shown_cycle

HOURS = 8760.0
"""Mission time where none is given: one year."""
Numbers = Sequence[float]


def probabilities(model: Model, hours: float = HOURS) -> tuple[dict[str, float], tuple[Diagnostic, ...]]:
    """Probability of every basic event that has one, 0..1, and what is wrong with the expressions.

    Formulas are those of the Open-PSA Model Exchange Format 2.0d; a distribution counts with its mean. `hours` stands
    for `system-mission-time`. An event whose expression is wrong has no value.
    """
    order, faults = _parameter_order(model)
    if faults:
        return {}, tuple(faults)
    values: dict[str, float] = {}
    wrong: dict[str, str] = {}
    for name in order:
        try:
            values[name] = _value(model.parameters[name].expression, values, hours)
        except (ValueError, OverflowError, ZeroDivisionError, KeyError) as error:
            wrong[name] = _reason(error)
            faults.append(fault("RCA087", model.parameters[name].place, f"parameter `{name}`: {wrong[name]}"))
    found: dict[str, float] = {}
    for event in model.basic.values():
        if event.expression is None:
            continue
        try:
            chance = _value(event.expression, values, hours)
        except KeyError:
            continue
        except (ValueError, OverflowError, ZeroDivisionError) as error:
            faults.append(fault("RCA087", event.place, f"basic event `{event.name}`: {_reason(error)}"))
            continue
        if 0.0 <= chance <= 1.0:
            found[event.name] = chance
        else:
            said = f"the probability of `{event.name}` is {chance:g}, outside 0 to 1"
            faults.append(fault("RCA087", event.place, said))
    return found, tuple(faults)


def _reason(error: Exception) -> str:
    if isinstance(error, KeyError):
        return f"it needs `{error.args[0]}`, which has no value"
    if isinstance(error, ZeroDivisionError):
        return "it divides by zero"
    if isinstance(error, OverflowError):
        return "its value is too large for a number"
    return str(error)


def _parameter_order(model: Model) -> tuple[list[str], list[Diagnostic]]:
    """Parameters, those that others need first."""
    below = {name: tuple(_cited(own.expression)) for name, own in model.parameters.items()}
    cycle = find_cycle(below)
    if cycle:
        said = f"a parameter needs itself: {shown_cycle(cycle)}"
        return [], [fault("RCA085", model.parameters[cycle[0]].place, said)]
    order: dict[str, None] = {}
    pending = [(name, False) for name in reversed(below)]
    while pending:
        name, leaving = pending.pop()
        if name in order or name not in below:
            continue
        if leaving:
            order[name] = None
        else:
            pending.append((name, True))
            pending.extend((each, False) for each in below[name])
    return list(order), []


def _cited(expression: Expression) -> list[str]:
    found = [expression.name] if expression.op == "parameter" else []
    for each in expression.inputs:
        found.extend(_cited(each))
    return found


def _value(expression: Expression, parameters: Mapping[str, float], hours: float) -> float:
    match expression.op:
        case "float" | "int":
            value = expression.value
        case "parameter":
            value = parameters[expression.name]
        case "system-mission-time":
            value = hours
        case op:
            inputs = [_value(each, parameters, hours) for each in expression.inputs]
            least, most, formula = FORMULAS[op]
            if not least <= len(inputs) <= most:
                wanted = f"{least}" if least == most else f"{least} to {most}" if most < _ANY else f"at least {least}"
                msg = f"`{op}` has {len(inputs)} arguments and takes {wanted}"
                raise ValueError(msg)
            value = formula(inputs)
    if not math.isfinite(value):
        msg = f"`{expression.op}` gives no finite number"
        raise ValueError(msg)
    return value


def _not_negative(**named: float) -> None:
    for name, value in named.items():
        if value < 0:
            msg = f"the {name} {value:g} is negative"
            raise ValueError(msg)


def _exponential(x: Numbers) -> float:
    """1 − exp(−λt): rate per hour, hours."""
    _not_negative(rate=x[0], time=x[1])
    return -math.expm1(-x[0] * x[1])


def _glm(x: Numbers) -> float:
    """On-demand probability γ, failure rate λ, repair rate μ, hours."""
    gamma, fails, repairs, time = x
    _not_negative(probability=gamma, rate=fails, repair_rate=repairs, time=time)
    both = fails + repairs
    return gamma if both == 0 else (fails - (fails - gamma * both) * math.exp(-both * time)) / both


def _weibull(x: Numbers) -> float:
    """Scale α (hours), shape β, time before the start t0, hours."""
    scale, shape, start, time = x
    _not_negative(start=start, time=time)
    if scale <= 0 or shape <= 0:
        msg = "the scale and the shape of a Weibull distribution are above zero"
        raise ValueError(msg)
    return 0.0 if time <= start else -math.expm1(-math.pow((time - start) / scale, shape))


def _periodic_test(x: Numbers) -> float:
    """λ, [μ,] τ between tests, θ to the first test, hours; a test takes no time. Without μ, repair takes none either.

    Between tests the unavailability is affine in that at the last test, so that the periods are a geometric series.
    """
    rate, *repair, tau, first, time = x
    _not_negative(rate=rate, first_test=first, time=time)
    if tau <= 0:
        msg = "the time between tests is above zero"
        raise ValueError(msg)
    if time <= first:
        return -math.expm1(-rate * time)
    periods, rest = divmod(time - first, tau)
    if rest == 0:
        periods, rest = periods - 1, tau
    if not repair:
        return -math.expm1(-rate * rest)
    _not_negative(repair_rate=repair[0])
    slope, own = _after_test(rate, repair[0], tau)
    down = -math.expm1(-rate * first)
    kept = math.pow(slope, periods)
    down = kept * down + (own * (1 - kept) / (1 - slope) if slope < 1 else own * periods)
    slope, own = _after_test(rate, repair[0], rest)
    return slope * down + own


def _after_test(rate: float, repair: float, time: float) -> tuple[float, float]:
    """Slope and constant of the unavailability so long after a test, as a function of that at the test."""
    own = -math.expm1(-rate * time)
    if math.isclose(rate, repair, rel_tol=1e-9):
        again = 1 - math.exp(-rate * time) * (1 + rate * time)
    else:
        again = (repair * own - rate * -math.expm1(-repair * time)) / (repair - rate)
    return math.exp(-repair * time) + again - own, own


def _lognormal(x: Numbers) -> float:
    """Mean of a lognormal: given with error factor and level, or made from μ and σ of the logarithm."""
    return x[0] if len(x) == 3 else math.exp(x[0] + x[1] * x[1] / 2)


def _log(x: Numbers) -> float:
    if x[0] <= 0:
        msg = f"the logarithm of {x[0]:g} is not a number"
        raise ValueError(msg)
    return math.log(x[0])


def _power(x: Numbers) -> float:
    return math.pow(x[0], x[1])


def _quotient(x: Numbers) -> float:
    found = x[0]
    for each in x[1:]:
        found /= each
    return found


_ANY = 1_000_000
FORMULAS: Mapping[str, tuple[int, int, Callable[[Numbers], float]]] = {
    "exponential": (2, 2, _exponential),
    "GLM": (4, 4, _glm),
    "Weibull": (4, 4, _weibull),
    "periodic-test": (4, 5, _periodic_test),
    "uniform-deviate": (2, 2, lambda x: (x[0] + x[1]) / 2),
    "normal-deviate": (2, 2, lambda x: x[0]),
    "lognormal-deviate": (2, 3, _lognormal),
    "gamma-deviate": (2, 2, lambda x: x[0] * x[1]),
    "beta-deviate": (2, 2, lambda x: x[0] / (x[0] + x[1])),
    "neg": (1, 1, lambda x: -x[0]),
    "add": (1, _ANY, math.fsum),
    "sub": (1, _ANY, lambda x: x[0] - math.fsum(x[1:])),
    "mul": (1, _ANY, math.prod),
    "div": (1, _ANY, _quotient),
    "pow": (2, 2, _power),
    "exp": (1, 1, lambda x: math.exp(x[0])),
    "log": (1, 1, _log),
    "log10": (1, 1, lambda x: _log(x) / math.log(10)),
    "sqrt": (1, 1, lambda x: math.sqrt(x[0])),
    "abs": (1, 1, lambda x: abs(x[0])),
    "min": (1, _ANY, min),
    "max": (1, _ANY, max),
    "mean": (1, _ANY, lambda x: math.fsum(x) / len(x)),
    "pi": (0, 0, lambda _: math.pi),
}
"""Least and greatest number of arguments, and the value, of every operation that is read."""
