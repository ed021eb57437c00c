"""A code, or a whole code list, explained as text and as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping

from rca.records.taxonomy import Taxonomy, Term


def terms_page(word: str, lists: Mapping[str, Taxonomy], form: str = "text") -> str | None:
    """What a code means in every list that has it, or the codes of the list of that name; None for neither.

    Args:
        word: a code or the id of a list, in any case.
        lists: the code lists by id.
        form: `text` or `json`.
    """
    wanted = word.casefold()
    whole = next((listed for name, listed in lists.items() if name.casefold() == wanted), None)
    found = (
        [(whole, term) for term in whole.terms]
        if whole is not None
        else [(listed, term) for listed in lists.values() for term in listed.terms if term.code.casefold() == wanted]
    )
    if not found:
        return None
    if form == "json":
        return json.dumps([_as_data(listed, term) for listed, term in found], indent=2, ensure_ascii=False)
    if whole is None:
        return (
            "\n".join(
                f"{term.code}  {_said(term)}\n  of the list `{listed.id}`: {listed.title.en}" for listed, term in found
            )
            + "\n"
        )
    wide = max(len(term.code) for term in whole.terms)
    return (
        "\n".join((f"{whole.id}: {whole.title.en}", *(f"  {t.code:<{wide}}  {_said(t)}" for t in whole.terms))) + "\n"
    )


def _said(term: Term) -> str:
    names = " / ".join(name for name in (term.en, term.zh) if name)
    return f"{names}. {term.means}" if term.means else names


def _as_data(listed: Taxonomy, term: Term) -> dict[str, object]:
    return {"list": listed.id, "code": term.code, "en": term.en, "zh": term.zh, "means": term.means}
