"""The page of a code of reading, of the format or of the folder; the rules of the lint bring their own."""

from __future__ import annotations

import json

from rca.diagnostics.catalogue import CATALOGUE, Entry


def code_page(code: str, form: str) -> str | None:
    """The page as text or JSON; None when the catalogue has no such code."""
    entry = CATALOGUE.get(code.strip().upper())
    if entry is None:
        return None
    if form == "json":
        return json.dumps(_as_data(entry), indent=2, ensure_ascii=False)
    parts = [
        f"{entry.code} {entry.title}\n{entry.severity}, of reading, of the format or of the folder",
        f"Why it matters\n  {entry.why}",
        f"What to do\n  {entry.remedy}",
    ]
    if entry.bad:
        parts += [f"Bad\n{_indented(entry.bad)}", f"Good\n{_indented(entry.good)}"]
    return "\n\n".join(parts) + "\n"


def code_list(form: str) -> str:
    """All codes of the catalogue."""
    if form == "json":
        return json.dumps([_as_data(entry) for entry in CATALOGUE.values()], indent=2, ensure_ascii=False)
    lines = [f"  {entry.code}     {entry.severity:<8} {entry.title}" for entry in CATALOGUE.values()]
    return "\n".join(("Reading, the format and the folder", *lines)) + "\n"


def _as_data(entry: Entry) -> dict[str, object]:
    return {
        "code": entry.code, "severity": entry.severity.value, "title": entry.title, "why": entry.why,
        "remedy": entry.remedy, "bad": entry.bad, "good": entry.good,
    }  # fmt: skip


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.splitlines())
