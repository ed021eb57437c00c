"""Findings about what a user wrote, and how they are shown."""

from rca.diagnostics.model import START, Diagnostic, Edit, Fix, Severity, Span

__all__ = ["START", "Diagnostic", "Edit", "Fix", "Severity", "Span"]
