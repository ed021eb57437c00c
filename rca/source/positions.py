"""Where each piece of a file's data stands; worked out only for files that have a finding."""

from __future__ import annotations

from functools import lru_cache

import yaml

from rca.diagnostics import START, Diagnostic, Severity, Span
from rca.source.document import DataPath, Document, Of, SourceFile
from rca.source.lines import Lines, excerpt, lines_of
from rca.source.loader import new_loader
from rca.source.mending import Mend, fix_of

__all__ = ["excerpt", "finding", "locate"]

_KEPT = 8
"""Files whose positions are kept; findings come file by file."""


def locate(file: SourceFile, path: DataPath, of: Of = "value") -> Span:
    """Place of the key or the value at a data path.

    A path that leads nowhere gives the place of its nearest existing ancestor: the ancestor's key where it has one,
    else the first line of the mapping or list. An item of a list has no key, and a value left empty no place of its
    own: each stands for the other. A path that goes on below a scalar gives the scalar.
    """
    return _positions(file).span(path, of)


def finding(
    document: Document,
    code: str,
    path: DataPath,
    message: str,
    *,
    severity: Severity = Severity.ERROR,
    of: Of = "value",
    why: str = "",
    help: str = "",  # noqa: A002 -- as in Diagnostic
    mend: Mend | None = None,
) -> Diagnostic:
    """A diagnostic about a piece of a document's data, with its place, its source line, and how it can be mended."""
    span = document.span(path, of)
    shown = excerpt(document.file, span.line)
    fix = fix_of(document, mend) if mend is not None else None
    return Diagnostic(code, severity, document.file.path, span, message, why, help, shown, path, fix)


class _Positions:
    """The nodes of one file, with the keys of each mapping indexed when first asked for."""

    def __init__(self, root: yaml.Node | None, lines: Lines) -> None:
        self._root = root
        self._lines = lines
        self._members: dict[int, dict[str, tuple[yaml.Node, yaml.Node]]] = {}

    def span(self, path: DataPath, of: Of) -> Span:
        node, key = self._root, None
        if node is None:
            return START
        for step in path:
            if isinstance(node, yaml.ScalarNode):
                break
            below = self._below(node, step)
            if below is None:
                return self._node(key) if key is not None else self._first_line(node)
            key, node = below
        if of == "key" and key is not None:
            return self._node(key)
        if key is not None and node.start_mark.index == self._end(node):
            return self._node(key)
        return self._node(node)

    def _below(self, node: yaml.Node, step: str | int) -> tuple[yaml.Node | None, yaml.Node] | None:
        if isinstance(node, yaml.SequenceNode):
            if isinstance(step, int) and 0 <= step < len(node.value):
                return None, node.value[step]
            return None
        members = self._members.get(id(node))
        if members is None:
            members = {}
            for key, value in node.value:
                if isinstance(key, yaml.ScalarNode):
                    members.setdefault(key.value, (key, value))
            self._members[id(node)] = members
        return members.get(str(step))

    def _node(self, node: yaml.Node) -> Span:
        return self._lines.span(node.start_mark.index, self._end(node))

    def _first_line(self, node: yaml.Node) -> Span:
        """The part of a list or mapping that stands in its first line."""
        span = self._node(node)
        while span.end_line > span.line and isinstance(node, yaml.CollectionNode) and node.value:
            first = node.value[0]
            key, node = first if isinstance(first, tuple) else (None, first)
            shorter = self._node(node if key is None or node.start_mark.line == key.start_mark.line else key)
            if shorter.line != span.line:
                break
            span = Span(span.line, span.column, shorter.end_line, shorter.end_column)
        if span.end_line == span.line:
            return span
        return Span(span.line, span.column, span.line, max(span.column, len(self._lines.line(span.line)) + 1))

    def _end(self, node: yaml.Node) -> int:
        """Index after the node's last character; a block ends with its last child, not where the next token starts."""
        while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            last = node.value[-1]
            if isinstance(last, tuple):
                last = last[0] if _is_empty(last[1]) else last[1]
            if _is_empty(last):
                break
            node = last
        start, end = node.start_mark.index, node.end_mark.index
        return start + len(self._lines.text[start:end].rstrip())


def _is_empty(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and not node.value and node.style is None


@lru_cache(maxsize=_KEPT)
def _positions(file: SourceFile) -> _Positions:
    loader = new_loader(file.text)
    try:
        root = loader.get_node() if loader.check_node() else None
    except yaml.YAMLError:
        root = None
    finally:
        loader.dispose()
    return _Positions(root, lines_of(file))
