"""The functions that everything else calls: open, check, analyse, draw, search, show, build, serve, start a review.

A name is imported when it is first asked for, so that a command pays for nothing that it does not use.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rca.api.analysing import analyse, draw_model, draw_tree, outline, outline_model
    from rca.api.base import KnowledgeBase, Misuse, find_review, misuse, open_kb
    from rca.api.changed import changed_files
    from rca.api.checking import (
        Asked,
        CheckReport,
        check,
        explain,
        render_diagnostics,
        render_statistics,
        schema,
        statistics,
        unknown_codes,
        yaml_files,
    )
    from rca.api.desk import Signed, next_steps, sign, signatures, signatures_shown
    from rca.api.drafting import Started, answered, import_formats, methods, new, vscode_settings, write_schema
    from rca.api.exchange import Exported, export_formats, export_model, import_model
    from rca.api.files import write_bytes, write_text
    from rca.api.fixing import FixReport, fix
    from rca.api.following import adopt, due
    from rca.api.formatting import Formatted, format_files
    from rca.api.history import Difference, diff, diff_shown, draw_diff
    from rca.api.likening import search_like, similar
    from rca.api.migrating import Migrated, migrate
    from rca.api.models import Analysed, analyse_model, is_model, read_model
    from rca.api.own_rules import faulty_packages
    from rca.api.publishing import build, serve, site_context
    from rca.api.searching import checklist, refresh_store, search, search_batch, show
    from rca.api.teaching import (
        Wanted,
        export_course,
        handout,
        list_courses,
        review_course,
        slides,
        suggest_course,
        toolbox,
    )

_NAMES = {
    "analysing": "analyse draw_model draw_tree outline outline_model",
    "base": "KnowledgeBase Misuse find_review misuse open_kb",
    "changed": "changed_files",
    "checking": "Asked CheckReport check explain render_diagnostics render_statistics schema statistics unknown_codes yaml_files",
    "desk": "Signed next_steps sign signatures signatures_shown",
    "drafting": "Started answered import_formats methods new vscode_settings write_schema",
    "exchange": "Exported export_formats export_model import_model",
    "files": "write_bytes write_text",
    "fixing": "FixReport fix",
    "following": "adopt due",
    "formatting": "Formatted format_files",
    "history": "Difference diff diff_shown draw_diff",
    "likening": "search_like similar",
    "migrating": "Migrated migrate",
    "models": "Analysed analyse_model is_model read_model",
    "own_rules": "faulty_packages",
    "publishing": "build serve site_context",
    "searching": "checklist refresh_store search search_batch show",
    "teaching": "Wanted export_course handout list_courses review_course slides suggest_course toolbox",
}
"""What stands in each module."""
_MODULE = {name: module for module, names in _NAMES.items() for name in names.split()}

__all__ = [
    "Analysed",
    "Asked",
    "CheckReport",
    "Difference",
    "Exported",
    "FixReport",
    "Formatted",
    "KnowledgeBase",
    "Migrated",
    "Misuse",
    "Signed",
    "Started",
    "Wanted",
    "adopt",
    "analyse",
    "analyse_model",
    "answered",
    "build",
    "changed_files",
    "check",
    "checklist",
    "diff",
    "diff_shown",
    "draw_diff",
    "draw_model",
    "draw_tree",
    "due",
    "explain",
    "export_course",
    "export_formats",
    "export_model",
    "faulty_packages",
    "find_review",
    "fix",
    "format_files",
    "handout",
    "import_formats",
    "import_model",
    "is_model",
    "list_courses",
    "methods",
    "migrate",
    "misuse",
    "new",
    "next_steps",
    "open_kb",
    "outline",
    "outline_model",
    "read_model",
    "refresh_store",
    "render_diagnostics",
    "render_statistics",
    "review_course",
    "schema",
    "search",
    "search_batch",
    "search_like",
    "serve",
    "show",
    "sign",
    "signatures",
    "signatures_shown",
    "similar",
    "site_context",
    "slides",
    "statistics",
    "suggest_course",
    "toolbox",
    "unknown_codes",
    "vscode_settings",
    "write_bytes",
    "write_schema",
    "write_text",
    "yaml_files",
]


def __getattr__(name: str) -> object:
    """The function or value of that name, from the module that holds it."""
    if name not in _MODULE:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    return getattr(importlib.import_module(f"{__name__}.{_MODULE[name]}"), name)
