"""A page for every review."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from rca.analysis.findings import Interval
from rca.library.in_words import money
from rca.records.review import Review
from rca.search.related import Reason
from rca.search.traits import TAXONOMY, in_words
from rca.site import addresses, register, translated
from rca.site.case.downloads import citation, downloads
from rca.site.case.odds import bounds
from rca.site.case.outline import influences, outline
from rca.site.case.paths import mark
from rca.site.case.view import SUMMARY_PARTS, CaseView
from rca.site.context import SiteContext
from rca.site.page import Attachment, Page
from rca.site.pictures.bow_tie import draw_bow_tie
from rca.site.pictures.fault_tree import draw_fault_tree
from rca.site.pictures.files import stand_alone
from rca.site.pictures.legend import legend_html
from rca.site.pictures.style import picture_css
from rca.site.pictures.timeline import draw_timeline
from rca.site.register import days_late
from rca.site.shown import happened_on, organisation, place
from rca.site.translated import Said, marked

SCRIPT = f"{addresses.ASSETS}/case.js"
STYLE = f"{addresses.ASSETS}/case.css"
PICTURES = f"{addresses.ASSETS}/pictures.css"


def pages(context: SiteContext) -> Iterator[Page | Attachment]:
    """The page of every published review, with the files beside it, and what is left of the withdrawn ones."""
    yield Attachment(PICTURES, picture_css())
    for review in context.reviews:
        if review.id in context.findings:
            view = CaseView(context, review, context.findings[review.id], context.trees[review.id])
            yield from _one(context, view)
    for entry in context.library.reviews.values():
        if entry.record.review.publication.withdrawn is not None and not entry.partial:
            yield _withdrawn(context, entry.record)


def one(context: SiteContext, name: str) -> Iterator[Page | Attachment]:
    """The page of one review, with the files beside it; nothing where it has none."""
    entry = context.library.reviews.get(name)
    if entry is None or entry.partial:
        return
    if entry.record.review.publication.withdrawn is not None:
        yield _withdrawn(context, entry.record)
    elif name in context.findings:
        yield from _one(context, CaseView(context, entry.record, context.findings[name], context.trees[name]))


def _withdrawn(context: SiteContext, review: Review) -> Page:
    """The address of a withdrawn review stays: it says why, and what stands in its place."""
    path, heading = addresses.case(review.id), translated.title(review, context.language)
    withdrawal = review.review.publication.withdrawn
    other = next((each for each in context.reviews if withdrawal and each.id == withdrawal.replaced_by), None)
    replacement = (translated.title(other, context.language).text, addresses.case(other.id)) if other else None
    body = context.render("withdrawn.html", path, title=heading.text, withdrawal=withdrawal, kind="cases",
                          hub=addresses.CASES, replacement=replacement)  # fmt: skip
    return Page(path=path, title=heading.text, body=body, section=addresses.CASES, contents=False)


def _one(context: SiteContext, view: CaseView) -> Iterator[Page | Attachment]:
    review, path = view.review, addresses.case(view.review.id)
    heading = translated.title(review, context.language)
    w = context.words

    def link(name: str) -> str:
        return f"#{addresses.anchor('event', name)}"

    drawing = draw_fault_tree(
        view.tree, view.findings, actions_by_event=view.actions_by_event, links=link,
        language=context.language, title=heading.text,
    )  # fmt: skip
    diagnostics = context.diagnostics.get(review.id, ())
    values: dict[str, object] = {
        "view": view,
        "linked": view.linked,
        "shorten": view.shorten,
        "crumbs": _crumbs(context, view),
        "text_language": review.review.language,
        "heading": heading,
        "summary": translated.summary(review, context.language),
        "spoken": {each.id: translated.lesson(review, each, context.language) for each in review.lessons},
        "maturity": {each.id: register.case_row(context, review, each).status for each in review.lessons},
        "general_title": lambda name: translated.general(context.library.lessons[name].record, context.language)[0],
        "held": view.held,
        "download": path.removesuffix("index.html"),
        "place": place(review),
        "loss": _loss(view),
        "happened": happened_on(review, context.language),
        "organisation": organisation(context.library, review),
        "coded": (
            (w("facet.mode"), "operating-mode", review.event.mode),
            (w("facet.equipment"), "equipment", review.event.equipment),
            (w("facet.hazard"), "hazard", review.event.hazards),
        ),
        "classified": _classified(context, view),
        "level": _level(context, view),
        "drawing": drawing,
        "legend": legend_html(drawing, language=context.language),
        "outline": outline(view),
        "influences": influences(view),
        "part_interval": interval_text,
        "timeline": draw_timeline(
            review.timeline, review.event, view.tree, view.findings, links=link, language=context.language
        ),
        "bow_tie": draw_bow_tie(
            review.barriers,
            view.tree,
            view.findings,
            actions_by_event=view.actions_by_event,
            links=link,
            language=context.language,
            numbers=view.odds.found if view.odds else None,
        ),
        "odds": view.odds,
        "bounds": bounds,
        "barrier_sentence": _barrier_sentence(context, view),
        "parts": SUMMARY_PARTS,
        "marks": {action.id: mark(action) for action in review.actions or ()},
        "overdue": _overdue(context, view),
        "related": context.kinship.to(review.id),
        "code_in_words": lambda reason: _in_words(context, reason),
        "case_title": lambda name: translated.title(context.library.reviews[name].record, context.language),
        "code_names": lambda codes: code_names(context, codes),
        "lesson_text": lambda address: _lesson_text(context, address),
        "diagnostics": diagnostics,
        "silenced": context.silenced.get(review.id, ()),
        "counts": {name: sum(each.severity == name for each in diagnostics) for name in ("error", "warning", "advice")},
        "draft": review.review.stage not in ("published", "verified", "closed"),
        "citation": citation(view),
        "method_url": addresses.linked(context.language, path, addresses.METHOD),
    }
    yield Page(
        path=path,
        title=heading.text,
        body=context.render("case/page.html", path, **values),
        description=(said.text if (said := translated.summary(review, context.language)) else heading.text)[:300],
        scripts=(SCRIPT,),
        styles=(PICTURES, STYLE),
        section=addresses.CASES,
    )
    folder = path.removesuffix("index.html")
    for page in drawing.pages:
        name = "tree.svg" if page.number == 1 else f"tree-{page.number}.svg"
        yield Attachment(folder + name, stand_alone(drawing, page, heading.text, context.language))
    yield from downloads(view)


def interval_text(interval: Interval) -> str:
    """A probability, or its bounds."""
    if interval.value is not None:
        return f"{interval.lower:.4g}"
    return f"{interval.lower:.4g} – {interval.upper:.4g}"


def _crumbs(context: SiteContext, view: CaseView) -> list[tuple[str, str | None]]:
    crumbs: list[tuple[str, str | None]] = [(context.words("cases.title"), addresses.CASES)]
    if view.review.event.industry:
        code = view.review.event.industry[0]
        crumbs.append((context.name("industry", code), addresses.hub("industry", code)))
    crumbs.append((marked(view.review.id, "en", context.language), None))
    return crumbs


def _classified(context: SiteContext, view: CaseView) -> list[tuple[str, list[Markup]]]:
    found = []
    for taxonomy, codes in view.review.event.classify.items():
        listed = context.library.taxonomies.get(taxonomy)
        title = listed.title if listed else None
        named = ((title.zh if context.language == "zh" else title.en) or title.en) if title else taxonomy
        found.append((named, [_coded(context, taxonomy, code) for code in codes]))
    return found


def _coded(context: SiteContext, taxonomy: str, code: str) -> Markup:
    """A code with its name; the name alone where the code is the same word."""
    name = context.named(taxonomy, code)
    same = context.library.name_of(taxonomy, code).lower().startswith(code.replace("-", " ").lower())
    return name if same else Markup('<span class="id">{}</span> {}').format(code, name)


def code_names(context: SiteContext, codes: tuple[str, ...]) -> str:
    """Names of codes of any of the lists by which a lesson is meant for something."""
    lists = ("equipment", "hazard", "operating-mode", "industry")
    found = [next((name for each in lists if (name := context.name(each, code)) != code), code) for code in codes]
    return (", " if context.language == "en" else "、").join(found)


def _level(context: SiteContext, view: CaseView) -> str:
    harm = view.review.event.harm
    if harm is None or harm.level is None:
        return ""
    title = context.library.taxonomies["order493-level"].title
    return f"{(title.zh if context.language == 'zh' else title.en) or title.en}: {context.name('order493-level', harm.level)}"


def _barrier_sentence(context: SiteContext, view: CaseView) -> str:
    states = [barrier.state for barrier in view.review.barriers]
    w = context.words
    worked = states.count("worked")
    sentence = w(
        "barriers.sentence",
        failed=sum(state in ("failed", "degraded", "bypassed") for state in states),
        missing=states.count("missing"),
        worked=worked,
    )
    return sentence if worked else f"{sentence} {w('barriers.none-worked')}"


def _overdue(context: SiteContext, view: CaseView) -> dict[str, int]:
    """Days by which open actions are past their date, where it is a day."""
    late = {
        action.id: days_late(action.due, context.as_of)
        for action in view.review.actions or ()
        if action.status in ("proposed", "accepted", "in-progress")
    }
    return {name: days for name, days in late.items() if days > 0}


def _loss(view: CaseView) -> str:
    """The direct loss, in words that a reader takes in: `200 million USD`."""
    loss = view.review.event.harm.direct_loss if view.review.event.harm else None
    if loss is None:
        return ""
    return money(loss.amount, loss.currency, view.context.language)


def _lesson_text(context: SiteContext, address: str) -> Said:
    case, _, name = address.partition("#")
    review = context.library.reviews[case].record
    return next(translated.lesson(review, each, context.language)[0] for each in review.lessons if each.id == name)


def _in_words(context: SiteContext, reason: Reason) -> Markup:
    """The name of a code that two cases share, as it stands in the middle of a sentence."""
    taxonomy = TAXONOMY[reason.kind]
    untold = context.name(taxonomy, reason.value) == context.library.name_of(taxonomy, reason.value)
    return marked(
        in_words(context.library, reason.kind, reason.value, context.language),
        "en" if untold else context.language, context.language,
    )  # fmt: skip
