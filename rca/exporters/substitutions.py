"""Which substitutions of a model its results rest on, as text and JSON."""

from __future__ import annotations

from rca.analysis.as_json import Json
from rca.exporters.text_layout import wrap
from rca.graph.model import Model


def substitutions_json(model: Model) -> dict[str, Json]:
    """A list of them; nothing where the model has none."""
    if not model.substitutions:
        return {}
    found: list[Json] = [
        {
            "substitution": own.name,
            "type": own.type or None,
            "label": own.label,
            "declarative": own.declarative,
            "source": own.source,
            "target": own.target,
        }
        for own in model.substitutions.values()
    ]
    return {"substitutions": found}


def substitutions_text(model: Model) -> str:
    """One block."""
    names = (own.name + (f" ({own.type})" if own.type else "") for own in model.substitutions.values())
    return wrap(f"Substitutions: {', '.join(names)}", "  ", "")
