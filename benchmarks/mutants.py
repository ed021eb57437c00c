"""Small faults in a file, one at a time: relations, connectives, arithmetic, constants, conditions, jumps.

Operators after DeMillo, Lipton and Sayward (1978) and Offutt (1996).
"""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

LARGEST = 1_000
"""Whole numbers above it are budgets, of which one more or less means the same."""

RELATIONS: Mapping[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
ARITHMETIC: Mapping[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult,
    ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd, ast.BitXor: ast.BitOr, ast.LShift: ast.RShift, ast.RShift: ast.LShift,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mutant:
    """One fault in one file."""

    file: str
    line: int
    function: int
    """First line of the function around it; 0 at the level of the module."""
    what: str
    """The operator, and the expression before."""
    source: str
    """The file as it is."""
    place: int
    """Which of its nodes is changed."""
    variant: int
    """Which of the faults that the node can have."""

    @property
    def text(self) -> str:
        """The whole file with the fault."""
        tree = ast.parse(self.source)
        node, _ = list(_places(tree, 0))[self.place]
        _change(node, self.variant)
        return ast.unparse(tree)

    @property
    def digest(self) -> str:
        """What tells the fault from others, as long as its file stays as it is."""
        return hashlib.sha256(f"{self.file}\n{self.text}".encode()).hexdigest()[:16]

    def __str__(self) -> str:
        """Its place, and what is changed."""
        return f"{self.file}:{self.line}: {self.what}"


def mutants(file: str, source: str) -> Iterator[Mutant]:
    """Every fault that the operators put into a file. Type hints, texts and named budgets are left alone."""
    for place, (node, function) in enumerate(_places(ast.parse(source), 0)):
        before = ast.unparse(node).split("\n")[0][:100]
        for variant in range(_variants(node)):
            yield Mutant(file, node.lineno, function, f"{_operator(node)}: {before}", source, place, variant)


def _places(node: ast.AST, function: int) -> Iterator[tuple[Any, int]]:
    """Nodes that may be changed, with the first line of the function around each, in a fixed order."""
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list", "type_params"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if not isinstance(child, ast.AST) or _is_budget(child):
                continue
            inside = function
            if isinstance(child, (ast.FunctionDef, ast.Lambda)):
                inside = min([child.lineno, *(each.lineno for each in getattr(child, "decorator_list", ()))])
            if _variants(child):
                yield child, inside
            yield from _places(child, inside)


def _is_budget(node: ast.AST) -> bool:
    """Whether it is `NAME = …` in capitals, `strict=` of a zip, what type checkers alone read, or a docstring."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return True
    if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
        return True
    if isinstance(node, ast.keyword) and node.arg == "strict":
        return True
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    return any(isinstance(target, ast.Name) and target.id.lstrip("_").isupper() for target in targets)


def _variants(node: ast.AST) -> int:
    """How many faults can be put into a node by itself."""
    if isinstance(node, ast.Compare):
        return sum(type(op) in RELATIONS for op in node.ops)
    if isinstance(node, (ast.BinOp, ast.AugAssign)):
        text = any(isinstance(part, (ast.JoinedStr, ast.Constant)) and isinstance(getattr(part, "value", ""), str)
                   for part in ast.iter_child_nodes(node))  # fmt: skip
        return int(type(node.op) in ARITHMETIC and not text)
    if isinstance(node, ast.Constant):
        return int(isinstance(node.value, bool) or (type(node.value) is int and abs(node.value) <= LARGEST))
    if isinstance(node, ast.UnaryOp):
        return int(isinstance(node.op, (ast.Not, ast.USub)))
    return int(isinstance(node, (ast.BoolOp, ast.If, ast.While, ast.IfExp, ast.Break, ast.Continue)))


def _operator(node: ast.AST) -> str:
    """The kind of fault that is put into a node."""
    kinds: Mapping[type[ast.AST], str] = {
        ast.Compare: "relation", ast.BinOp: "arithmetic", ast.AugAssign: "arithmetic", ast.BoolOp: "connective",
        ast.Constant: "constant", ast.UnaryOp: "sign", ast.Break: "jump", ast.Continue: "jump",
    }  # fmt: skip
    return kinds.get(type(node), "condition")


def _change(node: ast.AST, variant: int) -> None:
    """Put the fault in."""
    match node:
        case ast.Compare():
            which = [at for at, op in enumerate(node.ops) if type(op) in RELATIONS][variant]
            node.ops[which] = RELATIONS[type(node.ops[which])]()
        case ast.BinOp() | ast.AugAssign():
            node.op = ARITHMETIC[type(node.op)]()
        case ast.BoolOp():
            node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        case ast.Constant(value=bool() as value):
            node.value = not value
        case ast.Constant(value=int() as value):
            node.value = value + 1
        case ast.UnaryOp(op=ast.USub()):
            node.op = ast.UAdd()
        case ast.UnaryOp():
            node.operand = ast.UnaryOp(ast.Not(), node.operand)
        case ast.If() | ast.While() | ast.IfExp():
            node.test = ast.UnaryOp(ast.Not(), node.test)
        case _:
            node.__class__ = ast.Continue if isinstance(node, ast.Break) else ast.Break
