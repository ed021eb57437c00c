"""PyYAML's scanner and parser: libyaml where it was built in, else the slower one in Python."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import yaml

Loader: TypeAlias = "yaml.CSafeLoader | yaml.SafeLoader"

if TYPE_CHECKING:
    from yaml import CSafeLoader as _Chosen
else:
    try:
        from yaml import CSafeLoader as _Chosen
    except ImportError:  # PyYAML built without libyaml, as on some platforms
        from yaml import SafeLoader as _Chosen


class _Untyped(_Chosen):
    """Makes nodes without working out which type PyYAML would give them: a third of the time."""

    def resolve(self, kind: type[yaml.Node], value: str | None, implicit: object) -> str:  # noqa: ARG002
        """No tag: only the place and the text of a node are asked for."""
        return ""


def new_loader(text: str) -> Loader:
    """A loader over a text, used for its events and nodes alone: none of its constructors is called."""
    return _Untyped(text)
