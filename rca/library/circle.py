"""A folder as a circle of readers may see it: reviews above a level of publication are gone, and what stays does not name them."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from rca.library.folder import Folder
from rca.library.masked import LEFT_OUT, RANKS
from rca.records.vocabulary import PublicationLevel
from rca.source.document import DataPath, SourceFile, Value
from rca.source.reader import read

LEVELS: tuple[PublicationLevel, ...] = ("public", "sector", "internal", "restricted")
"""From everybody to named people."""
SAID = "As published: what is not for the readers of this site is left out."

_NARROW = re.compile(r"sector|internal|restricted|publication|\\")
"""Stands in every review that says who may read it; a backslash may spell any word."""
_STATED = re.compile(r"level\W{0,4}(?:sector|internal|restricted)")
_ID = re.compile(r"""^id:\s*["']?([\w.-]+)""", re.MULTILINE)
_POINTING: Final = frozenset({"links", "prior_events"})
"""Lists of which an item that points at what is gone goes as a whole: its words are about that."""
_REFERRING: Final = frozenset({"see", "review", "continues_in", "replaced_by", "lesson", "lessons", "courses", "from"})
"""Keys whose values may name a review, a part of one, a lesson or a course."""


@dataclass(frozen=True, slots=True)
class Circle:
    """What a circle of readers sees, and how much it does not see."""

    folder: Folder
    left_out: Mapping[str, int]
    """By kind (`reviews`, `lessons`, `courses`, `adoptions`) how many files are kept back; their names are not said."""


def open_to(folder: Folder, level: PublicationLevel) -> Circle:
    """The folder without every review above a level, and with nothing in the other files that points at one.

    A review whose level cannot be read is kept back. With a review go the general lessons that gather lessons of such
    reviews alone, the courses that teach with one, and what sites did with those lessons. In other files a link, a prior
    event or a `see` that leads there is taken out, and its id in a text is replaced; such a file is written anew as JSON,
    which is YAML. What authors say of a review in their own words, without its id, is theirs.

    Cost: one look at each text; read are files that speak of a level, and those that name what is gone.
    """
    rank = RANKS[level]
    if rank == RANKS[LEVELS[-1]]:
        return Circle(folder, {})
    hidden = {file.path: name for file in folder.files["reviews"] if (name := _hidden(file, rank)) is not None}
    if not hidden:
        return Circle(folder, {})
    files = dict(folder.files)
    gone = frozenset(hidden.values())
    files["reviews"] = tuple(file for file in files["reviews"] if file.path not in hidden)
    files["lessons"], lessons = _sorted(files["lessons"], gone, _baseless)
    gone |= lessons
    files["courses"], courses = _sorted(files["courses"], gone, _points)
    gone |= courses
    files["adoptions"], adoptions = _sorted(files["adoptions"], gone, _points)
    files["organisations"] = tuple(_known(file, folder, hidden) for file in files["organisations"])
    names = _Names(gone)
    kept = {kind: tuple(_rewritten(file, names) for file in each) for kind, each in files.items() if kind != "own"}
    counted = {"reviews": len(hidden), "lessons": len(lessons), "courses": len(courses), "adoptions": len(adoptions)}
    said = tuple(each for each in folder.diagnostics if each.path not in hidden)
    return Circle(replace(folder, files={**files, **kept}, diagnostics=said), {k: n for k, n in counted.items() if n})


def _hidden(file: SourceFile, rank: int) -> str | None:
    """The id of a review that stands above a level; None when it does not."""
    if _NARROW.search(file.text) is None:
        return None
    document, _ = read(file)
    if document is None:
        return _id_of(file, None) if _STATED.search(file.text) else None
    data = document.data
    about = data.get("review") if isinstance(data, Mapping) else None
    publication = about.get("publication") if isinstance(about, Mapping) else None
    if publication is None:
        return None
    stated = publication.get("level", LEVELS[0]) if isinstance(publication, Mapping) else ""
    found = RANKS.get(stated, len(RANKS)) if isinstance(stated, str) else len(RANKS)
    return _id_of(file, data) if found > rank else None


def _id_of(file: SourceFile, data: Value) -> str:
    name = data.get("id") if isinstance(data, Mapping) else None
    if isinstance(name, str):
        return name
    stated = _ID.search(file.text)
    return stated[1] if stated else file.path.rpartition("/")[2].rpartition(".")[0]


class _Names:
    """Names that lead nowhere any more."""

    def __init__(self, gone: frozenset[str]) -> None:
        self.gone = gone
        self._any = _words(gone)
        # a plain word that is an id is also a word
        self._told = _words({name for name in gone if "-" in name or any(map(str.isdigit, name))})

    def in_text(self, text: str) -> bool:
        return self._any.search(text) is not None

    def points(self, value: object) -> bool:
        """Whether a value is one of the names, or a part of what it stands for (`name#PART`)."""
        return isinstance(value, str) and value.partition("#")[0] in self.gone

    def told(self, text: str) -> str:
        """A text without the names."""
        return self._told.sub(LEFT_OUT, text)


def _words(names: Iterable[str]) -> re.Pattern[str]:
    each = "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
    return re.compile(rf"(?<![\w-])(?:{each})(?:#[\w.-]+)?(?![\w-])" if each else r"(?!)")


def _sorted(
    files: Sequence[SourceFile], gone: frozenset[str], goes: Callable[[Value, _Names], bool]
) -> tuple[tuple[SourceFile, ...], frozenset[str]]:
    """The files that stay, and the ids of those that go with what is gone."""
    names = _Names(gone)
    dropped = {file.path: _id_of(file, data) for file in files if (data := _data(file, names)) and goes(data, names)}
    return tuple(file for file in files if file.path not in dropped), frozenset(dropped.values())


def _data(file: SourceFile, names: _Names) -> Value:
    """What a file says, when it may name what is gone."""
    if "\\" not in file.text and not names.in_text(file.text):
        return None
    document, _ = read(file)
    return document.data if document is not None else None


def _baseless(data: Value, names: _Names) -> bool:
    """Whether a general lesson gathers lessons of reviews that are gone, and of no other."""
    gathered = data.get("from") if isinstance(data, Mapping) else None
    listed = [gathered] if isinstance(gathered, str) else gathered if isinstance(gathered, Sequence) else ()
    return bool(listed) and all(names.points(each) for each in listed)


def _points(data: Value, names: _Names) -> bool:
    """Whether anything in a file leads to what is gone."""
    if isinstance(data, Mapping):
        return any(_points(each, names) for key, each in data.items() if key not in ("id", "replaced_by"))
    if isinstance(data, Sequence) and not isinstance(data, str):
        return any(_points(each, names) for each in data)
    return names.points(data)


def _rewritten(file: SourceFile, names: _Names) -> SourceFile:
    """A file without the names; as it was when it holds none."""
    data = _data(file, names)
    if data is None:
        return file
    made = _without(data, (), names)
    spoken = names.told(file.text) != file.text  # a comment may name it, and the file is offered for download
    return _written(file, made) if spoken or made != data else file


def _written(file: SourceFile, data: Value) -> SourceFile:
    text = f"# {SAID}\n{json.dumps(data, ensure_ascii=False, indent=2)}\n"
    return SourceFile(file.path, text, hashlib.sha256(text.encode()).hexdigest())


def _without(value: Value, path: DataPath, names: _Names) -> Value:
    refers = next((part for part in reversed(path) if isinstance(part, str)), "") in _REFERRING
    if isinstance(value, Mapping):
        made = {
            key: _without(each, (*path, key), names)
            for key, each in value.items()
            if key not in _REFERRING or not names.points(each)
        }
        return {key: each for key, each in made.items() if each != () or value[key] == ()}
    if isinstance(value, str):
        return value if refers or path == ("id",) else names.told(value)
    if isinstance(value, Sequence):
        whole = path[:1] != () and path[0] in _POINTING
        stay = (each for each in value if not (refers and names.points(each)) and not (whole and _leads(each, names)))
        return tuple(_without(each, (*path, index), names) for index, each in enumerate(stay))
    return value


def _leads(value: Value, names: _Names) -> bool:
    return isinstance(value, Mapping) and any(names.points(each) for each in value.values())


def _known(file: SourceFile, folder: Folder, hidden: Mapping[str, str]) -> SourceFile:
    """The list of organisations without those that only reviews which are gone name."""
    document, _ = read(file)
    data = document.data if document is not None else None
    listed = data.get("organisations") if isinstance(data, Mapping) else None
    if not isinstance(data, Mapping) or not isinstance(listed, Sequence) or isinstance(listed, str):
        return file
    gone = [each.text for each in folder.files["reviews"] if each.path in hidden]
    seen = [each.text for each in folder.files["reviews"] if each.path not in hidden]
    kept = tuple(each for each in listed if not _only(_called(each), gone, seen))
    return file if len(kept) == len(listed) else _written(file, {**data, "organisations": kept})


def _called(organisation: Value) -> tuple[str, ...]:
    if not isinstance(organisation, Mapping):
        return ()
    aliases = organisation.get("aliases")
    more = aliases if isinstance(aliases, Sequence) and not isinstance(aliases, str) else (aliases,)
    names = (organisation.get("id"), organisation.get("name"), *more)
    return tuple(each for each in names if isinstance(each, str))


def _only(names: tuple[str, ...], gone: Sequence[str], seen: Sequence[str]) -> bool:
    """Whether any of the names stands in a text that is gone, and none in one that is seen."""
    return any(name in text for name in names for text in gone) and not any(
        name in text for name in names for text in seen
    )
