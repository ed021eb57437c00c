"""PyYAML's scanner and parser: libyaml where it was built in, else the slower one in Python."""

from __future__ import annotations

from typing import TypeAlias

import yaml

Loader: TypeAlias = "yaml.CSafeLoader | yaml.SafeLoader"

try:
    from yaml import CSafeLoader as _Chosen
except ImportError:  # PyYAML built without libyaml, as on some platforms
    from yaml import SafeLoader as _Chosen  # type: ignore[assignment]


def new_loader(text: str) -> Loader:
    """A loader over a text, used for its events and nodes alone: none of its constructors is called."""
    return _Chosen(text)
