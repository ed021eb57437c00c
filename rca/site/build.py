"""From a library to a folder that a browser can open."""

from __future__ import annotations

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
        The report; nothing is written when two pages would share an address.
    """
    from rca.site.mkdocs import frame  # MkDocs takes a quarter of a second to import

    content = tuple(all_pages(context))
    doubled = doubled_addresses(content)
    if doubled:
        return BuildReport(0, 0, doubled, stopped=True)
    own = config_path if config_path is not None and config_path.is_file() else None
    beside = Path.cwd() / "docs"
    docs = None if own else (beside if beside.is_dir() else packaged("docs"))
    outcome = frame(content, site.absolute(), own or packaged("mkdocs.yml"), docs, packaged("docs"))
    count = sum(isinstance(item, Page) for item in content)
    return BuildReport(count, len(context.reviews), outcome.messages, outcome.stopped)


def packaged(name: str) -> Path:
    """A file or folder that comes with the tool: inside the package when installed, beside it in a checkout."""
    package = Path(str(resources.files("rca")))
    installed = package / "site" / "handbook" / name
    return installed if installed.exists() else package.parent / name


def doubled_addresses(content: tuple[Page | Attachment, ...]) -> tuple[str, ...]:
    """A line for every address that two pages would share; on some disks `A` and `a` are one."""
    seen: dict[str, str] = {}
    doubled: list[str] = []
    for item in content:
        if item.path.lower() in seen:
            doubled.append(f"two pages have the address `{item.path}`; rename one of the two ids")
        seen[item.path.lower()] = item.path
    return tuple(doubled)
