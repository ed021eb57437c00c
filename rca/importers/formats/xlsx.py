"""XLSX: each sheet that holds a tree or a timeline. Needs openpyxl, which the extra `[xlsx]` brings."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Iterable
from dataclasses import replace

from rca.importers.begin import Answers, begin
from rca.importers.clean import Given, NotReadable
from rca.importers.draft import Draft
from rca.importers.formats.csv_tree import MAX_CELLS, rows_of
from rca.importers.rows import is_timeline, is_tree, timeline_entries, tree_draft

RANK = 0
MAX_UNPACKED = 50_000_000
"""Bytes of the whole file once unpacked: a small file can be made to unpack into gigabytes."""


def recognises(given: Given) -> bool:
    """A name that ends in `.xlsx` or `.xlsm`."""
    return given.suffix in (".xlsx", ".xlsm")


def bring(given: Given) -> Draft:
    """The first sheet with a tree and the first with a timeline; other sheets are listed row by row.

    Raises:
        NotReadable: openpyxl is missing, the file is no workbook, or no sheet holds a tree or a timeline.
    """
    tree: Draft | None = None
    entries = None
    day, left = "", list[str]()
    for title, lines in _sheets(given):
        try:
            headings, rows = rows_of(lines, given.name)
        except NotReadable:
            left += _listed(lines)
            continue
        if tree is None and is_tree(headings):
            tree = tree_draft(rows, headings, given.name)
        elif entries is None and is_timeline(headings):
            entries, day = timeline_entries(rows, headings, left)
        else:
            left.append(f"sheet `{title}`: it holds neither a tree nor a timeline, or is the second that does")
            left += _listed(lines)
    if tree is None and not entries:
        msg = f"`{given.name}` has no sheet with the columns of a tree (`event`, `parent` …) or of a timeline (`time`, `what` …)"
        raise NotReadable(msg)
    draft = tree or begin("fault-tree", Answers())
    return replace(draft, date=day, timeline=entries or (), left=(*draft.left, *left))


def _listed(lines: Iterable[tuple[str, list[str]]]) -> list[str]:
    return [f"{where}: {'; '.join(cell for cell in cells if cell)}" for where, cells in lines if any(cells)]


def _sheets(given: Given) -> list[tuple[str, list[tuple[str, list[str]]]]]:
    try:
        import openpyxl
    except ImportError as error:
        msg = f"reading `{given.name}` needs openpyxl: install `rca-kb[xlsx]`, or save the sheet as CSV"
        raise NotReadable(msg) from error
    _harmless(given)
    try:
        book = openpyxl.load_workbook(io.BytesIO(given.content), read_only=True, data_only=True, keep_links=False)
        sheets = [(sheet.title, sheet.iter_rows(values_only=True)) for sheet in book.worksheets]
        return [(title, _lines(title, rows, given.name)) for title, rows in sheets]
    except NotReadable:
        raise
    except Exception as error:  # openpyxl raises whatever its parsers do on a broken file
        msg = f"`{given.name}` is not an XLSX workbook that can be read"
        raise NotReadable(msg) from error


def _harmless(given: Given) -> None:
    """Hold that a file unpacks to a size that can be read, and declares no entities.

    Raises:
        NotReadable: it does not.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(given.content)) as packed:
            size = sum(each.file_size for each in packed.infolist())
            parts = (
                [name for name in packed.namelist() if name.endswith((".xml", ".rels"))] if size <= MAX_UNPACKED else []
            )
            declares = any(b"<!ENTITY" in packed.read(name) for name in parts)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as error:
        msg = f"`{given.name}` is not an XLSX workbook that can be read"
        raise NotReadable(msg) from error
    if size > MAX_UNPACKED:
        msg = f"`{given.name}` unpacks into more than {MAX_UNPACKED // 1_000_000} MB; bring over a part of it"
        raise NotReadable(msg)
    if declares:
        msg = f"`{given.name}` declares XML entities, which no spreadsheet needs"
        raise NotReadable(msg)


def _lines(title: str, rows: Iterable[tuple[object, ...]], file: str) -> list[tuple[str, list[str]]]:
    found: list[tuple[str, list[str]]] = []
    cells = 0
    for number, row in enumerate(rows, 1):
        cells += len(row)
        if cells > MAX_CELLS or number > MAX_CELLS:
            msg = f"`{file}` has more than {MAX_CELLS:,} cells; bring over a part of it"
            raise NotReadable(msg)
        found.append((f"sheet `{title}`, row {number}", [_cell(value) for value in row]))
    return found


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return (
            value.strftime("%Y-%m-%d")
            if value.time() == dt.time()
            else value.strftime("%Y-%m-%d %H:%M:%S").removesuffix(":00")
        )
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, dt.time):
        return value.strftime("%H:%M:%S").removesuffix(":00")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
