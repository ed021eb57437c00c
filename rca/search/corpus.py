"""Searching texts that are no knowledge base: a file with an id and a text in each line."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from rca.search.best import best
from rca.search.cache import cached, digest_of, kept_at
from rca.search.index import Index
from rca.search.record import Corpus, Passage, SearchRecord
from rca.search.words import whole

TITLE = 4
"""How much more a word of a title counts than one of the text."""
LARGEST_FIELD = 10_000_000
"""Characters of a field of a table."""


class UnreadableCorpus(ValueError):
    """The file cannot be read as a corpus or as queries; the message says where and why."""


def corpus_index(path: Path) -> Index:
    """The index of a corpus, kept beside the file.

    Raises:
        UnreadableCorpus: the file is not there, or a line of it is no document.
    """
    if not path.is_file():
        msg = f"there is no file `{path}`"
        raise UnreadableCorpus(msg)
    return cached(kept_at(path), digest_of(path, [path]), lambda: read_corpus(path))


def read_corpus(path: Path) -> Corpus:
    """Documents of a `.jsonl` file (an object in each line) or of a `.csv` file (names of columns in the first).

    Each has `id` and `text`, and may have a `title`; anything else is left unread.

    Raises:
        UnreadableCorpus: a line is no document, or two have one id.
    """
    rows = _csv_rows(path) if path.suffix.lower() == ".csv" else _json_rows(path)
    records: dict[str, SearchRecord] = {}
    for line, row in rows:
        name, text, title = row.get("id"), row.get("text"), row.get("title") or ""
        if name is None or not str(name) or not isinstance(text, str):
            raise _wrong(path, line, "a document has `id` and `text`")
        name, text, title = whole(str(name)), whole(text), whole(str(title))
        if name in records:
            raise _wrong(path, line, f"the id `{name}` is used twice")
        head = (Passage("title", title, TITLE, shown=False),) if title else ()
        records[name] = SearchRecord(
            name, "document", title or _beginning(text), "", (*head, Passage("text", text))
        )  # fmt: skip
    return Corpus(tuple(records.values()))


def answers(index: Index, queries: Path, limit: int) -> Iterator[str]:
    """For every line `{"qid", "query"}` of a file the line `{"qid", "hits": [{"id", "score"}]}`.

    Raises:
        UnreadableCorpus: the file is not there, or a line of it is no query.
    """
    if not queries.is_file():
        msg = f"there is no file `{queries}`"
        raise UnreadableCorpus(msg)
    for line, row in _json_rows(queries):
        if "qid" not in row or not isinstance(row.get("query"), str):
            raise _wrong(queries, line, "a query has `qid` and `query`")
        hits = best(index, whole(str(row["query"])), limit)
        found = [{"id": index.shown(hit.record)[0], "score": round(hit.score, 4)} for hit in hits]
        yield whole(json.dumps({"qid": row["qid"], "hits": found}, ensure_ascii=False))


def _json_rows(path: Path) -> Iterator[tuple[int, Mapping[str, object]]]:
    for line, text in enumerate(_text(path).splitlines(), 1):
        if not text.strip():
            continue
        try:
            row = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise _wrong(path, line, "this is no JSON") from error
        if not isinstance(row, dict):
            raise _wrong(path, line, "this is no JSON object")
        yield line, row


def _csv_rows(path: Path) -> Iterator[tuple[int, Mapping[str, object]]]:
    csv.field_size_limit(LARGEST_FIELD)
    reader = csv.DictReader(_lines(_text(path)))
    try:
        for row in reader:
            yield reader.line_num, {str(name): value for name, value in row.items()}
    except csv.Error as error:
        raise _wrong(path, reader.line_num, str(error)) from error


def _lines(text: str) -> Iterable[str]:
    return text.splitlines(keepends=True)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        msg = f"`{path}` does not read as UTF-8 text"
        raise UnreadableCorpus(msg) from error


def _wrong(path: Path, line: int, why: str) -> UnreadableCorpus:
    return UnreadableCorpus(f"{path.as_posix()}:{line}: {why}")


def _beginning(text: str) -> str:
    line = " ".join(text[:200].split())
    return line if len(line) <= 100 else line[:100].rsplit(" ", 1)[0] + " …"
