"""Starting a review: from answers, or from a file in another format."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rca.api.base import Misuse
from rca.api.checking import schema
from rca.api.files import write_text
from rca.diagnostics import Severity

if TYPE_CHECKING:
    from rca.importers.begin import Answers


@dataclass(frozen=True, slots=True)
class Started:
    """A review that was started."""

    path: Path
    form: str = ""
    """The format it was brought over from; empty when it was begun from answers."""
    left: tuple[str, ...] = ()
    """What the other format held and the draft does not, a line each."""


def new(
    root: Path, review: str, answers: Answers, *, method: str = "fault-tree", source: Path | None = None,
    form: str | None = None, today: dt.date,
) -> Started:  # fmt: skip
    """Start a review and write the schema beside it.

    Args:
        root: folder of the knowledge base.
        review: id of the review.
        answers: what is known already; it goes before what `source` says.
        method: by which method causes are to be looked for; see `methods`.
        source: file in another format to bring over.
        form: its format, when the file itself does not tell.
        today: the day of the event while no other is given.

    Raises:
        Misuse: the id has a wrong form, the file is there already, or `source` cannot be brought over. Nothing is written.
    """
    from dataclasses import replace

    from rca.importers.begin import begin, with_answers
    from rca.importers.bring import bring
    from rca.importers.clean import NotReadable
    from rca.importers.draft import NotAnId, review_id
    from rca.importers.draft_yaml import draft_yaml

    try:
        path = root / "reviews" / f"{review_id(review)}.yaml"
        if path.exists():
            msg = f"`{path}` is there already; nothing was written"
            raise Misuse(msg)
        found = ""
        if source is None:
            draft = begin(method, answers)
        else:
            found, draft = bring(source, form)
            draft = with_answers(draft, answers)
    except (NotAnId, NotReadable) as error:
        raise Misuse(str(error)) from error
    if not draft.date:
        said = (f"the day of the event: none is given; {today.isoformat()} was written",) if source is not None else ()
        draft = replace(draft, date=today.isoformat(), left=(*draft.left, *said))
    text = draft_yaml(review, draft, source=source.name if source is not None else "")
    reads(text, path)
    write_schema(root)
    write_text(path, text)
    return Started(path, found, draft.left)


def answered(review: str | None, given: Mapping[str, object], source: Path | None) -> tuple[str, Answers, str]:
    """The id, the answers and the method from what a command was given; an id left out is made from the title.

    Raises:
        Misuse: there is neither id nor title, or an answer has a wrong form.
    """
    from rca.importers.begin import Answers
    from rca.importers.draft import slug

    def text(name: str) -> str:
        return str(given.get(name) or "").strip()

    review = review if review is not None else slug(text("title"))
    if not review:
        msg = "an id is missing: `rca new ID --from FILE`" if source is not None else (
            'give an id or a title, or --wizard to be asked: `rca new tank-overfill-2026 --title "Tank overfilled"`'
        )  # fmt: skip
        raise Misuse(msg)
    country = text("country").upper()
    if country and not (len(country) == 2 and country.isascii() and country.isalpha()):
        msg = f"`{country}` is not a country in two letters, such as NL"
        raise Misuse(msg)
    causes = given.get("causes") or ()
    answers = Answers(
        title=text("title"), date=text("date"), top=text("top"),
        causes=tuple(str(each).strip() for each in causes if str(each).strip()) if isinstance(causes, tuple) else (),
        gate="any_of" if given.get("gate") == "any_of" else "all_of",
        kind=text("kind") or "incident", language="zh" if given.get("language") == "zh" else "en",
        basis="public-record" if given.get("basis") == "public-record" else "own",
        organisation=text("organisation"), site=text("site"), country=country,
        harm={name: count for name in ("deaths", "injured") if isinstance(count := given.get(name), int)},
    )  # fmt: skip
    return review, answers, text("method") or "fault-tree"


def methods() -> tuple[str, ...]:
    """Names of the methods that a review can begin with."""
    from rca.importers.begin import methods as known

    return tuple(known())


def import_formats() -> tuple[str, ...]:
    """Names of the formats that can be brought over."""
    from rca.importers.bring import formats

    return tuple(sorted(formats()))


def write_schema(root: Path) -> Path:
    """Write the schema that the first line of each review names.

    Raises:
        Misuse: it cannot be written.
    """
    from rca.importers.draft import SCHEMA_PLACE

    place = root / SCHEMA_PLACE
    write_text(place, json.dumps(schema("review"), indent=1, ensure_ascii=False) + "\n")
    return place


def vscode_settings(root: Path) -> tuple[Path, str]:
    """Write `.vscode/settings.json` beside the knowledge base, so that VS Code completes and checks every kind of file.

    Returns:
        The path, and what to do by hand when the file is there and cannot be added to without losing its comments.

    Raises:
        Misuse: a file cannot be written.
    """
    from rca.importers.vscode import FOLDERS, merged, settings

    for kind in FOLDERS:
        write_text(root / ".schema" / f"{kind}.json", json.dumps(schema(kind), indent=1, ensure_ascii=False) + "\n")
    path = root.parent / ".vscode" / "settings.json"
    wanted = settings(root.name or "kb")
    try:
        before = path.read_text(encoding="utf-8") if path.exists() else ""
    except (OSError, UnicodeDecodeError) as error:
        msg = f"cannot read `{path}`"
        raise Misuse(msg) from error
    text = merged(before, wanted)
    if text is None:
        return path, f"`{path}` is there and has comments; add to it by hand:\n{json.dumps(wanted, indent=2)}"
    write_text(path, text)
    return path, ""


def reads(text: str, path: Path) -> None:
    """Hold that a draft reads before it is written.

    Raises:
        Misuse: it does not, which the file that was brought over must have brought about.
    """
    from rca.diagnostics.text import render
    from rca.records.review import Review
    from rca.records.validate import validate
    from rca.source.document import SourceFile
    from rca.source.reader import read

    document, said = read(SourceFile(path.as_posix(), text, ""))
    found = [*said, *(validate(document, Review).diagnostics if document is not None else ())]
    errors = [each for each in found if each.severity is Severity.ERROR]
    if errors:
        msg = f"what the file holds makes no draft that reads; nothing was written:\n{render(errors[:1])}"
        raise Misuse(msg)
