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
    home: Path
    private: bool


class Scopes:
    """Names of one sort: events of every kind, or parameters."""

    def __init__(self) -> None:
        """Without any name."""
        self.by_key: dict[str, Defined] = {}
        self.by_path: dict[str, str] = {}
        """Key by full name, for what is public too; of use, and filled, once a name is private or has a point in it."""
        self._filled = False

    def define(self, name: str, kind: str, home: Path, place: Place, *, private: bool) -> Defined | Diagnostic:
        """Take a name; what it means from now on, or that it is taken already."""
        key, full = name, ""
        before = self.by_key.get(name)
        if private or self._filled or "." in name:
            self._fill()
            full = ".".join((*home, name))
            key = full if private and home else name
            before = self.by_key.get(key) or self.by_key.get(self.by_path.get(full, ""))
        if before is not None:
            where = f"line {before.place.line}"
            if before.place.file != place.file:
                where += f" of {before.place.file}"
            return fault("RCA084", place, f"{kind} `{key}` is defined already, as a {before.kind} on {where}")
        own = self.by_key[key] = Defined(key, kind, place, home, private)
        if full:
            self.by_path[full] = key
        return own

    def find(self, name: str, home: Path) -> Defined | None:
        """What a name means inside a container: its own first, then that of the containers around it, then public."""
        found = self.by_key.get(name)
        if not self._filled:
            if found is not None or "." not in name:
                return found
            self._fill()
        for depth in range(len(home), 0, -1):
            key = self.by_path.get(".".join((*home[:depth], name)))
            if key is not None:
                return self.by_key[key]
        if found is not None:
            return found
        key = self.by_path.get(name)
        return None if key is None else self.by_key[key]

    def _fill(self) -> None:
        """Begin to tell names by their containers. Up to then every one is public and has no point: it means one thing."""
        if not self._filled:
            self._filled = True
            self.by_path = {".".join((*own.home, key)): key for key, own in self.by_key.items()}
