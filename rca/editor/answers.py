"""What an editor asks: what may be written here, what does this mean, where is it defined."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from rca.editor.bench import Bench
from rca.editor.context import Cursor, cursor_at, word_at
from rca.editor.names import Name, defined, named_at, targets, term_text, word_text
from rca.records.base import Record
from rca.records.course import Course
from rca.records.expected import keys_of, place_of
from rca.records.lesson import GeneralLesson
from rca.records.review import Review
from rca.records.taxonomy import Adoption, SharedStandard, Taxonomy
from rca.site.meanings import meaning
from rca.source.lines import Lines

_MODELS: Mapping[str, type[Record]] = {
    "lessons": GeneralLesson, "courses": Course, "taxonomies": Taxonomy, "standards": SharedStandard, "adoptions": Adoption,
}  # fmt: skip
_CODE = re.compile(r"^[A-Z]{2,8}\d{2,4}$")


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that may be written."""

    label: str
    text: str
    """What is put in."""
    start: int
    """Index of the text from which it replaces what stands before the cursor."""
    kind: Literal["key", "word", "name", "code"]
    detail: str


def model_of(file: Path) -> type[Record]:
    """What kind of record a file holds, by its folder; a review when it does not tell."""
    return _MODELS.get(file.parent.name, Review)


def completions(bench: Bench, file: Path, index: int) -> tuple[Offer, ...]:
    """What may be written at an index: keys, words, ids, codes; in the order in which a reader would look for them."""
    text = bench.texts.get(file, "")
    cursor = cursor_at(text, index)
    found = [*(_names(bench, file, cursor) if cursor.value else ()), *(_words(file, cursor) if cursor.value else ())]
    if cursor.key:
        found += _keys(file, cursor)
    return _fitting(found, cursor.prefix.strip("\"'").lower())


def _fitting(found: list[Offer], wanted: str) -> tuple[Offer, ...]:
    """What begins with the letters written so far, then what holds them, else what means them; each once."""
    ranks = (
        [each for each in found if each.label.lower().startswith(wanted)],
        [each for each in found if wanted in each.label.lower()],
    )
    fitting = [*ranks[0], *ranks[1]] or [each for each in found if wanted in each.detail.lower()]
    return tuple({each.label: each for each in fitting}.values())


def _names(bench: Bench, file: Path, cursor: Cursor) -> Iterator[Offer]:
    for each in named_at(bench, file, cursor.path):
        kind: Literal["code", "name"] = "code" if each.kind in ("code", "rule") else "name"
        quoted = f'"{each.name}"' if kind == "code" and re.fullmatch(r"[0-9.]+", each.name) else each.name
        yield Offer(each.name, quoted, cursor.start, kind, each.means)


def _words(file: Path, cursor: Cursor) -> Iterator[Offer]:
    place = place_of(model_of(file), cursor.path)
    for each in place.words:
        yield Offer(str(each), str(each), cursor.start, "word", "")
    if bool in place.types:
        yield from (Offer(word, word, cursor.start, "word", "") for word in ("true", "false"))


def _keys(file: Path, cursor: Cursor) -> Iterator[Offer]:
    for each in place_of(model_of(file), cursor.path).alternatives:
        if each.model is None:
            continue
        for key, info in keys_of(each.model).items():
            means = meaning(each.model.__name__, key, info.description or "", "")
            yield Offer(key, f"{key}: ", cursor.start, "key", means + (" (required)" if info.is_required() else ""))


def hover(bench: Bench, file: Path, index: int) -> tuple[str, int, int] | None:
    """What the word at an index means, as Markdown, with where the word begins and ends; None where there is nothing to say."""
    text = bench.texts.get(file, "")
    word, start, end = word_at(text, index)
    if not word:
        return None
    said = _rule(word) or _key(file, text, word, end) or _value(bench, file, text, word, start)
    return (said, start, end) if said else None


def _rule(word: str) -> str:
    if not _CODE.match(word):
        return ""
    from rca.diagnostics.catalogue import CATALOGUE
    from rca.lint.registry import find

    about = find(word)
    if about is not None:
        sections = "\n\n".join(f"**{name}**\n\n{body}" for name, body in about.page.sections.items())
        return f"**{about.code}** {about.page.title}\n\n{sections}"
    entry = CATALOGUE.get(word)
    return f"**{entry.code}** {entry.title}\n\n{entry.why}\n\n{entry.remedy}" if entry is not None else ""


def _key(file: Path, text: str, word: str, end: int) -> str:
    """What a key means."""
    if not re.match(r"\"?\s*:(?:\s|$)", text[end : end + 40]):
        return ""
    place = cursor_at(text, end + len(re.match(r"\"?\s*:", text[end:])[0])).path  # type: ignore[index]
    if not place or place[-1] != word:
        return ""
    for each in place_of(model_of(file), place[:-1]).alternatives:
        info = keys_of(each.model).get(word) if each.model is not None else None
        if info is not None and each.model is not None:
            expected = place_of(model_of(file), place).alternatives
            what = f"\n\n{expected[0].what}" if expected else ""
            said = meaning(each.model.__name__, word, info.description or "", "")
            return f"**{word}** {_markdown(said)}{what}"
    return ""


def _value(bench: Bench, file: Path, text: str, word: str, start: int) -> str:
    place = cursor_at(text, start).path
    for target, taxonomy in targets(file, place):
        if target == "code":
            term = bench.everything(file).library.term(taxonomy, word)
            return f"**{word}** {_markdown(term_text(term))}\n\ncode list `{taxonomy}`" if term is not None else ""
    allowed = place_of(model_of(file), place)
    if word in allowed.words and allowed.owner is not None:
        said = word_text(bench.everything(file).library, allowed.owner.__name__, word)
        if said:
            return f"**{word}** {_markdown(said)}"
    found = defined(bench, file, place, word)
    return f"**{found.name}** {found.kind}\n\n{_markdown(found.means)}" if found is not None else ""


def _markdown(text: str) -> str:
    """Text of a review as text, whatever it holds."""
    return re.sub(r"([\\`*_{}\[\]()#+!|~<>$])", r"\\\1", " ".join(text.split()))


def definition(bench: Bench, file: Path, index: int) -> tuple[Path, int, int] | None:
    """File, line and column, from 1, where what the word at an index names is defined; None where it names nothing."""
    text = bench.texts.get(file, "")
    word, start, _ = word_at(text, index)
    if not word:
        return None
    found = defined(bench, file, cursor_at(text, start).path, word)
    if found is None or found.file is None:
        return None
    return (found.file, *_place(bench, found))


def _place(bench: Bench, found: Name) -> tuple[int, int]:
    file = found.file
    if file is None or not found.path:
        return 1, 1
    own = found.name.rpartition("#")[2]
    if file in bench.texts:
        text = bench.texts[file]
        document = bench.good.get(file)
        if document is not None and document.file.text == text:
            span = document.span(found.path, "value" if found.path[-1] == "id" else "key")
            return span.line, span.column
        return _searched(text, own)
    entry = bench.everything(file).entry(file)
    if entry is None:
        return 1, 1
    span = entry.document.span(found.path, "value" if found.path[-1] == "id" else "key")
    return span.line, span.column


def _searched(text: str, name: str) -> tuple[int, int]:
    """Where a half-written text seems to define an id."""
    match = re.search(rf"^\s*(?:- )?(?:\{{?\s*id:\s*)?({re.escape(name)})\s*(?::|,|\}}|$)", text, re.MULTILINE)
    return Lines(text).place(match.start(1)) if match else (1, 1)
