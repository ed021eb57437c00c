"""A top of a model, and the sequences of its event trees, with the model's substitutions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from rca.analysis.model_findings import Asked, ModelFindings, analyse_model
from rca.analysis.quantities.exchanged import exchange
from rca.analysis.quantities.outcome import Followed
from rca.analysis.solving.automatic import Automatic
from rca.graph.model import Model
from rca.graph.model_tree import tree_of
from rca.graph.substitution import kept_to


def analyse_substituted(model: Model, top: str, chances: Mapping[str, float], asked: Asked) -> ModelFindings:
    """As `analyse_model`, of the top where every declarative substitution is kept to, with events exchanged in its cut sets."""
    plain = kept_to(model, top)
    exchanged, said = exchange(plain, top, chances, Automatic(asked.seconds, asked.megabytes))
    found = analyse_model(exchanged, top, chances, asked)
    gates = sum(node.id in model.gates for node in tree_of(model, top, chances).gates())
    return found._replace(gates=gates, limits=(*found.limits, *said))


def said_of_sequences(model: Model, found: Followed) -> Followed:
    """That substitutions with a source are not applied to sequences, where the model has any."""
    names = ", ".join(f"`{own.name}`" for own in model.substitutions.values() if not own.declarative)
    if not names:
        return found
    said = (
        f"Sequences and consequences are without the substitutions {names}, which exchange events of minimal cut sets."
    )
    return found._replace(trees=tuple(replace(each, limits=(*each.limits, said)) for each in found.trees))
