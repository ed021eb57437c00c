"""The one file that knows MkDocs: it hands finished pages over and lets the theme put its frame around them."""

from __future__ import annotations

import datetime as dt
import logging
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import escape

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # the theme's notice about MkDocs 2; see docs/develop/site.md

from mkdocs.commands.build import build
from mkdocs.config import base as config_base
from mkdocs.config import config_options as options
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as FramePage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from rca.library.circle import LEVELS
from rca.site.addresses import in_language
from rca.site.navigation import ForeignNavigation, foreign, tab
from rca.site.page import Attachment, Page, headings
from rca.site.reuse import Earlier, hashed, source_of
from rca.site.words import LANGUAGES, Words

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation
    from mkdocs.utils.templates import TemplateContext

HERE = Path(__file__).parent
STYLES = ("assets/rca/site.css",)
SCRIPTS = ("assets/rca/site.js",)
Content = Sequence[Page | Attachment]


class FinishedPage(FramePage):
    """A page that MkDocs frames without reading or parsing it."""

    def __init__(
        self, finished: Page, tab: str, file: File, config: MkDocsConfig, translations: Mapping[str, str]
    ) -> None:
        # the theme prints titles as HTML, so they are handed over escaped; the navigation has shorter words
        super().__init__(str(escape(tab or finished.title)), file, config)
        self.finished = finished
        self.key = ""
        self.kept = ""
        """The page in its frame as an earlier build wrote it, where that still holds."""
        self.meta = {
            "finished": True,
            "full_title": finished.title,
            "description": str(escape(finished.description)),
            "hide": ["navigation"] if finished.contents else ["navigation", "toc"],
            "scripts": finished.scripts,
            "styles": finished.styles,
            "section": finished.section,
            "language": finished.language,
            "feeds": finished.feeds,
            "translations": translations,
        }

    def take(self, earlier: Earlier, frame: str) -> None:
        """Stand in for itself with what an earlier build wrote, where that was the same page in the same frame."""
        self.key, self.kept = earlier.page(frame, self.finished, self.meta["translations"])
        if self.kept:
            self.meta["template"] = "rca-kept.html"

    def read_source(self, config: MkDocsConfig) -> None:
        """Nothing to read: the body is finished."""
        del config
        self.markdown = ""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Take the body as it is; the list of contents is made from its headings."""
        del config, files
        self.content = str(self.finished.body)
        self.toc = TableOfContents(list(_contents(self.content)))


def _contents(body: str) -> Iterator[AnchorLink]:
    section: AnchorLink | None = None
    for heading in headings(body):
        link = AnchorLink(str(escape(heading.text)), heading.id, heading.level)
        if heading.level == 2 or section is None:
            if section is not None:
                yield section
            section = link
        else:
            section.children.append(link)
    if section is not None:
        yield section


class Options(config_base.Config):  # type: ignore[no-untyped-call]
    """What `mkdocs.yml` may say below `plugins: - rca`."""

    kb = options.Type(str, default="kb")
    as_of = options.Optional(options.Type(str))
    level = options.Choice(LEVELS, default="public")


class SitePlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]
    """Adds the finished pages, the theme's small changes, the style sheet, scripts and fonts to a MkDocs build."""

    content: Content | None = None
    """Pages made by the caller; left out (plain `mkdocs build`), they are made from the folder named in `kb`."""
    _lit: FramePage | None = None
    _foreign: Mapping[str, ForeignNavigation] | None = None
    """The navigation in each language but the site's own, made once."""
    step: Callable[[str, int], None] | None = None
    """Is told of each page that is framed."""
    earlier: Earlier | None = None
    """The build before; None where what it wrote may not be taken."""
    written: dict[str, tuple[str, str]]
    """By address the hash of each finished page, and the page in its frame."""
    frame: str = ""
    frame_source: str = ""
    """Hash of what the frame is made from beside the addresses of the pages that have a tab."""
    documents: Path | None = None
    """Folder of the pages that come with the tool; a page of the same name in the user's `docs/` wins."""

    @classmethod
    def of(cls, config: MkDocsConfig) -> SitePlugin:
        """The plugin of a configuration; it is put in where the configuration does not name it."""
        plugin = next((each for each in config.plugins.values() if isinstance(each, cls)), None)
        if plugin is None:
            plugin = cls()
            plugin.load_config({})
            config.plugins["rca"] = plugin
        return plugin

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Put our templates before the theme's (and behind the user's own), our styles before the user's."""
        theme = config.theme
        theme.dirs.insert(1 if theme.custom_dir else 0, str(HERE / "theme"))
        config.extra_css[:0] = [each for each in STYLES if each not in config.extra_css]
        config.extra_javascript[:0] = [each for each in SCRIPTS if each not in config.extra_javascript]
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add pages, attachments and assets. A file in the user's `docs/` of the same address is kept."""
        for path in sorted((HERE / "assets").rglob("*")):
            if path.is_file():
                name = f"assets/rca/{path.relative_to(HERE / 'assets').as_posix()}"
                _add(files, File.generated(config, name, abs_src_path=str(path)))
        if self.documents is not None:
            for path in sorted(self.documents.rglob("*")):
                if path.is_file():
                    _add(files, File.generated(config, path.relative_to(self.documents).as_posix(),
                                               abs_src_path=str(path)))  # fmt: skip
        if config.nav is not None:
            config.nav = _unfolded(config.nav, sorted(each.src_uri for each in files.documentation_pages()))
        tabs = dict(tabs_of(config.nav or ()))
        content = self._content(config)
        there = {item.path for item in content if isinstance(item, Page)}
        self._foreign = None
        self.written = {}
        hubs = sorted(path for path in there if f"{_root(path).removesuffix('.html')}.md" in tabs)
        self.frame = hashed([self.frame_source, hubs]) if self.earlier is not None else ""
        for item in content:
            if isinstance(item, Attachment):
                _add(files, File.generated(config, item.path, content=item.content))
                continue
            source = item.path.removesuffix(".html") + ".md"
            file = File.generated(config, source, content=str(item.body), inclusion=InclusionLevel.NOT_IN_NAV)
            if _add(files, file):
                words = tabs.get(source, "") if item.language == LANGUAGES[0] else tab(item.path, item.language)
                made = FinishedPage(item, words, file, config, _translations(item, there))
                if self.earlier is not None:
                    made.take(self.earlier, self.frame)
        return files

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Give the frame its words; a page that is not ours is in the language of the theme."""
        del files
        env.globals["frame_words"] = {language: Words(language) for language in LANGUAGES}
        env.globals["frame_language"] = "zh" if str(config.theme.get("language", "en")).startswith("zh") else "en"
        return env

    def on_page_context(
        self, context: TemplateContext, *, page: FramePage, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Light the tab of the hub that a page belongs to, unless it has a tab of its own."""
        del config
        pages: Iterable[FramePage] = nav.pages
        language = page.meta.get("language", LANGUAGES[0])
        if language != LANGUAGES[0]:
            if self._foreign is None:
                self._foreign = {each: foreign(nav, context["pages"], each) for each in LANGUAGES[1:]}
            context["nav"] = self._foreign[language]  # type: ignore[typeddict-item]  # all that the theme reads of one
            pages = self._foreign[language].pages
        section = "" if any(each.file.dest_uri == page.file.dest_uri for each in pages) else page.meta.get("section")
        self._lit = next((each for each in pages if section and each.file.dest_uri == section), None)
        if self._lit is not None:
            self._lit.active = True
        return context

    def on_post_page(self, output: str, *, page: FramePage, config: MkDocsConfig) -> str:
        """Put the tab out again: the next page has its own."""
        del config
        if self.earlier is not None and isinstance(page, FinishedPage):
            self.written[page.finished.path] = (page.key, output)
        if self.step is not None and self.content is not None:
            self.step("Writing pages", sum(isinstance(item, Page) for item in self.content))
        if self._lit is not None:
            self._lit.active = False
        return output

    def _content(self, config: MkDocsConfig) -> Content:
        if self.content is not None:
            return self.content
        from rca.site.folder import CannotTeach, content_of_folder

        beside = Path(config.config_file_path).parent if config.config_file_path else Path()
        day = dt.date.fromisoformat(self.config.as_of) if self.config.as_of else dt.date.today()  # noqa: DTZ011
        try:
            return content_of_folder(beside / self.config.kb, day, self.config.level)
        except FileNotFoundError as error:
            msg = f"there is no knowledge base at `{self.config.kb}`; name one below `plugins: - rca: {{kb: …}}`"
            raise PluginError(msg) from error
        except CannotTeach as error:
            raise PluginError(str(error)) from error


def framed_page(
    finished: Page, words: str, file: File, config: MkDocsConfig, translations: Mapping[str, str], section: str
) -> FinishedPage:
    """A page for the frame that lights the tab of a section."""
    page = FinishedPage(finished, words, file, config, translations)
    page.meta["section"] = section
    return page


def _root(path: str) -> str:
    """The address of a page in the first language."""
    first, _, rest = path.partition("/")
    return rest if first in LANGUAGES[1:] else path


def _translations(page: Page, there: Collection[str]) -> Mapping[str, str]:
    """Where the same page stands in every language that has it; one language alone gives nothing to choose."""
    root = page.path if page.language == LANGUAGES[0] else page.path.partition("/")[2]
    found: dict[str, str] = {each: path for each in LANGUAGES if (path := in_language(root, each)) in there}
    return found if len(found) > 1 else {}


def _unfolded(nav: object, sources: list[str]) -> object:
    """The navigation with `folder/*` replaced by the pages of that folder, its index first."""
    if isinstance(nav, dict):
        return {words: _unfolded(target, sources) for words, target in nav.items()}
    if isinstance(nav, list):
        return [_unfolded(each, sources) for each in nav]
    if isinstance(nav, str) and nav.endswith("/*"):
        inside = [each for each in sources if each.rpartition("/")[0] == nav[:-2]]
        return sorted(inside, key=lambda each: (not each.endswith("/index.md"), each))
    return nav


def tabs_of(nav: object) -> Iterator[tuple[str, str]]:
    """Words of the navigation by the file that they lead to."""
    for item in nav if isinstance(nav, (list, tuple)) else ():
        for words, target in item.items() if isinstance(item, dict) else ():
            if isinstance(target, str):
                yield target, str(words)
            else:
                yield from tabs_of(target)


def _add(files: Files, file: File) -> bool:
    if files.get_file_from_path(file.src_uri) is not None:
        return False
    files.append(file)
    return True


@dataclass(frozen=True, slots=True)
class Outcome:
    """What MkDocs had to say."""

    messages: tuple[str, ...]
    """Warnings and errors, as MkDocs words them."""
    stopped: bool
    """Whether it gave up, as it does on a warning where `strict` is set."""
    frame: str = ""
    """Hash of what the frame was made from; empty where nothing may be taken from this build."""
    pages: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """By address the hash of each finished page, and the page in its frame."""


def frame(
    content: Content, site: Path, config_path: Path, docs: Path | None, documents: Path | None,
    step: Callable[[str, int], None] | None = None, earlier: Earlier | None = None,
) -> Outcome:  # fmt: skip
    """Write the site: every page in the theme's frame, beside the hand-written pages.

    Args:
        content: finished pages and attachments.
        site: folder to write to; what stood there is removed.
        config_path: an `mkdocs.yml`.
        docs: hand-written pages, instead of the folder that the configuration names.
        documents: hand-written pages that come with the tool.
        step: is told of each page that is written, and of how many.
        earlier: the build before, from which pages are taken that would be the same.
    """
    with listening() as heard:
        try:
            settings: dict[str, Any] = {"site_dir": str(site)}
            if docs is not None:
                settings["docs_dir"] = str(docs)
            config = load_config(config_file=str(config_path), **settings)
            plugin = SitePlugin.of(config)
            plugin.content, plugin.documents, plugin.step = content, documents, step
            if earlier is not None and alone(config):
                plugin.earlier = earlier
                plugin.frame_source = source_of(
                    (), (config_path, Path(config.docs_dir), *([documents] if documents else ())), ()
                )
            build(config)
        except Abort as stop:
            return Outcome((*heard, str(stop)), stopped=True)
    return Outcome(tuple(heard), stopped=False, frame=plugin.frame, pages=plugin.written)


def alone(config: MkDocsConfig) -> bool:
    """Whether a site is made by this program and the theme alone, so that the same sources give the same site."""
    own = [each for each in config.plugins.values() if isinstance(each, SitePlugin)]
    return len(own) == len(config.plugins) and not config.hooks and not config.theme.custom_dir


def docs_alone(config_path: Path, docs: Path | None) -> Path | None:
    """The folder of hand-written pages, where a site is made from it, the configuration and this program `alone`; else None."""
    text = config_path.read_text(encoding="utf-8", errors="replace")
    if "INHERIT" in text or "!ENV" in text:
        return None
    with listening():
        try:
            settings = {"docs_dir": str(docs)} if docs is not None else {}
            config = load_config(config_file=str(config_path), **settings)
        except Abort:
            return None
    return Path(config.docs_dir) if alone(config) else None


@contextmanager
def listening() -> Iterator[list[str]]:
    """Warnings of MkDocs, gathered and not printed."""
    heard: list[str] = []

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            heard.append(record.getMessage())

    logger, ear = logging.getLogger("mkdocs"), Ear(logging.WARNING)
    propagate = logger.propagate
    logger.addHandler(ear)
    logger.propagate = False
    try:
        yield heard
    finally:
        logger.removeHandler(ear)
        logger.propagate = propagate
