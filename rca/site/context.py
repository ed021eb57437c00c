"""What every page may read: the library, its findings, and the way to a finished body."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from statistics import median

from markupsafe import Markup

from rca.analysis.across.summary import AcrossCases, across_cases
from rca.analysis.findings import Findings
from rca.diagnostics import Diagnostic
from rca.graph.tree import FaultTree
from rca.library.model import Library
from rca.records.review import Link, Review
from rca.records.taxonomy import Term
from rca.search.related import Kinship
from rca.site import addresses, shown
from rca.site.templating import environment
from rca.site.translated import marked
from rca.site.words import Language, Words


@dataclass(frozen=True, slots=True)
class Silenced:
    """A finding that the review allows, with its reason."""

    diagnostic: Diagnostic
    because: str


@dataclass(frozen=True, eq=False)
class SiteContext:
    """Everything a page is made from. Pages are functions of it and of nothing else.

    Compared by identity, so that what is derived from it can be kept.
    """

    library: Library
    findings: Mapping[str, Findings] = field(default_factory=dict)
    """By review; a review that did not read in full has none."""
    trees: Mapping[str, FaultTree] = field(default_factory=dict)
    diagnostics: Mapping[str, tuple[Diagnostic, ...]] = field(default_factory=dict)
    """Findings of the check that are not silenced, by review."""
    silenced: Mapping[str, tuple[Silenced, ...]] = field(default_factory=dict)
    language: Language = "en"
    """Of the pages; every page is made once in each of the `LANGUAGES`."""

    @property
    def as_of(self) -> dt.date:
        """The day that counts as today."""
        return self.library.as_of

    @cached_property
    def reviews(self) -> tuple[Review, ...]:
        """Reviews that have a page, newest event first."""
        return self.library.published()

    @cached_property
    def across(self) -> AcrossCases:
        """What the cases say together."""
        return across_cases(self.library, self.trees, self.findings)

    @cached_property
    def kinship(self) -> Kinship:
        """What the cases have in common, for finding the ones nearest to each."""
        return Kinship(self.library, self.findings)

    @cached_property
    def medians(self) -> Mapping[str, float]:
        """Median of each index over all cases where it is known, when at least three know it."""
        known: dict[str, list[float]] = {}
        for findings in self.findings.values():
            for name, index in findings.indices.items():
                if index.value is not None:
                    known.setdefault(name, []).append(index.value)
        return {name: median(values) for name, values in known.items() if len(values) > 2}

    @cached_property
    def linked_from(self) -> Mapping[str, tuple[tuple[str, Link], ...]]:
        """For every review the links that other published reviews make to it, newest event first."""
        found: dict[str, list[tuple[str, Link]]] = {}
        for review in self.reviews:
            for link in review.links:
                found.setdefault(link.review, []).append((review.id, link))
        return {name: tuple(links) for name, links in found.items()}

    def in_language(self, language: Language) -> SiteContext:
        """The same site in another language. What does not depend on the language is not computed again."""
        made = replace(self, language=language)
        shared = ("across", "kinship", "linked_from", "medians", "reviews")
        vars(made).update({name: getattr(self, name) for name in shared})
        return made

    @property
    def words(self) -> Words:
        """The words of the interface."""
        return Words(self.language)

    def name(self, taxonomy: str, code: str) -> str:
        """Name of a code in the site's language."""
        return self.library.name_of(taxonomy, code, self.language)

    def named(self, taxonomy: str, code: str) -> Markup:
        """The same, marked as English where the list has no name in the site's language."""
        term = self.library.term(taxonomy, code)
        untold = term is not None and self.language == "zh" and not term.zh
        return marked(self.name(taxonomy, code), "en" if untold else self.language, self.language)

    def label(self, review: str, event: str) -> str:
        """The sentence of an event of a case; its id where the tree does not know it."""
        tree = self.trees[review]
        node = tree.nodes.get(event) or tree.influences.get(event)
        return (node.label if node else "") or event

    def listed(self, taxonomy: str, name: str, code: str) -> str:
        """Name of a code in one of the further lists (`states`, `layers` …) that a taxonomy holds; else the code."""
        found = self.library.taxonomies.get(taxonomy)
        terms: tuple[Term, ...] = getattr(found, name, ()) if found else ()
        term = next((each for each in terms if each.code == code), None)
        named = (term.zh if self.language == "zh" else term.en) if term else None
        return named or (term.en if term else None) or code

    def render(self, template: str, path: str, **values: object) -> Markup:
        """The body of the page at `path`, from a file in `templates/`.

        Templates see `values`, `context`, `w` (words), `address` (the functions of `rca.site.addresses`),
        `shown` (names of a review) and `url(address)`, which makes a link from this page to the one in its language.
        """
        return Markup(  # noqa: S704 -- the environment escapes every value
            environment()
            .get_template(template)
            .render(
                **values,
                context=self,
                w=self.words,
                address=addresses,
                shown=shown,
                url=partial(addresses.linked, self.language, path),
                here=path,
            )
        )
