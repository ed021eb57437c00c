"""From a model of another fault-tree program to a draft of a review."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from rca.graph.model import Model
from rca.graph.model_tree import tree_of
from rca.graph.quantities import HOURS
from rca.graph.tree import Node
from rca.importers.clean import MAX_EVENTS, NotReadable, cleaned
from rca.importers.draft import Cause, Draft, Ids, Pairs, rooted

MODEL_EVIDENCE = "E-MODEL"
"""Id of the piece of evidence that the state of house events rests on."""


def draft_of(model: Model, tops: Sequence[str], chances: Mapping[str, float], file: str) -> Draft:
    """The trees below `tops` as one draft, with the same truth in every case; what was not carried is listed.

    Gates that the review's five kinds cannot say in one are composed of several. A house event or constant is a leaf of
    kind `condition` with probability 1 or 0, and keeps its state: a true one is `likely`, since the model takes it as true and
    has not looked; a false one is `refuted`. The model is the evidence for both. All other leaves are open.

    Raises:
        NotReadable: there are more events than a review can have.
    """
    nodes: dict[str, Node] = {}
    for top in tops:
        nodes.update(tree_of(model, top, chances).nodes)
    if len(nodes) > MAX_EVENTS:
        msg = f"`{file}` has more than {MAX_EVENTS:,} events below the top; bring over a part of it with --top"
        raise NotReadable(msg)
    ids = Ids()
    left: list[str] = []
    names = {name: ids.new(name) for name in nodes}
    events = tuple(_cause(model, node, names, left, file) for node in nodes.values())
    left += [f"the name `{name}`: it was written as `{own}`" for name, own in names.items() if own != name]
    unused = sum(name not in nodes for name in (*model.gates, *model.basic, *model.house))
    if unused:
        left.append(f"{unused} gates and events that do not stand below the top")
    left.extend(model.beyond_gates())
    title = cleaned(model.label or model.title(), file, left.append)
    set_ones = any(cause.evidence or cause.against for cause in events)
    evidence: dict[str, Pairs] = {
        MODEL_EVIDENCE: {"what": f"The model {file}, which sets its house events", "kind": "document"}
    }
    draft = Draft(
        title=title, top=names[tops[0]], events=events, left=tuple(left), evidence=evidence if set_ones else {}
    )
    if len(tops) == 1:
        return draft
    return rooted(draft, ids, "What did these lead to, in a sentence?", gate="any_of")


def _cause(model: Model, node: Node, names: Mapping[str, str], left: list[str], file: str) -> Cause:
    sentence = cleaned(node.label, f"`{node.id}`", left.append) or names[node.id]
    basis = f"As given in {file}"
    if node.is_leaf:
        cause = Cause(names[node.id], sentence, facts={"status": "open"})
        return cause if node.probability is None else replace(cause, probability=_likelihood(model, node, basis, left))
    if not node.causes:
        truth = node.gate == "all_of"
        what = "house event" if node.id in model.house else "constant"
        word, status = ("true", "likely") if truth else ("false", "refuted")
        left.append(f"{what} `{node.id}` is {word}: it was written with its probability as `{status}`, to be checked")
        facts = {"kind": "condition", "status": status, "reason": f"{what.capitalize()} set to {word} in {file}"}
        rests, speaks = ((MODEL_EVIDENCE,), ()) if truth else ((), (MODEL_EVIDENCE,))
        return Cause(
            names[node.id], sentence, facts=facts, evidence=rests, against=speaks,
            probability={"value": float(truth), "basis": basis},
        )  # fmt: skip
    once = tuple(dict.fromkeys(node.causes))
    if len(once) < len(node.causes) and node.gate in ("at_least", "exactly_one_of"):
        msg = f"`{node.id}` counts an input more than once, which a review cannot say"
        raise NotReadable(msg)
    return Cause(names[node.id], sentence, node.gate, tuple(names[each] for each in once), node.threshold)


def _likelihood(model: Model, node: Node, basis: str, left: list[str]) -> Mapping[str, float | str]:
    """A probability, or a rate and hours; an expression that is neither is said."""
    expression = model.basic[node.id].expression
    value = node.probability or 0.0
    if expression is not None and expression.op == "exponential":
        rate, hours = expression.inputs
        if rate.op == "float" and hours.op in ("float", "int", "system-mission-time"):
            time = HOURS if hours.op == "system-mission-time" else hours.value
            return {"rate": rate.value, "hours": time, "basis": basis}
    if expression is not None and expression.op not in ("float", "int"):
        left.append(f"`{expression.op}` of `{node.id}`: its value at the mission time was written")
    return {"value": value, "basis": basis}
