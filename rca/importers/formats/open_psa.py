"""Open-PSA Model Exchange Format (XML): the trees of a model, with its basic events and their probabilities."""

from __future__ import annotations

from rca.importers.clean import MAX_BYTES, Given, NotReadable
from rca.importers.draft import Draft
from rca.importers.formats.galileo import model_draft
from rca.importers.models.open_psa import read_open_psa

RANK = 3


def recognises(given: Given) -> bool:
    """XML by its ending, or by `<opsa-mef` near its beginning."""
    return given.suffix in (".xml", ".opsa") or b"<opsa-mef" in given.content[:4096]


def bring(given: Given) -> Draft:
    """Everything below the gates that no other uses; what was not carried is listed.

    Raises:
        NotReadable: it is no model that can be read, or holds no gate.
    """
    if len(given.content) > MAX_BYTES:
        msg = f"`{given.name}` is larger than {MAX_BYTES // 1_000_000} MB; bring over a part of it with `rca import --top`"
        raise NotReadable(msg)
    model, found = read_open_psa([(given.name, given.content)])
    return model_draft(model, found, given.name)
