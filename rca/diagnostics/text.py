"""Diagnostics for people: where, what, the line with a caret, why it matters, what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from rca.diagnostics.model import Diagnostic, Severity
from rca.diagnostics.shown import cells, safe

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.ADVICE: "36"}
_CUT = "…"


def render(diagnostics: Iterable[Diagnostic], *, color: bool = False, columns: int = 100) -> str:
    """One block for each diagnostic in the order given, then a line that counts them.

    Args:
        diagnostics: what to show.
        color: whether to mark code and caret with terminal colours. The text says the same without them.
        columns: width at which source lines are cut around the caret.
    """
    listed = list(diagnostics)
    blocks = [_block(each, color=color, columns=columns) for each in listed]
    return "\n".join([*blocks, summary(listed)]) + "\n"


def summary(diagnostics: Sequence[Diagnostic]) -> str:
    """`2 errors, 1 warning, 3 advice`"""
    counts = Counter(each.severity for each in diagnostics)
    parts = []
    for severity in Severity:
        count = counts[severity]
        plural = "s" if count != 1 and severity is not Severity.ADVICE else ""
        if count:
            parts.append(f"{count} {severity}{plural}")
    return ", ".join(parts) or "no findings"


def _block(each: Diagnostic, *, color: bool, columns: int) -> str:
    paint = _COLOURS[each.severity] if color else ""
    kind = "" if each.severity is Severity.ERROR else f" [{each.severity}]"
    place = f"{safe(each.path)}:{each.span.line}:{each.span.column}"
    lines = [f"{place}: {_painted(each.code, paint)} {safe(each.message)}{kind}"]
    if each.excerpt.strip():
        source, caret = excerpt(each, columns)
        lines += [f"    | {source}".rstrip(), f"    | {_painted(caret, paint)}"]
    if each.why:
        lines.append(f"  {safe(each.why)}")
    if each.help:
        lines.append(f"  help: {safe(each.help)}")
    return "\n".join(lines)


def excerpt(each: Diagnostic, columns: int) -> tuple[str, str]:
    """The source line and the carets below it, cut around the carets when the line is long."""
    span = each.span
    start = min(span.column - 1, len(each.excerpt))
    end = span.end_column - 1 if span.end_line == span.line else len(each.excerpt.rstrip())
    end = min(max(end, start + 1), max(len(each.excerpt), start + 1))
    if (
        len(each.excerpt) <= columns and each.excerpt.isascii() and each.excerpt.isprintable()
    ):  # as nearly every line is
        return each.excerpt, " " * start + "^" * max(min(end, len(each.excerpt)) - start, 1)
    # Only the neighbourhood is laid out: a line may be megabytes long.
    first = max(0, start - columns)
    row = cells(each.excerpt[first : start + 2 * columns])
    start, end = start - first, end - first
    left, taken = start, 0
    room = columns // 3 if sum(cell for _, cell in row) > columns or first else columns
    while left > 0 and taken + row[left - 1][1] <= room:
        left -= 1
        taken += row[left][1]
    right, used = left, 0
    while right < len(row) and used + row[right][1] <= columns:
        used += row[right][1]
        right += 1
    before = _CUT if first + left > 0 else ""
    after = _CUT if first + right < len(each.excerpt) else ""
    source = before + "".join(shown for shown, _ in row[left:right]) + after
    indent = len(before) + sum(cell for _, cell in row[left:start])
    length = sum(cell for _, cell in row[start : min(end, right)])
    return source, " " * indent + "^" * max(length, 1)


def _painted(text: str, paint: str) -> str:
    return f"\033[{paint}m{text}\033[0m" if paint else text
