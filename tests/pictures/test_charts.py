"""Small charts print every value."""

from __future__ import annotations

from rca.site.pictures.charts import Bar, Dumbbell, YearPoint, draw_bars, draw_dumbbells, draw_years


def test_bars_print_their_values_and_never_rest_on_colour_alone() -> None:
    """Slanted and barred bars carry a hatch; a share of all is printed for a Pareto."""
    bars = [Bar("Trip absent", 14, "solid"), Bar("Drift", 12, "slanted", "drift/"), Bar("Goals", 10, "barred")]

    picture = draw_bars(bars, name="defects", title="Defects", chart_width=520, cumulative=True)

    assert picture is not None
    assert [line.text for line in picture.texts if line.text.isdigit()] == ["14", "12", "10"]
    assert picture.svg.count('class="hatch"') == 2
    assert '<a href="drift/">' in picture.svg
    assert "100%" in picture.svg


def test_bars_for_a_phone_carry_their_names_above() -> None:
    """The whole width is for the bars, and the name starts where its bar does."""
    name = "Inspection or maintenance not done or not closed"
    picture = draw_bars([Bar(name, 14), Bar("Drift", 7)], name="narrow", title="Defects", chart_width=356, stacked=True)

    assert picture is not None
    assert picture.width == 356
    above, value = (next(line for line in picture.texts if line.text == text) for text in (name, "14"))
    assert (above.x, above.y < value.y) == (0, True)


def test_a_dumbbell_prints_the_gap() -> None:
    """Said done less seen in the field."""
    picture = draw_dumbbells([Dumbbell("Tianjin", 0.1, 0.9)], name="gap", title="Paper gap")

    assert picture is not None
    assert "0.80" in [line.text for line in picture.texts]


def test_years_print_the_last_median() -> None:
    """One point is enough; without points there is no picture."""
    points = [YearPoint(1974, 0.2, 0.1, 0.3), YearPoint(2019, 0.5, 0.4, 0.6)]

    picture = draw_years(points, name="p", title="Prevention")

    assert picture is not None
    assert "0.50" in [line.text for line in picture.texts]
    assert draw_years(points[:1], name="p", title="Prevention")
    assert draw_years([], name="p", title="Prevention") is None
    assert draw_bars([], name="b", title="B") is None
    assert draw_dumbbells([], name="d", title="D") is None
