"""From a folder to the text of its YAML files; whatever cannot be read as text becomes one diagnostic."""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from rca.diagnostics import START, Diagnostic, Severity, Span
from rca.source.document import SourceFile

MAX_BYTES = 2_000_000
"""Twenty times the longest review written so far; a limit that people do not meet and hostile files do."""

_BOM = b"\xef\xbb\xbf"
_WIDE_BOMS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")


def find_files(folder: Path) -> tuple[tuple[SourceFile, ...], tuple[Diagnostic, ...]]:
    """Every `*.yaml` and `*.yml` below a folder, sorted by path; hidden folders are passed over.

    Links to folders are not followed, so that a loop of links ends.

    Raises:
        NotADirectoryError: `folder` is no folder.
    """
    if not folder.is_dir():
        raise NotADirectoryError(folder)
    base = Path(shown_path(folder))
    files: list[SourceFile] = []
    found: list[Diagnostic] = []
    for path in _walk(folder, found, base):
        file, said = load_file(path, _shown(base, path.relative_to(folder)))
        found.extend(said)
        if file is not None:
            files.append(file)
    return tuple(sorted(files, key=lambda file: file.path)), tuple(sorted(found, key=lambda each: each.sort_key))


def load_file(path: Path, shown: str) -> tuple[SourceFile | None, tuple[Diagnostic, ...]]:
    """A file's text, or one diagnostic that says why it has none. Pipes and devices are not opened.

    Args:
        path: where the file is.
        shown: the path as the user is to see it.
    """
    try:
        content = _bytes(path)
    except OSError as error:
        return None, (_fault(shown, "RCA001", f"the file cannot be read: {(error.strerror or 'unknown').lower()}"),)
    if isinstance(content, _Refused):
        return None, (_fault(shown, content.code, content.message, help=content.help),)
    return _decode(content, shown)


class _Refused:
    """Why a path was not read."""

    def __init__(self, code: str, message: str, help: str = "") -> None:  # noqa: A002 -- as in Diagnostic
        self.code, self.message, self.help = code, message, help


def _bytes(path: Path) -> bytes | _Refused:
    mode = os.stat(path).st_mode  # noqa: PTH116 -- Path.stat would do; os.open below has no such twin
    if not stat.S_ISREG(mode):
        what = "a folder" if stat.S_ISDIR(mode) else "a pipe, socket or device"
        return _Refused("RCA002", f"this is {what}, not a file")
    # A pipe put in the file's place between the two calls must not stop the program.
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with open(handle, "rb") as opened:  # noqa: PTH123 -- a file descriptor
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            return _Refused("RCA002", "this is not a regular file")
        content = opened.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        return _Refused(
            "RCA003",
            f"the file is larger than {MAX_BYTES // 1_000_000} MB",
            help="a review is text; keep pictures and logs beside it and list them under `attachments`",
        )
    return content


def _decode(content: bytes, shown: str) -> tuple[SourceFile | None, tuple[Diagnostic, ...]]:
    text_bytes = content.removeprefix(_BOM)
    if content.startswith(_WIDE_BOMS):
        said = _fault(shown, "RCA004", "the file is written in UTF-16 or UTF-32", help="save it as UTF-8")
        return None, (said,)
    try:
        text = text_bytes.decode("utf-8")
    except UnicodeDecodeError as error:
        before = text_bytes[: error.start].decode("utf-8")
        line = before.count("\n") + 1
        column = len(before) - (before.rfind("\n") + 1) + 1
        said = _fault(
            shown,
            "RCA004",
            f"the byte 0x{text_bytes[error.start]:02X} is not UTF-8 text",
            help="save the file as UTF-8",
            span=Span(line, column, line, column + 1),
            excerpt=_line_of(text_bytes, error.start),
        )
        return None, (said,)
    return SourceFile(shown, text, hashlib.sha256(content).hexdigest()), ()


def _line_of(content: bytes, at: int) -> str:
    start = content.rfind(b"\n", 0, at) + 1
    end = content.find(b"\n", at)
    line = content[start : end if end >= 0 else len(content)]
    return line.decode("utf-8", errors="replace").rstrip("\r")


def _walk(folder: Path, found: list[Diagnostic], base: Path) -> Iterator[Path]:
    def unreadable(error: OSError) -> None:
        name = Path(str(error.filename)).relative_to(folder)
        why = (error.strerror or "unknown").lower()
        found.append(_fault(_shown(base, name), "RCA001", f"the folder cannot be read: {why}"))

    for parent, folders, names in os.walk(folder, onerror=unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted([*names, *folders]):
            if name.lower().endswith((".yaml", ".yml")) and not name.startswith("."):
                yield Path(parent, name)


def shown_path(path: Path) -> str:
    """A path as the user is to see it: relative to where the command runs, with forward slashes."""
    if path.is_absolute():
        # On Windows there is no way from one drive to another.
        with contextlib.suppress(ValueError):
            path = Path(os.path.relpath(path))
    return _printable(path)


def _shown(base: Path, relative: Path) -> str:
    return _printable(base / relative)


def _printable(path: Path) -> str:
    text = path.as_posix()
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _fault(
    shown: str,
    code: str,
    message: str,
    *,
    help: str = "",  # noqa: A002 -- as in Diagnostic
    span: Span = START,
    excerpt: str = "",
) -> Diagnostic:
    why = "A file that cannot be read is missing from every page, count and search."
    return Diagnostic(code, Severity.ERROR, shown, span, message, why=why, help=help, excerpt=excerpt)
