"""What is like a case or a lesson, as text or JSON."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator

from rca.search.like import Like, LikeHit
from rca.search.related import LINKED, Kinship
from rca.search.render import safe

WIDTH = 100
"""Columns of a page of text."""


def as_text(kinship: Kinship, found: Like) -> str:
    """Hits with what they share; what a person linked says so."""
    return "\n".join(_lines(kinship, found)) + "\n"


def _lines(kinship: Kinship, found: Like) -> Iterator[str]:
    yield from _wrapped(f"Like {found.name}: {found.title}", "")
    if not found.hits:
        yield "Nothing found that shares enough and passes the filters. An empty answer says nothing about your risk."
    elif len(found.hits) < found.total:
        yield f"{found.total} found; the best {len(found.hits)}:"
    for hit in found.hits:
        yield ""
        yield f"  {hit.kind} · {hit.score % LINKED:.1f}{' · linked by a person' if hit.links else ''}   {hit.id}"
        yield from _wrapped(hit.title, "  ")
        yield from (line for link in hit.links for line in _wrapped(link.said(), "    "))
        if hit.shared:
            yield from _wrapped(f"shares: {'; '.join(kinship.told(reason) for reason in hit.shared)}", "    ")


def _wrapped(text: str, indent: str) -> Iterator[str]:
    yield from textwrap.wrap(safe(text), WIDTH, initial_indent=indent, subsequent_indent=indent)


def as_json(kinship: Kinship, found: Like) -> str:
    """`{"similar_to", "hits": [{"id", "kind", "title", "score", "address", "links", "shares"}], "total"}`

    A link that a person wrote adds 1,000 to the score.
    """
    hits = [_hit(kinship, hit) for hit in found.hits]
    return json.dumps({"similar_to": found.name, "hits": hits, "total": found.total}, indent=2, ensure_ascii=False)


def as_json_lines(kinship: Kinship, found: Like) -> str:
    """One hit a line, as in `as_json`."""
    return "\n".join(json.dumps(_hit(kinship, hit), ensure_ascii=False) for hit in found.hits)


def _hit(kinship: Kinship, hit: LikeHit) -> dict[str, object]:
    return {
        "id": hit.id,
        "kind": hit.kind,
        "title": hit.title,
        "score": round(hit.score, 3),
        "address": hit.address,
        "links": [{"relation": link.relation, "note": link.note} for link in hit.links],
        "shares": [
            {"kind": reason.kind, "value": reason.value, "words": kinship.told(reason)} for reason in hit.shared
        ],
    }
