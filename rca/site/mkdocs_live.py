"""Puts the theme's frame around one page at a time: what `mkdocs.py` does for a whole site, kept ready while somebody writes."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path

from mkdocs.commands import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.structure.files import File, InclusionLevel, get_files, set_exclusions
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page as MarkdownPage

from rca.site.mkdocs import FinishedPage, SitePlugin, framed_page, listening, tabs_of
from rca.site.page import Page
from rca.site.words import LANGUAGES


class CannotFrame(Exception):
    """The configuration or a hand-written page is at fault."""


class Framer:
    """The frame of a site, and its hand-written pages, made once.

    Only this program's plugin takes part; what other plugins of a configuration do at the end of a build is not done.
    """

    def __init__(self, config_path: Path, docs: Path | None, documents: Path | None) -> None:
        """Read the configuration and the hand-written pages.

        Args:
            config_path: an `mkdocs.yml`.
            docs: hand-written pages, instead of the folder that the configuration names.
            documents: hand-written pages that come with the tool.

        Raises:
            CannotFrame: MkDocs gives up on the configuration or on a page; the message says why.
        """
        self._lock = threading.Lock()
        settings = {"site_dir": str(Path(tempfile.gettempdir(), "rca-frame", "never-written"))}
        if docs is not None:
            settings["docs_dir"] = str(docs)
        with listening() as heard:
            try:
                config = load_config(config_file=str(config_path), **settings)
                self._prepare(config, documents)
            except (MkDocsException, Abort) as stop:
                raise CannotFrame("\n".join((*heard, str(stop)))) from stop

    def _prepare(self, config: MkDocsConfig, documents: Path | None) -> None:
        """As `mkdocs build` does it up to the first page that it writes."""
        plugin = SitePlugin.of(config)
        config = config.plugins.on_config(config)
        files = get_files(config)
        env = config.theme.get_env()
        files.add_files_from_theme(env, config)
        plugin.content, plugin.documents, plugin.step = tuple(_hubs(config)), documents, None
        files = config.plugins.on_files(files, config=config)
        set_exclusions(files, config)
        self._config, self._files, self._nav = config, files, get_navigation(files, config)
        self._written: dict[str, MarkdownPage] = {}
        for file in files.documentation_pages():
            page = file.page or MarkdownPage(None, file, config)
            mkdocs_build._populate_page(page, config, files)  # noqa: SLF001 -- MkDocs has no public way to make one page
            if not isinstance(page, FinishedPage):
                self._written[file.dest_uri] = page
        self._env = config.plugins.on_env(env, config=config, files=files)
        self._beside = {file.dest_uri: file for file in files if not file.is_documentation_page()}

    def page(self, finished: Page, translations: Mapping[str, str]) -> str:
        """A finished page in its frame."""
        file = File.generated(
            self._config, finished.path.removesuffix(".html") + ".md", content="", inclusion=InclusionLevel.NOT_IN_NAV
        )
        section = finished.section or finished.path
        with self._lock:
            return self._framed(framed_page(finished, "", file, self._config, translations, section))

    def written(self, path: str) -> str | None:
        """A hand-written page in its frame; None when there is none at the address."""
        page = self._written.get(path)
        if page is None:
            return None
        with self._lock:
            return self._framed(page)

    def missing(self) -> str:
        """The page that stands for all that are not there."""
        with self._lock:
            template = self._env.get_template("404.html")
            return str(mkdocs_build._build_template("404.html", template, self._files, self._config, self._nav))  # noqa: SLF001

    def beside(self, path: str) -> bytes | None:
        """A file that is no page: of the theme, of the tool, or from the folder of hand-written pages."""
        file = self._beside.get(path)
        return file.content_bytes if file is not None else None

    def _framed(self, page: MarkdownPage) -> str:
        page.active = True
        try:
            if page.markdown is None:
                mkdocs_build._populate_page(page, self._config, self._files)  # noqa: SLF001
            context = mkdocs_build.get_context(self._nav, self._files, self._config, page)
            template = self._env.get_template(str(page.meta.get("template", "main.html")))
            context = self._config.plugins.on_page_context(context, page=page, config=self._config, nav=self._nav)
            output = template.render(context)
            return self._config.plugins.on_post_page(output, page=page, config=self._config) or ""
        finally:
            page.active = False


def _hubs(config: MkDocsConfig) -> Iterator[Page]:
    """Pages without a body in the place of those that the navigation names, so that the tabs have words and addresses."""
    from markupsafe import Markup

    for source, words in tabs_of(config.nav or ()):
        if not source.endswith("/*") and not Path(config.docs_dir, source).is_file():
            page = Page(path=source.removesuffix(".md") + ".html", title=words, body=Markup())
            for language in LANGUAGES:
                yield page.moved(language)
