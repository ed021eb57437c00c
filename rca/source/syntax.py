"""YAML's syntax errors in plain words, with what to do about them."""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

from rca.diagnostics import Diagnostic, Edit, Fix, Severity
from rca.source.document import SourceFile
from rca.source.lines import Lines, lines_of
from rca.source.loader import new_loader
from rca.source.mending import quoted

_WHY = "Nothing after this place can be read, so the rest of the file is not checked."
_KEY = re.compile(r":(?:\s|$)")
_INDENT = "indent it like the keys or the items it belongs to"
_QUOTE = "put the whole value in quotes"


@dataclass(frozen=True, slots=True)
class _Trouble:
    """Where the parser stopped and what it said: libyaml and PyYAML use almost the same words."""

    lines: Lines
    problem: str
    context: str
    at: int
    """Index where it stopped."""
    began: int
    """Index where the thing began that it was reading."""

    @property
    def before(self) -> str:
        """The line up to where it stopped."""
        number, column = self.lines.place(self.at)
        return self.lines.line(number)[: column - 1]

    def char(self, index: int) -> str:
        """The character at an index; a backtick by its name, since messages are full of them."""
        char = self.lines.text[index : index + 1]
        return "a backtick" if char == "`" else f"`{char.strip()}`" if char.strip() else "the end of the line"


@dataclass(frozen=True, slots=True)
class _Advice:
    """Where the trouble really is, what it is, what to do."""

    index: int
    message: str
    help: str = ""
    change: tuple[int, int, str] | None = None
    """A stretch of the text, given by its indices, and what should stand there."""


def syntax_error(file: SourceFile, error: yaml.YAMLError) -> Diagnostic:
    """The diagnostic of a file that is no YAML: where, what, what to do."""
    lines = lines_of(file)
    advice = _Advice(0, "this is not YAML")
    if isinstance(error, yaml.MarkedYAMLError):
        end = len(file.text)
        at = min(error.problem_mark.index, end) if error.problem_mark else 0
        began = min(error.context_mark.index, end) if error.context_mark else at
        advice = _advice(_Trouble(lines, error.problem or "", error.context or "", at, began))
    index = advice.index
    width = 1 if file.text[index : index + 1] not in ("", "\r", "\n") else 0
    span = lines.span(index, index + width)
    fix = None
    if advice.change is not None:
        start, end, text = advice.change
        fix = Fix(advice.help, (Edit(lines.span(start, end), text),))
    return Diagnostic(
        "RCA010", Severity.ERROR, file.path, span, advice.message, _WHY, advice.help, lines.line(span.line), fix=fix
    )


def _advice(it: _Trouble) -> _Advice:
    for explain in (_tab, _first_character, _colon, _quotes, _brackets, _indentation, _document):
        advice = explain(it)
        if advice is not None:
            return advice
    return _Advice(it.at, f"this is not YAML: {it.problem}")


def _tab(it: _Trouble) -> _Advice | None:
    text, before = it.lines.text, it.before
    here = text[it.at : it.at + 1] == "\t"
    if "tab" not in it.problem and not here and not ("\t" in before and not before.strip()):
        return None
    index = it.at if here else text.rfind("\t", 0, it.at + 1)
    number, column = it.lines.place(max(index, 0))
    start = it.lines.starts[number - 1]
    blank = re.match(r"[ \t]*", it.lines.line(number))
    change = None
    if blank is not None and column <= blank.end():
        change = (start, start + blank.end(), blank[0].replace("\t", "  "))
    return _Advice(max(index, 0), "a tab stands where YAML wants spaces", "indent with spaces, two a level", change)


def _first_character(it: _Trouble) -> _Advice | None:
    if "start any token" in it.problem:
        return _Advice(it.at, f"a value cannot begin with {it.char(it.at)}", _QUOTE, _in_quotes(it))
    if "alphabetic or numeric" in it.problem:
        return _Advice(it.began, f"a value cannot begin with {it.char(it.began)}", _QUOTE)
    if any(words in it.problem for words in ("comment or line break", "a line break", "chomping or indentation")):
        return _Advice(it.at, "after `|` or `>` the text begins in the next line", "move the text down and indent it")
    if "block sequence entries" in it.problem or "sequence entries are not allowed" in it.problem:
        return _Advice(
            it.at, "a list cannot begin in the line of its key", "put each `- ` in a line of its own, below the key"
        )
    if "mapping keys are not allowed" in it.problem:
        return _Advice(it.at, "a value cannot begin with `? `", _QUOTE)
    if "tag" in it.problem or "tag" in it.context or "URI" in it.problem:
        return _Advice(it.began, "text that begins with `!` is read as a tag", _QUOTE)
    return None


def _colon(it: _Trouble) -> _Advice | None:
    if "expected ':'" in it.problem:
        return _no_key(it, it.began)
    if "mapping values are not allowed" not in it.problem:
        return None
    if _KEY.search(it.before):
        return _Advice(
            it.at, "a second `: ` stands in this line", 'put the value in quotes: `what: "a: b"`', _in_quotes(it)
        )
    number, _ = it.lines.place(it.at)
    above = it.lines.line(number - 1)
    if above.strip() and not _KEY.search(above) and _indent(above) == _indent(it.before):
        return _no_key(it, it.lines.starts[number - 2] + _indent(above))
    return _Advice(
        it.at, "this key is indented as if it went on with the text above it", "indent it like the keys beside it"
    )


_PAIR = re.compile(r"(?P<before>\s*(?:- +)*[\w-]+: +)(?P<value>[^\s\"'\[{|>&*!#].*?)(?P<after>\s*(?: #.*)?)$")


def _in_quotes(it: _Trouble) -> tuple[int, int, str] | None:
    """The value of the line in quotes, when it does not go on in the next one."""
    number, _ = it.lines.place(it.at)
    line = it.lines.line(number)
    match = _PAIR.match(line)
    following = next((text for text in map(it.lines.line, range(number + 1, number + 50)) if text.strip()), "")
    if match is None or _indent(following) > _indent(line):
        return None
    start = it.lines.starts[number - 1]
    return start + match.start("value"), start + match.end("value"), quoted(match["value"])


def _no_key(it: _Trouble, index: int) -> _Advice:
    line = it.lines.line(it.lines.place(index)[0])
    if match := re.search(r"^\s*[\w-]+:(?=\S)", line):
        colon = it.lines.starts[it.lines.place(index)[0] - 1] + match.end() - 1
        change = (colon + 1, colon + 1, " ")
        return _Advice(colon, "after this `:` a blank is missing", "write `key: value`", change)
    return _Advice(
        index, "this line is neither a key nor part of a value", "write `key: value`; long text needs quotes or `>`"
    )


def _quotes(it: _Trouble) -> _Advice | None:
    if "quoted scalar" in it.context and ("end of stream" in it.problem or "document" in it.problem):
        return _Advice(
            it.began, "this quote is never closed", "close it; inside single quotes a quote is written twice"
        )
    if any(word in it.problem for word in ("escape", "hexdecimal", "hexadecimal")):
        return _Advice(it.at, "a backslash in double quotes begins an escape, and this one is none",
                       "double it, or use single quotes")  # fmt: skip
    if it.before.rstrip().endswith(('"', "'")) and "expected" in it.problem:
        opened = _opening_quote(it)
        if opened is not None:
            line, _ = it.lines.place(it.at)
            return _Advice(
                opened, f"this quote is closed only in line {line}, where text goes on", "close it where it ends"
            )
        if "',' or" in it.problem:
            return None
        return _Advice(it.at, "text stands after the closing quote", f"{_QUOTE}, and write those inside it twice")
    return None


def _opening_quote(it: _Trouble) -> int | None:
    """Where the quoted text begins that ends just before the trouble, when it runs over several lines."""
    loader = new_loader(it.lines.text)
    opened = None
    try:
        while loader.check_token():
            token = loader.get_token()
            if token is None or token.start_mark.index >= it.at:
                break
            if isinstance(token, yaml.ScalarToken) and token.style in ('"', "'"):
                opened = token.start_mark.index if token.start_mark.line != token.end_mark.line else None
    except yaml.YAMLError:
        pass
    finally:
        loader.dispose()
    return opened


def _brackets(it: _Trouble) -> _Advice | None:
    for closing, opening, what in (("]", "[", "list"), ("}", "{", "mapping")):
        if f"',' or '{closing}'" in it.problem:
            same_line = it.lines.place(it.at)[0] == it.lines.place(it.began)[0]
            index = it.at if same_line else it.began
            return _Advice(index, f"the {what} opened with `{opening}` goes on without a comma or is not closed",
                           f"a `,` or `{closing}` is missing")  # fmt: skip
    if "node content" in it.problem:
        return _Advice(
            it.at, f"a value is missing before {it.char(it.at)}", "write the value; text that begins so needs quotes"
        )
    return None


def _indentation(it: _Trouble) -> _Advice | None:
    item = it.lines.text[it.at : it.at + 2] in ("- ", "-\n", "-")
    beside = it.lines.place(it.at)[1] == it.lines.place(it.began)[1]
    if "'-' indicator" in it.problem or ("block end" in it.problem and "collection" in it.context):
        if beside:
            return _Advice(
                it.at, "a key stands among the items of a list", "begin it with `- `, or indent the list below its key"
            )
        return _Advice(it.at, "the indentation of this line fits nothing above it", _INDENT)
    if "expected key" in it.problem or "block end" in it.problem:
        if beside and item:
            return _Advice(it.at, "an item of a list stands among keys", "indent it below the key it belongs to")
        return _Advice(it.at, "the indentation of this line fits nothing above it", _INDENT)
    return None


def _document(it: _Trouble) -> _Advice | None:
    if not any(word in it.problem for word in ("document", "directive", "version", "stream")):
        return None
    start = it.lines.starts[it.lines.place(it.at)[0] - 1]
    if it.lines.text[start : start + 1] == "%":
        return _Advice(start, "a line cannot begin with `%`", "indent it under its key, or remove it")
    return _Advice(start, "nothing can follow the end of the data", "indent the line under its key, or remove it")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
