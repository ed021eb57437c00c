"""YAML's syntax errors in plain words, with what to do about them."""

from __future__ import annotations

import yaml

from rca.diagnostics import Diagnostic, Severity
from rca.source.document import SourceFile
from rca.source.lines import Lines, lines_of

_WHY = "Nothing after this place can be read, so the rest of the file is not checked."


def syntax_error(file: SourceFile, error: yaml.YAMLError) -> Diagnostic:
    """The diagnostic of a file that is no YAML: where, what, what to do."""
    lines = lines_of(file)
    if not isinstance(error, yaml.MarkedYAMLError):
        message, help_text, index = "this is not YAML", "", 0
    else:
        index, message, help_text = _explain(lines, error)
    index = min(index, len(file.text))
    width = 1 if index < len(file.text) and file.text[index] not in "\r\n" else 0
    span = lines.span(index, index + width)
    return Diagnostic("RCA010", Severity.ERROR, file.path, span, message, _WHY, help_text, lines.line(span.line))


def _explain(lines: Lines, error: yaml.MarkedYAMLError) -> tuple[int, str, str]:
    """Index, message and help."""
    problem = error.problem or ""
    context = error.context or ""
    at = error.problem_mark.index if error.problem_mark else 0
    began = error.context_mark.index if error.context_mark else at
    text = lines.text
    before, here = _around(lines, at)
    char = text[at : at + 1]
    if "tab" in problem or (char == "\t" and "start any token" in problem) or ("\t" in before and not before.strip()):
        tab = text.rfind("\t", 0, at + 1) if char != "\t" else at
        return max(tab, 0), "a tab stands where YAML wants spaces", "indent with spaces; two a level"
    if "start any token" in problem:
        return at, f"a value cannot begin with `{char}`", "put the value in quotes"
    if "mapping values are not allowed" in problem:
        if ": " in before or before.rstrip().endswith(":"):
            return at, "a second `: ` stands in this line", 'put the value in quotes: `what: "a: b"`'
        return at, "this key is indented as if it went on with the text above it", "indent it like the keys beside it"
    if "expected ':'" in problem:
        return began, "this line is neither a key nor part of a value", "write `key: value`; a long text needs quotes or `>`"
    if "quoted scalar" in context and ("end of stream" in problem or "document indicator" in problem):
        return began, f"the quote {text[began : began + 1]} is never closed", "close it, or write it twice inside single quotes"
    if "escape" in problem or "hexdecimal" in problem or "hexadecimal" in problem:
        return at, "a backslash in double quotes begins an escape, and this one is none", "double it, or use single quotes"
    if "',' or ']'" in problem or "',' or '}'" in problem:
        opening = text[began : began + 1]
        what = "list" if opening == "[" else "mapping"
        line, _ = lines.place(began)
        index = began if lines.place(at)[0] != line else at
        return index, f"the {what} opened with `{opening}` is not closed here", f"a comma or `{']' if opening == '[' else '}'}` is missing"
    if "block sequence entries" in problem:
        return at, "a list cannot begin in the line of its key", "put each `- ` in a line of its own, below the key"
    if "comment or line break" in problem:
        return at, "after `|` or `>` the text begins in the next line", "move the text down and indent it"
    if "alphabetic or numeric" in problem:
        return at, f"a value cannot begin with `{char_before(text, at)}` and a blank", "put the value in quotes"
    if "node content" in problem:
        return at, f"a value is missing before `{here[:1] or 'the end of the line'}`", "write the value, or put text that begins so in quotes"
    if "tag" in problem or "tag" in context or "URI" in problem:
        return at, "text that begins with `!` is read as a tag", "put the value in quotes"
    if "expected key" in problem or "'-' indicator" in problem or "block end" in problem:
        if before.rstrip().endswith(('"', "'")):
            return at, "text stands after the closing quote", "put the whole value in quotes, with the inner ones doubled"
        return at, "the indentation of this line fits nothing above it", "indent it like the keys or the list it belongs to"
    if "document start" in problem or "directive" in problem or "YAML document" in problem:
        return at, "a new document or directive cannot begin here", "remove the line, or indent it under its key"
    return at, f"this is not YAML: {problem}", ""


def _around(lines: Lines, at: int) -> tuple[str, str]:
    """The line up to an index, and from it on."""
    number, column = lines.place(min(at, len(lines.text)))
    line = lines.line(number)
    return line[: column - 1], line[column - 1 :]


def char_before(text: str, at: int) -> str:
    """The last character before an index that is no blank."""
    return text[:at].rstrip()[-1:] or "?"
