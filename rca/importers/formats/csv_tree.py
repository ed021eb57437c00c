"""CSV with a row for each event: id, event, parent, gate, status, kind, evidence, reason, note, probability."""

from __future__ import annotations

import csv
import io

from rca.importers.clean import Given, NotReadable
from rca.importers.draft import Draft
from rca.importers.rows import Row, is_timeline, is_tree, tree_draft

RANK = 2
MAX_CELLS = 100_000


def recognises(given: Given) -> bool:
    """A name that ends in `.csv` or `.tsv`, and is not taken for a timeline."""
    return given.suffix in (".csv", ".tsv")


def bring(given: Given) -> Draft:
    """The tree; columns that are not known and cells that mean nothing are listed.

    Raises:
        NotReadable: there is no heading that tells events and their parents, or no event.
    """
    headings, rows = table(given)
    if not is_tree(headings):
        msg = (
            f"`{given.name}` has no columns of a tree or a timeline: a tree has `event` and `id`, `parent` or `gate`, a timeline "
            f"`time` and `what`; its headings are {', '.join(f'`{heading[:40]}`' for heading in headings[:8])}"
        )
        if is_timeline(headings):
            msg = f"`{given.name}` is a timeline and not a tree; bring it over with --from-format csv-timeline"
        raise NotReadable(msg)
    return tree_draft(rows, headings, given.name)


def table(given: Given) -> tuple[list[str], list[Row]]:
    """Headings, and rows with what stands under each.

    Raises:
        NotReadable: it is no table.
    """
    text = given.text()
    sample = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=sample.count)
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        msg = f"`{given.name}` is not CSV: {error}"
        raise NotReadable(msg) from error
    return rows_of([(f"row {number}", line) for number, line in enumerate(lines, 1)], given.name)


def rows_of(lines: list[tuple[str, list[str]]], file: str) -> tuple[list[str], list[Row]]:
    """Headings from the first line that has any, and the rows below it.

    Raises:
        NotReadable: there are no rows, or too many cells.
    """
    lines = [(where, cells) for where, cells in lines if any(cell.strip() for cell in cells)]
    if sum(len(cells) for _, cells in lines) > MAX_CELLS:
        msg = f"`{file}` has more than {MAX_CELLS:,} cells; bring over a part of it"
        raise NotReadable(msg)
    if len(lines) < 2:
        msg = f"`{file}` has no rows below its headings"
        raise NotReadable(msg)
    headings = [" ".join(heading.split()) for heading in lines[0][1]]
    rows: list[Row] = []
    for where, cells in lines[1:]:
        under: dict[str, str] = {}
        for index, cell in enumerate(cells):
            heading = headings[index] if index < len(headings) else ""
            under[heading] = (
                f"{under[heading]}; {cell}" if under.get(heading) and cell.strip() else under.get(heading) or cell
            )
        rows.append((where, under))
    return headings, rows
