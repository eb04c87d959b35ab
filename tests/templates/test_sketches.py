"""The words of a chart: they are those of the ledger, in every language."""

from dataclasses import replace

import pytest

from digests.charts import chart_over_time
from digests.model import Locale
from digests.model.charts import MarkKind
from templates.bubbles import LONGEST_CAPTION, units_shown
from templates.sketches import picture_key
from tests.templates.metric_screens import APPLICATIONS, a_chart, a_comparison, a_proof, year
from tests.templates.screens import TEMPLATES

EVERY_LOCALE = pytest.mark.parametrize("locale", list(Locale))


@EVERY_LOCALE
def test_a_sketch_says_what_its_caption_says(locale: Locale) -> None:
    for chart in (a_chart(locale), a_comparison(locale)):
        sketch, caption = TEMPLATES.chart(chart, locale)
        assert sketch.title == APPLICATIONS.name[locale]
        assert len(sketch.marks) == len(chart.points)
        for mark in sketch.marks:
            assert f"<b>{mark.label}</b>" in caption.text


@EVERY_LOCALE
def test_a_caption_holds_whole_values_and_says_that_older_ones_are_left_out(locale: Locale) -> None:
    proofs = [
        a_proof(str(10**12 + number), locale, period=year(number), outlet="O" * 60) for number in range(1990, 2025)
    ]
    chart = chart_over_time(APPLICATIONS, None, proofs)
    assert chart is not None
    text = TEMPLATES.chart(chart, locale)[1].text
    assert units_shown(text) <= LONGEST_CAPTION
    lines = text.splitlines()
    assert lines[2].startswith("2024 — <b>")
    assert "…" in lines
    assert all(line.endswith("</a>") for line in lines[2 : lines.index("…")])


def test_marks_stand_in_proportion_to_the_time_between_them() -> None:
    sketch, _ = TEMPLATES.chart(a_chart(Locale.RU), Locale.RU)
    places = [round(mark.at, 2) for mark in sketch.marks]
    assert places == [0, 0, 0.5, 0.75, 1]
    assert [mark.kind for mark in sketch.marks[:2]] == [MarkKind.CONTESTED] * 2
    assert [mark.tag for mark in sketch.marks if mark.kind is MarkKind.PLAN] == ["план"]


def test_the_scale_begins_at_zero_unless_all_values_are_close() -> None:
    far, _ = TEMPLATES.chart(a_chart(Locale.EN), Locale.EN)
    proofs = [a_proof(value, Locale.EN, period=year(2020 + int(value) % 10)) for value in ("22001", "22502", "22903")]
    chart = chart_over_time(APPLICATIONS, None, proofs)
    assert chart is not None
    near, _ = TEMPLATES.chart(chart, Locale.EN)
    assert [sketch.levels[0] for sketch in (far, near)] == [(0, "0"), (22000, "22,000")]


def test_the_key_is_that_of_what_is_seen() -> None:
    sketch, _ = TEMPLATES.chart(a_chart(Locale.EN), Locale.EN)
    again, _ = TEMPLATES.chart(a_chart(Locale.EN), Locale.EN)
    other, _ = TEMPLATES.chart(a_chart(Locale.KK), Locale.KK)
    assert picture_key(sketch) == picture_key(again)
    assert len({picture_key(one) for one in (sketch, other, replace(sketch, source=""))}) == 3
