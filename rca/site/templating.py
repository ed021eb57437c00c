"""The template environment: everything is escaped, and an unknown name is an error."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TypeVar

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from rca.analysis.sentence import Sentence
from rca.library.short_name import short_name
from rca.records.review import Review
from rca.site import shown, spelling
from rca.site.translated import Said, marked, title
from rca.site.words import Language

T = TypeVar("T")


@cache
def environment() -> Environment:
    """The one environment of all page templates. Escaping is on whatever a template's name ends in."""
    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(
        day=_in_language(spelling.day),
        moment=_in_language(spelling.moment),
        listed=_in_language(spelling.listed),
        harm=_in_language(shown.harm),
        happened=_in_language(shown.happened_on),
        year=spelling.year,
        number=spelling.number,
        decimal=spelling.decimal,
        percent=spelling.percent,
        paragraphs=spelling.paragraphs,
        ticks=spelling.ticks,
        short=short,
        named=named,
        titled=_in_language(title),
        own=own,
        said=said,
        lang=lang,
        drawn=drawn,
    )
    return made


def _language(context: Context) -> Language:
    found: Language = context["context"].language
    return found


def _in_language(function: Callable[..., T]) -> Callable[..., T]:
    """A filter that also hands the language of the page on."""

    @pass_context
    def spoken(context: Context, value: object) -> T:
        return function(value, _language(context))

    return spoken


@pass_context
def own(context: Context, text: object, source: Language | None = None) -> Markup:
    """What an author wrote: text, or `Said`; marked with its language where that is not the page's.

    Plain text is in `text_language` of the page, which a page about one review sets; in English without it.
    """
    if text is None or text == "":
        return Markup()
    if isinstance(text, Said):
        return marked(text.text, text.language, _language(context))
    return marked(text, source or context.get("text_language", "en"), _language(context))


@pass_context
def lang(context: Context, source: Language | Said | None = None) -> Markup:
    """The attribute ` lang="…"` for an element that holds an author's text, or nothing on a page in that language."""
    given = source.language if isinstance(source, Said) else source or context.get("text_language", "en")
    return Markup() if given == _language(context) else Markup(' lang="{}"').format(given)


@pass_context
def drawn(context: Context, svg: str) -> Markup:
    """A picture of a review, with the language of the author's words where that is not the page's."""
    return Markup(svg.replace("<svg ", f"<svg{lang(context)} ", 1))  # noqa: S704 - the drawing escaped its texts


@pass_context
def said(context: Context, sentence: str) -> str:
    """A sentence of the analysis, in the language of the page; for an attribute or before it is linked."""
    return sentence.in_language(_language(context)) if isinstance(sentence, Sentence) else sentence


@pass_context
def short(context: Context, review: Review) -> Markup | str:
    """A case in two or three words, made from its id and spelled as the review spells them."""
    page = _language(context)
    return marked(short_name(review), "en", page) if page != "en" else escape(short_name(review))


@pass_context
def named(context: Context, review: Review) -> Markup:
    """Title of a case, in the language of the page where it has one."""
    page = _language(context)
    found = title(review, page)
    return marked(found.text, found.language, page)
