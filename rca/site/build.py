"""From a library to a folder that a browser can open."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from rca.site.context import SiteContext
from rca.site.page import Attachment, Page
from rca.site.pages import all_pages


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What was built, or why nothing was."""

    pages: int
    reviews: int
    problems: tuple[str, ...] = ()
    """Lines for the user; with `stopped` they say why the site was not built."""
    stopped: bool = False


def build_site(context: SiteContext, site: Path, config_path: Path | None = None) -> BuildReport:
    """Write the whole site.

    Args:
        context: what the pages are made from.
        site: folder to write to; what stood there is removed.
        config_path: the user's `mkdocs.yml`; the one that comes with the tool is used where there is none.

    Returns:
        The report; nothing is written when it says `stopped` because of the knowledge base.
    """
    from rca.site.mkdocs import frame  # MkDocs takes a quarter of a second to import

    content = tuple(all_pages(context))
    doubled = _doubled(content)
    if doubled:
        return BuildReport(0, 0, doubled, stopped=True)
    own = config_path if config_path is not None and config_path.is_file() else None
    beside = Path.cwd() / "docs"
    docs = None if own else (beside if beside.is_dir() else packaged("docs"))
    outcome = frame(content, site.absolute(), own or packaged("mkdocs.yml"), docs, packaged("docs"))
    count = sum(isinstance(item, Page) for item in content)
    return BuildReport(count, len(context.reviews), outcome.messages, outcome.stopped)


def content_of_folder(root: Path, as_of: dt.date) -> tuple[Page | Attachment, ...]:
    """Pages of the knowledge base at `root`, for a plain `mkdocs build`.

    Raises:
        FileNotFoundError: there is no such folder.
    """
    from rca.library.load import load_library

    return tuple(all_pages(SiteContext(load_library(root, as_of))))


def packaged(name: str) -> Path:
    """A file or folder that comes with the tool: inside the package when installed, beside it in a checkout."""
    package = Path(str(resources.files("rca")))
    installed = package / "site" / "handbook" / name
    return installed if installed.exists() else package.parent / name


def _doubled(content: tuple[Page | Attachment, ...]) -> tuple[str, ...]:
    seen: set[str] = set()
    doubled: list[str] = []
    for item in content:
        if item.path in seen:
            doubled.append(f"two pages have the address `{item.path}`; rename one of the two ids")
        seen.add(item.path)
    return tuple(doubled)


__all__ = ["BuildReport", "SiteContext", "build_site", "content_of_folder", "packaged"]
