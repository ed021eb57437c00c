"""Zip files that are the same byte for byte whenever they are made."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

FIXED = (1980, 1, 1, 0, 0, 0)
"""The earliest time a zip file can state; the true one would differ with each run."""


def zipped(files: Mapping[str, str | bytes], first: str = "") -> bytes:
    """A zip file of the files, sorted by name, `first` before all others."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(files, key=lambda name: (name != first, name)):
            entry = zipfile.ZipInfo(name, FIXED)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            content = files[name]
            archive.writestr(entry, content.encode() if isinstance(content, str) else content)
    return target.getvalue()
