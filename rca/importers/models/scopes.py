"""What each name of a model means where it is written: public names, and private ones inside their container."""

from __future__ import annotations

from typing import NamedTuple

from rca.diagnostics.model import Diagnostic
from rca.graph.expression import Place
from rca.graph.model import Path
from rca.graph.model_faults import fault


class Defined(NamedTuple):
    """A name that is taken."""

    key: str
    """Unique in the model."""
    kind: str
    """`gate`, `basic event`, `house event` or `parameter`."""
    place: Place


class Scopes:
    """Names of one sort: events of every kind, or parameters."""

    def __init__(self) -> None:
        """Without any name."""
        self.by_key: dict[str, Defined] = {}
        self.by_path: dict[str, str] = {}
        """Key by full name, for what is public too."""

    def define(self, name: str, kind: str, home: Path, place: Place, *, private: bool) -> str | Diagnostic:
        """Take a name; its key, or that it is taken already."""
        full = ".".join((*home, name))
        key = full if private and home else name
        before = self.by_key.get(key) or self.by_key.get(self.by_path.get(full, ""))
        if before is not None:
            where = f"line {before.place.line}"
            if before.place.file != place.file:
                where += f" of {before.place.file}"
            return fault("RCA084", place, f"{kind} `{key}` is defined already, as a {before.kind} on {where}")
        self.by_key[key] = Defined(key, kind, place)
        self.by_path[full] = key
        return key

    def find(self, name: str, home: Path) -> Defined | None:
        """What a name means inside a container: its own first, then that of the containers around it, then public."""
        for depth in range(len(home), 0, -1):
            key = self.by_path.get(".".join((*home[:depth], name)))
            if key is not None:
                return self.by_key[key]
        found = self.by_key.get(name)
        if found is not None:
            return found
        key = self.by_path.get(name)
        return None if key is None else self.by_key[key]
