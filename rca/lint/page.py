"""The page of a rule of the lint; how pages are read stands with the diagnostics, since other rooms have rules too."""

from __future__ import annotations

from rca.diagnostics.page import SECTIONS, Page, page_of

__all__ = ["SECTIONS", "Page", "page_of"]
