"""The functions that everything else calls: open, check, analyse, draw, search, show, build, serve, start a review."""

from rca.api.analysing import analyse, draw_tree, outline
from rca.api.base import KnowledgeBase, Misuse, find_review, misuse, open_kb
from rca.api.checking import CheckReport, check, explain, render_diagnostics, schema, unknown_codes
from rca.api.desk import Signed, next_steps, sign, signatures, signatures_shown
from rca.api.drafting import Started, answered, import_formats, methods, new, vscode_settings, write_schema
from rca.api.files import write_bytes, write_text
from rca.api.following import adopt, due
from rca.api.publishing import build, serve, site_context
from rca.api.searching import checklist, search, search_batch, show
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

__all__ = [
    "CheckReport",
    "KnowledgeBase",
    "Misuse",
    "Signed",
    "Started",
    "Wanted",
    "adopt",
    "analyse",
    "answered",
    "build",
    "check",
    "checklist",
    "draw_tree",
    "due",
    "explain",
    "export_course",
    "find_review",
    "handout",
    "import_formats",
    "list_courses",
    "methods",
    "misuse",
    "new",
    "next_steps",
    "open_kb",
    "outline",
    "render_diagnostics",
    "review_course",
    "schema",
    "search",
    "search_batch",
    "serve",
    "show",
    "sign",
    "signatures",
    "signatures_shown",
    "site_context",
    "slides",
    "suggest_course",
    "toolbox",
    "unknown_codes",
    "vscode_settings",
    "write_bytes",
    "write_schema",
    "write_text",
]
