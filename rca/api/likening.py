"""Cases and lessons like something: an event just described, a draft, a case, a lesson."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from rca.api.base import KnowledgeBase, Misuse, open_kb

if TYPE_CHECKING:
    from rca.search.sketch import Sketch
    from rca.source.document import SourceFile

Language = Literal["en", "zh"]
LONGEST = 1_000_000
"""Characters of a description that are taken."""


def similar(root: Path, as_of: dt.date, *, draft: str | None, text: str | None, form: str, language: str | None) -> str:
    """Known cases, lessons that would have applied and questions to ask now, as text, Markdown or JSON.

    Args:
        root: folder of the knowledge base.
        as_of: the day that counts as today; also the day of an event whose date is not said.
        draft: a file, however little of it is written, or the id of a review.
        text: a description in the user's own words, or a draft, as it came in.
        form: `text`, `md` or `json`.
        language: `en` or `zh`, of the answer; None: that of the description.

    Raises:
        Misuse: there is nothing to compare, or it does not read.
    """
    from rca.exporters import similar as shown
    from rca.search.library import folder_index
    from rca.search.nothing import nothing
    from rca.search.related import Kinship
    from rca.search.similar import similar as similar_to

    kb = open_kb(root, as_of)
    sketch = _of_draft(kb, draft) if draft is not None else _of_text(kb, text or "")
    if not any(letter.isalnum() for letter in sketch.text) and not sketch.traits:
        msg = "there is nothing to compare: say what happened, in a title, a summary or a sentence"
        raise Misuse(msg)
    kinship = Kinship(kb.library, kb.findings)
    index = folder_index(root, lambda: (kb.library, kb.findings))
    found = similar_to(kinship, index, sketch if sketch.date else replace(sketch, date=as_of.isoformat()))
    if not found.cases and not found.lessons:
        why = nothing(index, sketch.text, {}).why
        found = replace(found, sketch=replace(found.sketch, remarks=(*sketch.remarks, *why)))
    told = {"md": shown.as_md, "json": shown.as_json}.get(form, shown.as_text)
    spoken: Language = sketch.language if language is None else "zh" if language == "zh" else "en"
    return told(kinship, found, spoken)


def _of_text(kb: KnowledgeBase, text: str) -> Sketch:
    """A description; a draft that came in as text is read as one."""
    from rca.source.document import SourceFile

    return _of_file(kb, SourceFile("-", text[:LONGEST], hashlib.sha256(text.encode()).hexdigest()), must=False)


def _of_draft(kb: KnowledgeBase, name: str) -> Sketch:
    """A draft in a file, or a review of the knowledge base.

    Raises:
        Misuse: there is no such file or review, or it does not read.
    """
    from rca.diagnostics.text import render
    from rca.library.link import nearest
    from rca.search.sketch import sketch_of_draft
    from rca.source.find import load_file, shown_path

    path = Path(name)
    if path.is_file():
        file, found = load_file(path, shown_path(path))
        if file is None:
            msg = f"`{name}` does not read:\n{render(found)}"
            raise Misuse(msg)
        return _of_file(kb, file, must=path.suffix in (".yaml", ".yml"))
    entry = kb.library.reviews.get(name)
    if entry is not None and isinstance(entry.document.data, Mapping):
        return sketch_of_draft(kb.library, entry.document.data)
    if path.is_dir():
        msg = f"`{name}` is a folder; name the file of the draft"
    elif path.suffix or "/" in name:
        msg = f"there is no file `{name}`"
    else:
        near = nearest(name, frozenset(kb.library.reviews))
        hint = f" Did you mean `{near}`?" if near else ""
        msg = f"there is no file and no review `{name}`.{hint} A description goes behind --text, or in at `-`."
    raise Misuse(msg)


def _of_file(kb: KnowledgeBase, file: SourceFile, *, must: bool) -> Sketch:
    """What a draft says; where it need not be one, what the text says.

    Raises:
        Misuse: it must be a draft and is none.
    """
    from rca.diagnostics.text import render
    from rca.search.draft import read_draft
    from rca.search.sketch import sketch_of_draft, sketch_of_text

    draft = read_draft(file)
    if draft is not None:
        sketch = sketch_of_draft(kb.library, draft.data)
        if draft.line:
            cut = f"{file.path}:{draft.line}: what follows does not read and was left out: {draft.found[0].message}"
            return replace(sketch, remarks=(cut, *sketch.remarks))
        return sketch
    if must:
        from rca.source.reader import read

        found = read(file)[1]
        msg = f"`{file.path}` is no draft: it has neither a title, a summary, an event nor a tree" + (
            f"\n{render(found)}" if found else ""
        )
        raise Misuse(msg)
    return sketch_of_text(kb.library, file.text)


def search_like(
    root: Path, name: str, words: str, as_of: dt.date, *, form: str, limit: int, facets: Mapping[str, Sequence[str]]
) -> str:
    """Cases or lessons like one of the knowledge base, as text, JSON or JSON lines.

    Args:
        root: folder of the knowledge base.
        name: id of a review, `review#L-ID`, or id of a general lesson.
        words: what the hits have to answer as well; empty: anything.
        as_of: the day that counts as today.
        form: `text`, `json` or `jsonl`.
        limit: at most so many hits.
        facets: codes of which a hit carries at least one, by facet.

    Raises:
        Misuse: nothing has that name, or a code is unknown.
    """
    from rca.search import render_like as shown
    from rca.search.library import UnknownFacet, folder_index
    from rca.search.like import NothingLike, like
    from rca.search.related import Kinship

    kb = open_kb(root, as_of)
    kinship = Kinship(kb.library, kb.findings)
    index = folder_index(root, lambda: (kb.library, kb.findings))
    try:
        found = like(kinship, index, name, words, facets=facets, limit=limit)
    except (UnknownFacet, NothingLike) as error:
        raise Misuse(str(error)) from error
    return {"json": shown.as_json, "jsonl": shown.as_json_lines}.get(form, shown.as_text)(kinship, found)
