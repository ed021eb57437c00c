"""Finding a case again: by words, by name, by the questions that its lessons ask."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from rca.api.base import Misuse, find_review, open_kb

if TYPE_CHECKING:
    from rca.analysis.findings import Findings
    from rca.library.model import Library
    from rca.search.index import Index


def search(
    root: Path, words: str, as_of: dt.date, *,
    form: str, limit: int, facets: Mapping[str, Sequence[str]], corpus: Path | None = None, explain: bool = False,
    semantic: bool = False, store: str | None = None,
) -> str:  # fmt: skip
    """Hits for words, as text, JSON or JSON lines; if asked, each with what makes up its score.

    Raises:
        Misuse: `root` is no folder, a facet's code is unknown, or `corpus` is no file of documents.
    """
    from rca.search import render
    from rca.search.corpus import UnreadableCorpus
    from rca.search.library import UnknownFacet, search_folder, search_index

    try:
        if corpus is not None or semantic or store is not None:
            with _opened(root, as_of, corpus, store, semantic=semantic) as index:
                results = search_index(index, words, facets=facets, limit=limit, explain=explain)
        else:
            results = search_folder(root, words, _loader(root, as_of), facets=facets, limit=limit, explain=explain)
    except (UnknownFacet, UnreadableCorpus) as error:
        raise Misuse(str(error)) from error
    return {"json": render.as_json, "jsonl": render.as_json_lines}.get(form, render.as_text)(results)


def search_batch(
    root: Path, queries: Path, as_of: dt.date, *, corpus: Path | None, limit: int, semantic: bool = False,
    store: str | None = None,
) -> Iterator[str]:  # fmt: skip
    """One JSON line of hits for each query of a file, all from one index.

    Raises:
        Misuse: a file is not there or does not read, or `root` is no folder.
    """
    from rca.search.corpus import UnreadableCorpus, answers

    try:
        with _opened(root, as_of, corpus, store, semantic=semantic) as index:
            yield from answers(index, queries, limit)
    except UnreadableCorpus as error:
        raise Misuse(str(error)) from error


def refresh_store(root: Path, as_of: dt.date, store: str, *, corpus: Path | None, semantic: bool = False) -> str:
    """Bring a store to what a knowledge base, or a file of documents, holds; what was done, as a line of text.

    Raises:
        Misuse: the store cannot be used, `root` is no folder, or `corpus` is no file of documents.
    """
    from rca.search.corpus import UnreadableCorpus, read_corpus
    from rca.search.meaning import NoModel
    from rca.search.records import corpus_of
    from rca.search.store import StoreError, connected, refresh

    try:
        with connected(store) as connection:
            records = read_corpus(corpus) if corpus is not None else corpus_of(*_loader(root, as_of)())
            done = refresh(connection, records)
            vectors = ""
            if semantic:
                from rca.search.store_vectors import write_vectors

                vectors = f", {write_vectors(connection)} vectors made"
    except (UnreadableCorpus, StoreError, NoModel) as error:
        raise Misuse(str(error)) from error
    anew = ", written anew" if done.whole else ""
    return f"the store holds {done.records} records: {done.new} new, {done.gone} gone{anew}{vectors}"


@contextmanager
def _opened(root: Path, as_of: dt.date, corpus: Path | None, store: str | None, *, semantic: bool) -> Iterator[Index]:
    """The index in a store, or that beside a file of documents or a knowledge base; if asked, with nearness in meaning.

    Raises:
        Misuse: the model of nearness in meaning is not installed, the store cannot be used, or `root` is no folder.
        UnreadableCorpus: `corpus` is no file of documents.
    """
    from rca.search.meaning import NoModel
    from rca.search.store import StoreError

    try:
        if store is None:
            yield _beside(root, as_of, corpus, semantic=semantic)
        elif corpus is not None:
            msg = "a --corpus is searched where it stands, or in a --store once it is written there with --refresh"
            raise Misuse(msg)
        else:
            with _in_store(store, semantic=semantic) as index:
                yield index
    except (NoModel, StoreError) as error:
        raise Misuse(str(error)) from error


@contextmanager
def _in_store(store: str, *, semantic: bool) -> Iterator[Index]:
    from rca.search.index import Index
    from rca.search.store import connected
    from rca.search.store_source import StoreSource

    with connected(store) as connection:
        source = StoreSource(connection)
        index = Index(source)
        if semantic:
            from rca.search.store_vectors import StoreNear

            index = index.meaning(StoreNear(connection, source))
        yield index


def _beside(root: Path, as_of: dt.date, corpus: Path | None, *, semantic: bool) -> Index:
    from rca.search.cache import kept_at
    from rca.search.corpus import corpus_index
    from rca.search.library import folder_index

    index = corpus_index(corpus) if corpus is not None else folder_index(root, _loader(root, as_of))
    if not semantic:
        return index
    from rca.search.vectors import with_meaning

    return with_meaning(index, kept_at(root if corpus is None else corpus))


def _loader(root: Path, as_of: dt.date) -> Callable[[], tuple[Library, Mapping[str, Findings]]]:
    """Reads and analyses the folder when it is called: a search whose index is up to date never calls it.

    Raises:
        Misuse: `root` is no folder.
    """
    if not root.is_dir():
        open_kb(root, as_of)

    def load() -> tuple[Library, Mapping[str, Findings]]:
        kb = open_kb(root, as_of)
        return kb.library, kb.findings

    return load


def show(root: Path, name: str, as_of: dt.date, *, form: str) -> str:
    """A case, a part of one, a general lesson or a course, as text or JSON.

    Raises:
        Misuse: nothing has that name.
    """
    from rca.exporters.card import NothingNamed, card, card_json

    path = Path(name)
    if path.is_file():
        kb, entry = find_review(root, name, as_of)
        name = entry.record.id
    else:
        kb = open_kb(root, as_of)
    try:
        return (card_json if form == "json" else card)(kb.library, kb.findings, name)
    except NothingNamed as error:
        raise Misuse(str(error)) from error


def checklist(
    root: Path, as_of: dt.date, *, form: str, equipment: Sequence[str], hazards: Sequence[str], modes: Sequence[str],
    language: str,
) -> str:  # fmt: skip
    """Questions of all lessons that apply, as text, Markdown, HTML or JSON.

    Raises:
        Misuse: `root` is no folder, or a code is in no list; the message names the nearest.
    """
    from rca.exporters import checklist as shown
    from rca.library.checklist import checklist as questions_of
    from rca.library.link import nearest

    kb = open_kb(root, as_of)
    for taxonomy, codes in (("equipment", equipment), ("hazard", hazards), ("operating-mode", modes)):
        known = frozenset(term.code for term in kb.library.taxonomies[taxonomy].terms)
        for code in codes:
            if code not in known:
                near = nearest(code, known)
                hint = f" Did you mean `{near}`?" if near else f" Known: {', '.join(sorted(known))}."
                msg = f"`{code}` is no code of the list `{taxonomy}`.{hint}"
                raise Misuse(msg)
    spoken: Literal["en", "zh"] = "zh" if language == "zh" else "en"
    questions = questions_of(kb.library, equipment=equipment, hazards=hazards, modes=modes, language=spoken)
    if form == "json":
        return shown.as_json(questions)
    return {"text": shown.as_text, "md": shown.as_md, "html": shown.as_html}[form](questions, spoken)
