"""The small parts of the site: addresses, spelling, names, sums over cases."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup
from site_cases import TANK, context_of, small, write

from rca.library.load import load_library
from rca.library.short_name import short_name
from rca.records.review import Review
from rca.site import addresses, shown, spelling
from rca.site.case.provenance import how_read, provenance
from rca.site.markdown import rendered
from rca.site.summary import quantile, spreads


def review_of(tmp_path: Path, text: str) -> Review:
    import datetime as dt

    library = load_library(write(tmp_path / "kb", review_x=text), dt.date(2026, 7, 1))
    return next(iter(library.reviews.values())).record


@pytest.mark.parametrize(
    ("start", "target", "link"),
    [
        ("index.html", "cases/a/index.html", "cases/a/index.html"),
        ("cases/a/index.html", "index.html", "../../index.html"),
        ("cases/a/index.html", "cases/b/index.html#event-X", "../b/index.html#event-X"),
        ("cases/a/index.html", "cases/a/index.html#event-X", "#event-X"),
        ("cases/a/index.html", "cases/a/index.html", "index.html"),
    ],
)
def test_links_are_relative_to_the_page(start: str, target: str, link: str) -> None:
    assert addresses.relative(start, target) == link


@given(st.text(max_size=30))
def test_an_address_of_any_code_stays_inside_its_folder(code: str) -> None:
    piece = addresses.slug(code)

    assert piece
    assert "/" not in piece
    assert piece.strip(".") == piece


@given(st.text(max_size=30))
def test_an_anchor_holds_nothing_that_ends_an_attribute(name: str) -> None:
    assert not set(addresses.anchor("event", name)) & set("\"'<> #&")


def test_dates_of_any_precision_are_spelled() -> None:
    assert [spelling.day(date) for date in ("2005-03-23", "2005-03", "2005", None)] == [
        "23 March 2005", "March 2005", "2005", "",
    ]  # fmt: skip


def test_thousands_are_set_apart() -> None:
    assert [spelling.number(n) for n in (15, 1500, 2.5)] == ["15", "1\u202f500", "2.5"]


def test_a_missing_number_is_a_dash_and_never_nought() -> None:
    assert spelling.decimal(None) == "—"


def test_text_between_backticks_is_code_and_nothing_else_is_live() -> None:
    assert spelling.ticks("`a<b` <i>") == Markup("<code>a&lt;b</code> &lt;i&gt;")


def test_the_markdown_of_docstrings_escapes_first() -> None:
    html = rendered("Say `x` and **y** <script>.\n\n- one\n- two\n\n```yaml\na: <b>\n```")

    assert html == Markup(
        "<p>Say <code>x</code> and <strong>y</strong> &lt;script&gt;.</p>\n<ul><li>one</li><li>two</li></ul>\n"
        '<div class="highlight"><pre><code class="language-yaml">a: &lt;b&gt;\n</code></pre></div>'
    )


@pytest.mark.parametrize(
    ("name", "title", "short"),
    [
        ("texas-city-2005", "The tower at Texas City was overfilled", "Texas City 2005"),
        ("gitlab-2005", "GitLab lost a database", "GitLab 2005"),
        ("solvent-transfer", "A solvent was moved", "Solvent transfer 2005"),
        ("challenger", "A joint opened", "Challenger 2005"),
    ],
)
def test_a_short_name_is_spelled_as_the_review_spells_it(tmp_path: Path, name: str, title: str, short: str) -> None:
    review = review_of(
        tmp_path, f"id: {name}\ntitle: {title}\nevent: {{date: 2005-01-02}}\n"
        "fault_tree: {top: A, events: {A: {event: it, any_of: [B]}, B: {event: was}}}\n"
    )  # fmt: skip

    assert short_name(review) == short


@pytest.mark.parametrize(
    ("first", "last", "english", "chinese"),
    [
        ("1984-12-02", "1984-12-03", "2 to 3 December 1984", "1984年12月2日至3日"),
        ("2017-01-31", "2017-02-01", "31 January to 1 February 2017", "2017年1月31日至2月1日"),
        ("1985-06-03", "1987-01-17", "3 June 1985 to 17 January 1987", "1985年6月3日至1987年1月17日"),
        ("1999-03", "1999-09", "March to September 1999", "1999年3月至9月"),
        ("1999", "2001", "1999 to 2001", "1999年至2001年"),
    ],
)
def test_a_span_of_dates_says_once_what_both_ends_share(
    tmp_path: Path, first: str, last: str, english: str, chinese: str
) -> None:
    review = review_of(
        tmp_path, f"id: x\ntitle: X\nevent: {{date: '{first}', date_end: '{last}'}}\n"
        "fault_tree: {top: A, events: {A: {event: it}}}\n"
    )  # fmt: skip

    assert (shown.happened_on(review), shown.happened_on(review, "zh")) == (english, chinese)


def test_a_checked_fact_says_how_much_of_its_sources_was_read(tmp_path: Path) -> None:
    """The most that was read of any source counts; a part of other evidence has that one's source."""
    review = review_of(
        tmp_path, "id: x\ntitle: X\nevent: {date: 2005-01-02}\nfault_tree: {top: A, events: {A: {event: it}}}\n"
        "sources: {S1: {title: Report, seen: excerpt}, S2: {title: Page, seen: whole}, S3: {title: Book}}\n"
        "evidence:\n  E1: {what: one, source: S1, checked: true}\n  E2: {what: two, source: S1, also: [S2], checked: true}\n"
        "  E3: {what: three, part_of: E1, checked: true}\n  E4: {what: four, source: S3, checked: true}\n"
        "  E5: {what: five, source: S1, checked: false}\n"
    )  # fmt: skip

    found = provenance(review)

    assert [how_read(review, each) for each in review.evidence.values()] == [
        "excerpt",
        "whole",
        "excerpt",
        None,
        "excerpt",
    ]
    assert (found.checked, found.excerpt, found.recalled) == (4, 2, 1)


def test_harm_left_out_is_not_none(tmp_path: Path) -> None:
    base = "id: x\ntitle: X\nfault_tree: {top: A, events: {A: {event: it}}}\nevent: {date: 2005-01-02HARM}\n"

    texts = [shown.harm(review_of(tmp_path, base.replace("HARM", harm))) for harm in (
        "", ", harm: {deaths: 0}", ", harm: {deaths: 15, injured: 180}", ", harm: {deaths: unknown, injured: 4}",
        ", harm: {deaths: 0, measures: [{what: Outage, value: 27, unit: min}]}",
    )]  # fmt: skip

    assert texts == ["harm not recorded", "nobody hurt", "15 killed, 180 injured", "4 injured", "Outage: 27 min"]


def test_a_median_of_ranges_is_bounded_by_the_medians_of_the_bounds() -> None:
    """Held against every choice of values at the bounds."""
    ranges = [(0.0, 1.0), (0.2, 0.4), (0.5, 0.5), (0.1, 0.9)]
    medians = [quantile(sorted(choice), 0.5) for choice in product(*ranges)]

    assert min(medians) == quantile(sorted(low for low, _ in ranges), 0.5)
    assert max(medians) == quantile(sorted(high for _, high in ranges), 0.5)


def test_the_case_furthest_from_good_is_the_one_that_surely_falls_short(tmp_path: Path) -> None:
    context = context_of(small(tmp_path / "kb"))

    found = {spread.name: spread for spread in spreads(context, context.reviews)}

    assert found["reflection"].cases == 2
    assert found["reflection"].furthest is not None
    assert found["implementation"].median is None


def test_an_effect_check_that_is_due_is_late(tmp_path: Path) -> None:
    from rca.site.register import actions

    text = TANK.replace("status: accepted", "status: implemented, effect: {measure: Stops seen, check_due: 2016-01}")
    (row,) = actions(context_of(write(tmp_path / "kb", review_tank_2014=text)))

    assert row.overdue == 0
    assert row.unchecked_effect == 3804
