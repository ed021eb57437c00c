"""Models of other fault-tree programs, read and analysed."""

from __future__ import annotations

import math
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from rca.api.base import Misuse
from rca.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from rca.analysis.model_findings import Asked, InState
    from rca.analysis.quantities.expansion import Expansion
    from rca.analysis.quantities.further import Further
    from rca.analysis.quantities.outcome import Followed
    from rca.analysis.quantities.phases import Aligned
    from rca.analysis.solving.automatic import Automatic
    from rca.graph.alignment import Alignment
    from rca.graph.model import Model

MOST_SHOWN = 20
"""Errors of a model that are shown."""
LEAST_TO_READ = 1.0
"""Seconds that reading may take at least, so that with a short limit there is an answer on any but the largest model."""
MOST_POINTS = 100_000
"""Of a time curve."""


class Analysed(NamedTuple):
    """The findings on a model as text, and what was not carried from its files, a line each."""

    text: str
    left: tuple[str, ...]


def is_model(name: str) -> bool:
    """Whether a name is that of a model's file, by its ending."""
    from rca.importers.models.read import is_model as by_ending

    return by_ending(Path(name))


def read_model(
    files: Sequence[Path], *, seconds: float | None = None, megabytes: float | None = None
) -> tuple[Model, tuple[str, ...]]:
    """The model that the files make together, and what was not carried. `seconds` and `megabytes`: what reading may take (about).

    Raises:
        Misuse: a file cannot be read, or the model has an error; the message says where and what.
    """
    from rca.analysis.solving.deadline import Deadline
    from rca.importers.models.read import read_model as read

    within = None if seconds is None else max(seconds, LEAST_TO_READ)
    model, found = read(files, Deadline.within(within, megabytes=megabytes))
    refuse(found)
    return model, tuple(f"{each.path}:{each.span.line}: {each.message}" for each in found)


def analyse_model(
    files: Sequence[Path], *, form: str, limit: int = 1000, order: int | None = None, cut_off: float = 0.0,
    hours: float | None = None, tops: Sequence[str] = (), importance: bool = False, prime_implicants: bool = False,
    seconds: float | None = None, megabytes: float | None = None, samples: int | None = None, seed: int | None = None,
    step: float | None = None, sequences: bool = False,
) -> Analysed:  # fmt: skip
    """The findings on a model in one file or several: as text, JSON or CSV.

    Args:
        files: of one model.
        form: `text`, `json` or `csv`.
        limit: minimal cut sets that are listed at most.
        order: only cut sets up to this order count.
        cut_off: only cut sets of at least this probability are listed.
        hours: mission time; one year when none is given.
        tops: gates to analyse; all that no gate uses when none is named.
        importance: whether the text shows every event's importance, and exact Fussell–Vesely importance may take seconds.
        prime_implicants: whether they are listed too.
        seconds: for reading and for solving each top; when they are over the answer is what was proved, and says so.
        megabytes: the same for memory.
        samples: of the model's distributions, for the uncertainty of the results; None: it is not asked for.
        seed: where the samples begin; 0 when none is given.
        step: hours between points of the curve over the mission time; None: it is not asked for.
        sequences: whether the event trees alone are analysed, and no top.

    Raises:
        Misuse: the model has an error, no such gate, or a number does not do.
    """
    from rca.analysis.model_findings import Asked
    from rca.analysis.quantities.further import Further
    from rca.exporters import model_findings as shown
    from rca.graph.quantities import HOURS

    hours = HOURS if hours is None else hours
    wrong = _wrong_number(form, hours, samples, seed, step)
    if wrong:
        raise Misuse(wrong)
    begun = time.perf_counter()
    model, left = read_model(files, seconds=seconds, megabytes=megabytes)
    if seconds is not None:
        seconds = max(0.0, seconds - (time.perf_counter() - begun))
    wanted = wanted_tops(model, tops) if model.gates or tops else ()
    further = Further(samples, seed or 0, hours, step)
    asked = Asked(limit, order, cut_off, prime_implicants, seconds, megabytes, further, importance)
    what = _Wanted(() if sequences else wanted, asked, with_trees=sequences or not tops, needed=sequences)
    written = _in_state(model, what)
    phases = [_aligned(model, each, what) for each in model.alignments.values()]
    if form == "json":
        return Analysed(_as_json(model, written, phases, left), left)
    if form == "csv":
        return _as_csv(written, phases, further, left)
    text = shown.as_text(written.tops, written.expanded, written.trees, importance=importance)
    if model.substitutions:
        from rca.exporters.substitutions import substitutions_text

        text = f"{substitutions_text(model)}\n\n{text}"
    if phases:
        from rca.exporters.phases import alignments_text

        text = "\n\n".join((text, *alignments_text(phases, importance=importance)))
    return Analysed(text, left)


class _Wanted(NamedTuple):
    """What is to be found in each state of a model."""

    tops: Sequence[str]
    asked: Asked
    with_trees: bool
    """Whether its event trees are followed."""
    needed: bool
    """Whether there has to be one."""


def _in_state(model: Model, what: _Wanted) -> InState:
    """What the model says as its house events stand.

    Raises:
        Misuse: a number of it does not do, or it has no event tree where one is needed.
    """
    from rca.analysis.model_findings import InState
    from rca.analysis.model_findings import analyse_model as analyse
    from rca.analysis.solving.automatic import Automatic
    from rca.graph.quantities import probabilities

    asked = what.asked
    model, expanded = _expanded(model, asked.further.hours)
    chances, found = probabilities(model, asked.further.hours)
    refuse(found)
    trees = None
    if what.with_trees:
        engine = Automatic(asked.seconds, asked.megabytes)
        trees = _event_trees(model, chances, asked.further, engine, asked.limit, needed=what.needed)
    if not model.substitutions:
        return InState(tuple(analyse(model, top, chances, asked) for top in what.tops), trees, expanded)
    from rca.analysis.quantities.substituted import analyse_substituted, said_of_sequences

    tops = tuple(analyse_substituted(model, top, chances, asked) for top in what.tops)
    return InState(tops, None if trees is None else said_of_sequences(model, trees), expanded)


def _aligned(model: Model, alignment: Alignment, what: _Wanted) -> Aligned:
    """What the model says in each phase, whose mission time is its share of the whole one, and the means."""
    from rca.analysis.quantities.phases import InPhase, aligned
    from rca.graph.alignment import in_phase

    found = []
    for phase in alignment.phases:
        hours = what.asked.further.hours * phase.time_fraction
        asked = what.asked._replace(further=what.asked.further._replace(hours=hours))
        found.append(InPhase(phase, hours, _in_state(in_phase(model, phase), what._replace(asked=asked))))
    return aligned(alignment, found)


def _as_json(model: Model, written: InState, phases: Sequence[Aligned], left: Sequence[str]) -> str:
    from rca.analysis.as_json import json_text
    from rca.exporters.model_findings import findings_data

    said = [f"Not carried: {each}" for each in left]
    if written.tops or written.trees is None:
        tops = [each.top for each in written.tops]
        data = findings_data(written.tops, tops, said, written.expanded, written.trees)
    else:
        from rca.exporters.event_trees import sequences_data

        data = sequences_data(written.trees, model.title(), said)
    if model.substitutions:
        from rca.exporters.substitutions import substitutions_json

        data |= substitutions_json(model)
    if phases:
        from rca.exporters.phases import alignments_json

        data |= alignments_json(phases)
    return json_text(data)


def _as_csv(written: InState, phases: Sequence[Aligned], further: Further, left: Sequence[str]) -> Analysed:
    from rca.exporters.model_findings import csv_rows
    from rca.exporters.model_findings import written as table

    if not written.tops and written.trees is not None:
        from rca.exporters.event_tree_rows import sequence_rows

        left = (*left, *written.trees.limits())
        head, rows = sequence_rows(written.trees)
    else:
        head, rows = csv_rows(written.tops, further)
        left = (
            *left,
            *(("the event trees: --sequences gives their table",) if written.trees is not None else ()),
            *(f"{each.top}: {limit}" for each in written.tops for limit in each.limits
              if further.asked and each.uncertainty is None and each.course is None and limit.startswith("No ")),
        )  # fmt: skip
    if phases:
        from rca.exporters.phases import phase_rows

        head, rows = phase_rows(written, phases, further)
        left = (*left, *(("means over the phases: none of a spread or curve",) if further.asked else ()))
    return Analysed(table(head, rows), tuple(left))


def _expanded(model: Model, hours: float) -> tuple[Model, tuple[Expansion, ...]]:
    """The model with its common-cause groups put in.

    Raises:
        Misuse: a number of theirs does not do.
    """
    if not model.common_cause:
        return model, ()
    from rca.analysis.quantities.expansion import expand

    whole, expanded, found = expand(model, hours)
    refuse(found)
    return whole, expanded


def _event_trees(
    model: Model, chances: Mapping[str, float], wanted: Further, engine: Automatic, limit: int, *, needed: bool
) -> Followed | None:
    """What the model's event trees say; None where it has none.

    Raises:
        Misuse: a number of theirs does not do; or they are needed and there are none.
    """
    if not _begins_trees(model):
        if needed or not model.gates:
            msg = "the model has no initiating event with an event tree, so that there are no sequences"
            raise Misuse(msg)
        return None
    from rca.analysis.quantities.sequences import follow_event_trees

    followed, found = follow_event_trees(model, chances, wanted, engine, limit)
    refuse(found)
    return followed


def _begins_trees(model: Model) -> bool:
    """Whether an initiating event has an event tree."""
    if not model.initiating_events and not model.initiating_groups:
        return False
    from rca.graph.event_tree import trees_begun

    return any(trees_begun(model.initiating_events, model.initiating_groups).values())


def _wrong_number(form: str, hours: float, samples: int | None, seed: int | None, step: float | None) -> str:
    """Which number of the command line does not do, and why; nothing where all do."""
    if not math.isfinite(hours):
        return f"--mission-time {hours} is no number of hours"
    if seed is not None and samples is None:
        return "--seed is for --uncertainty: without samples nothing is drawn"
    if step is None:
        return ""
    if not (math.isfinite(step) and step > 0):
        return f"--time-step {step:g} is no number of hours above zero"
    if hours / step > MOST_POINTS:
        return f"--time-step {step:g} makes more than {MOST_POINTS:,} points of {hours:g} hours; take a larger step"
    if form == "csv" and samples is not None:
        return "csv holds one table: ask for --uncertainty or for --time-step, or take --format json"
    return ""


def refuse(found: Sequence[Diagnostic]) -> None:
    """Stop at errors.

    Raises:
        Misuse: there are any; the message shows the first of them.
    """
    errors = [each for each in found if each.severity is Severity.ERROR]
    if not errors:
        return
    from rca.diagnostics.text import render

    more = f"and {len(errors) - MOST_SHOWN} more\n" if len(errors) > MOST_SHOWN else ""
    raise Misuse("the model does not read:\n" + (render(errors[:MOST_SHOWN]) + more).rstrip("\n"))


def wanted_tops(model: Model, tops: Sequence[str]) -> tuple[str, ...]:
    """The gates that were named, or all that no gate uses.

    Raises:
        Misuse: there is no such gate, or no gate at all.
    """
    for top in tops:
        if top not in model.gates:
            from rca.library.link import nearest

            near = nearest(top, frozenset(model.gates))
            raise Misuse(f"the model has no gate `{top}`." + (f" Did you mean `{near}`?" if near else ""))
    if not model.gates:
        msg = "the model has no gate, so that there is no top; `rca analyse` gives its event trees"
        raise Misuse(msg)
    return tuple(dict.fromkeys(tops)) or model.tops()
