"""XML of packages, written by hand so that its bytes never depend on a library's version."""

from __future__ import annotations

import re
from html import escape

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_UNSAFE = re.compile(r"[^A-Za-z0-9_.-]+")


def text(value: str) -> str:
    """Text as the content of an element or attribute; characters that XML does not allow become blanks."""
    return escape(_FORBIDDEN.sub(" ", value), quote=True)


def ident(value: str, prefix: str = "i") -> str:
    """An XML name (NCName) for an id: a letter first, anything unusual a `-`."""
    return f"{prefix}-{_UNSAFE.sub('-', value)}"


def tag(name: str, *content: str, **attributes: str) -> str:
    """An element whose `content` is XML already; an attribute's `_` stands for `-`, `__` for `:`, a last `_` for nothing."""
    shown = "".join(
        f' {key.rstrip("_").replace("__", ":").replace("_", "-")}="{text(value)}"' for key, value in attributes.items()
    )
    inner = "".join(content)
    return f"<{name}{shown}>{inner}</{name}>" if inner else f"<{name}{shown}/>"
