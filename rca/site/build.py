"""From a library to a folder that a browser can open."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from rca.site.context import SiteContext
from rca.site.page import Attachment, Page
from rca.site.pages import all_pages
from rca.site.place import beside, must_be_ours, put_in_place
from rca.site.reuse import Earlier


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What was built, or why nothing was."""

    pages: int
    reviews: int
    problems: tuple[str, ...] = ()
    """Lines for the user; with `stopped` they say why the site was not built."""
    stopped: bool = False
    reused: bool = False
    """Whether the site stands as an earlier build left it, since it is made from the same."""


def _quiet(what: str, count: int) -> None:
    """Tells nobody."""


def build_site(
    context: SiteContext, site: Path, config_path: Path | None = None, step: Callable[[str, int], None] = _quiet,
    earlier: Earlier | None = None,
) -> BuildReport:  # fmt: skip
    """Write the whole site.

    Args:
        context: what the pages are made from.
        site: folder to write to; an earlier site there is replaced once the new one is whole.
        config_path: the user's `mkdocs.yml`; the one that comes with the tool is used where there is none.
        step: is told of each page that is made, and of each of how many that is written.
        earlier: the build before, from which pages are taken that would be the same; it takes note of this one.

    Returns:
        The report; the earlier site stays when two pages would share an address or MkDocs gives up.

    Raises:
        CannotWrite: `site` holds somebody else's files, or cannot be written to.
    """
    from rca.site.mkdocs import frame  # MkDocs takes a quarter of a second to import

    content = tuple(_told(all_pages(context), step))
    doubled = doubled_addresses(content)
    if doubled:
        return BuildReport(0, 0, doubled, stopped=True)
    settings, docs, documents = handbook(config_path)
    must_be_ours(site, sources(Path(context.library.root), config_path))
    with beside(site) as stage:
        outcome = frame(content, stage.absolute(), settings, docs, documents, step, earlier)
        if not outcome.stopped:
            put_in_place(stage, site)
    count = sum(isinstance(item, Page) for item in content)
    if earlier is not None and not outcome.stopped and outcome.frame:
        earlier.note(outcome.frame, outcome.pages, (count, len(context.reviews), outcome.messages))
    return BuildReport(count, len(context.reviews), outcome.messages, outcome.stopped)


def _told(items: Iterable[Page | Attachment], step: Callable[[str, int], None]) -> Iterator[Page | Attachment]:
    for item in items:
        if isinstance(item, Page):
            step("Making pages", 0)
        yield item


def handbook(config_path: Path | None) -> tuple[Path, Path | None, Path]:
    """The configuration that holds, the hand-written pages in place of those that it names, and those that come with the tool."""
    own = config_path if config_path is not None and config_path.is_file() else None
    written = Path.cwd() / "docs"
    docs = None if own else (written if written.is_dir() else packaged("docs"))
    return own or packaged("mkdocs.yml"), docs, packaged("docs")


def sources(root: Path, config_path: Path | None) -> tuple[Path, ...]:
    """What a site is made from: the knowledge base, the configuration, the hand-written pages beside it."""
    return (root, *((config_path, config_path.parent / "docs") if config_path is not None else ()))


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
