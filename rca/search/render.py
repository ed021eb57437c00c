"""Results of a search as text for a terminal, or as JSON."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterable, Iterator

from rca.search.explain import Explanation
from rca.search.library import Results, ShownHit
from rca.search.nothing import Nothing
from rca.search.record import CODE_LABEL
from rca.search.search import Reading
from rca.search.words import is_han

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
KIND = {
    "case": "case",
    "lesson": "lesson",
    "cause": "cause",
    "action": "action",
    "evidence": "evidence",
    "document": "",
}
MARK = {"exact": " ", "close": "≈", "some": "·"}
HOW = {
    "typed": "as typed", "stem": "same stem", "beginning": "begins so", "spelling": "a near word",
    "meaning": "the same meaning", "neighbours": "side by side", "nearness": "nearness in meaning",
}  # fmt: skip


def as_json(results: Results) -> str:
    """`{"hits": [{"id", "kind", "title", "score", "address", …}], "total", …}`

    `address` is that of the site, `read_as` what unknown words were read as, `facets` the counts that are not 0. A hit has
    `why` where that was asked for: the scores of its parts are together its score; with nearness in meaning also what `words`
    and what `meaning` add, of how much each can. Without a hit `nothing` says why.
    """
    return json.dumps(
        {
            "query": results.query,
            "hits": [_hit_json(hit) for hit in results.hits],
            "total": results.total,
            "counts": dict(results.counts),
            "read_as": [
                {"word": each.word, "as": list(each.as_words), "how": each.how} for each in results.readings
            ],
            "unknown": list(results.unknown),
            "facets": {
                name: {each.code: each.count for each in counted if each.count}
                for name, counted in results.facets.items()
            },
            **({"nothing": _nothing_json(results.nothing)} if results.nothing else {}),
        },
        indent=2,
        ensure_ascii=False,
    )  # fmt: skip


def as_json_lines(results: Results) -> str:
    """One hit a line, as in `as_json`."""
    return "\n".join(json.dumps(_hit_json(hit), ensure_ascii=False) for hit in results.hits)


def _hit_json(hit: ShownHit) -> dict[str, object]:
    return {
        "id": hit.id,
        "kind": hit.kind,
        "title": hit.title,
        "score": round(hit.score, 3),
        "address": hit.address,
        "match": hit.match,
        "fragments": [{"field": each.label.removeprefix(CODE_LABEL), "text": each.text} for each in hit.fragments],
        **({"why": _why_json(hit.why)} if hit.why else {}),
    }


def _why_json(why: Explanation) -> dict[str, object]:
    parts = [
        {
            "word": each.word, "found": each.found, "how": each.how,
            "fields": _places(each.fields),
            "score": round(each.score, 6), "share": round(each.share, 4),
        }
        for each in why.parts
    ]  # fmt: skip
    told = {"parts": parts, "factor": round(why.factor, 4), "missing": list(why.missing)}
    if why.weights is None:
        return told
    halves = zip(("words", "meaning"), _halves(why), why.weights, strict=True)
    return told | {name: {"score": round(score, 6), "weight": round(weight, 4)} for name, score, weight in halves}


def _halves(why: Explanation) -> tuple[float, float]:
    """What the words, and what nearness in meaning, add to a score."""
    near = sum(each.score for each in why.parts if each.how == "nearness")
    return sum(each.score for each in why.parts) - near, near


def _places(fields: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(field.removeprefix(CODE_LABEL) for field in fields))


def _nothing_json(found: Nothing) -> dict[str, object]:
    nearest = {word: list(terms) for word, terms in found.nearest.items()}
    return {"why": list(found.why), "try": list(found.attempts), "nearest": nearest}


def as_text(results: Results) -> str:
    """Hits with the pieces that answer; `≈` stands before close ones, `·` before those that hold only some words."""
    return "\n".join(_lines(results)) + "\n"


def _lines(results: Results) -> Iterator[str]:
    if not results.hits:
        yield from _nothing(results)
        return
    counts = results.counts
    shares = [f"{counts['exact']} exact", f"{counts['close']} close", f"{counts['some']} with some of the words"]
    said = [share for share in shares if not share.startswith("0 ")]
    shown = len(results.hits)
    yield f"{', '.join(said)}" + (f"; the best {shown}:" if shown < results.total else ":")
    yield from map(_said, results.readings)
    if results.unknown:
        yield f"No record holds {_listed(results.unknown)}."
    for hit in results.hits:
        yield ""
        facts = [KIND[hit.kind], hit.notes.get("case", ""), hit.notes.get("status", ""), hit.notes.get("harm", "")]
        yield f"{MARK[hit.match]} {' · '.join(filter(None, facts))}   {hit.id}"
        yield from textwrap.wrap(safe(hit.title), 100, initial_indent="  ", subsequent_indent="  ")
        for each in hit.fragments:
            yield from textwrap.wrap(
                f"{each.label.removeprefix(CODE_LABEL)}: {safe(each.text)}",
                100,
                initial_indent="    ",
                subsequent_indent="    ",
            )
        if hit.why:
            yield from _why(hit.why, hit.score)


def _why(why: Explanation, score: float) -> Iterator[str]:
    """What makes up a score, a line each; the shares and the scores add up."""
    yield f"    score {score:.3f} ="
    if why.weights is not None:
        halves = zip(_halves(why), why.weights, ("the words", "nearness in meaning"), strict=True)
        yield "    " + " + ".join(f"{share:.3f} of {weight:.1f} for {name}" for share, weight, name in halves) + ":"
    for each in why.parts:
        if each.how == "nearness":
            yield f"    {each.score:8.3f} {each.share:5.0%}  all that was asked, {HOW[each.how]}"
            continue
        found = safe(each.word) if each.how in ("typed", "neighbours") else f"{safe(each.word)} → {safe(each.found)}"
        where = ", ".join(_places(each.fields)) or "an id or a code"
        yield f"    {each.score:8.3f} {each.share:5.0%}  {found}, {HOW[each.how]}, in {safe(where)}"
    if why.factor != 1:
        yield f"    {'each word' if why.weights else 'each'} times {why.factor:.4g}, for the kind of record and for holding all words as typed"
    if why.missing:
        yield f"    not in it: {_listed(why.missing)}"


def _nothing(results: Results) -> Iterator[str]:
    yield "Nothing found. An empty answer says nothing about your risk."
    if results.nothing:
        yield from (safe(each) for each in results.nothing.why)
        yield "Try"
        yield from (f"  {safe(each)}" for each in results.nothing.attempts)


def _said(reading: Reading) -> str:
    # Chinese names answer an English word too; said aloud they would only puzzle
    own = tuple(word for word in reading.as_words if is_han(reading.word) or not is_han(word))
    words = _listed((own or reading.as_words)[:5])
    if reading.how == "spelling":
        return f"`{safe(reading.word)}` is held by no record; read as {words}."
    if reading.how == "beginning":
        return f"`{safe(reading.word)}` taken as the beginning of {words}."
    return f"`{safe(reading.word)}` also read as {words} (≈)."


def _listed(words: tuple[str, ...]) -> str:
    return ", ".join(f"`{safe(word)}`" for word in words)


def safe(text: str) -> str:
    """Text without characters that a terminal obeys; line breaks become blanks."""
    return _CONTROL.sub("", " ".join(text.split()))
