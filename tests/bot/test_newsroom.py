from pathlib import Path

import pytest

from bot.newsroom import load_newsroom
from digests.errors import ConfigError
from digests.model import Layout, Locale, Metric, SourceKind

GOOD = """[[rubrics]]
key = "grants"
name = { kk = "Гранттар", ru = "Гранты", en = "Grants" }
stems = { ru = ["Грант"] }

[[sources]]
id = "a"
kind = "feed"
url = "https://a.kz/rss"
rubrics = ["grants"]
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "newsroom.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_newsroom_is_read_with_its_defaults(tmp_path: Path) -> None:
    newsroom = load_newsroom(write(tmp_path, GOOD))
    [source] = newsroom.sources
    assert (source.kind, source.name, source.rubrics, source.verified) == (SourceKind.FEED, "a", ("grants",), False)
    assert newsroom.rubrics[0].stems[Locale.RU] == ("грант",)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('kind = "feed"', 'kind = "fed"', "line 8: kind: write one of feed"),
        ("https://a.kz/rss", "a.kz", "line 9: url"),
        ('["grants"]', '["grant"]', "line 10: rubrics"),
        ('id = "a"\n', "", "line 6: id"),
        ('id = "a"', 'idd = "a"', "line 7: idd"),
        ("stems = {", "stems = [", "line 4"),
        ('kind = "feed"', 'kind = "listing"', "line 6: layout: say where"),
        ('rubrics = ["grants"]', "every_minutes = 0", "line 10: every_minutes"),
        ('rubrics = ["grants"]', 'zone = "Asia/Nowhere"', "line 10: zone"),
        ('rubrics = ["grants"]', 'body = "p["', "line 10: body: p\\[ is no CSS selector"),
        ('rubrics = ["grants"]', 'enabled = "no"', "line 10: enabled"),
        ('rubrics = ["grants"]', 'layout = { item = "a", link = "a" }', "line 10: layout: only a listing"),
    ],
)
def test_a_mistake_names_its_line_and_what_to_write(tmp_path: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        load_newsroom(write(tmp_path, GOOD.replace(old, new)))


LAYOUT = (
    GOOD.replace('kind = "feed"', 'kind = "listing"')
    + """[sources.layout]
item = ".news li"
link = "a"
date = "time"
"""
)


def test_a_listing_page_says_where_things_stand(tmp_path: Path) -> None:
    [source] = load_newsroom(write(tmp_path, LAYOUT)).sources
    assert source.layout == Layout(".news li", "a", date="time")
    assert (source.every, source.zone) == (None, "Asia/Almaty")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("date =", "dated =", "line 14: layout.dated: nothing is called so"),
        ('".news li"', '".news >"', "line 12: layout.item"),
        ('link = "a"\n', "", "line 11: layout: link is missing"),
    ],
)
def test_a_mistake_in_a_layout_names_its_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        load_newsroom(write(tmp_path, LAYOUT.replace(old, new)))


def test_a_disabled_source_is_checked_and_not_read(tmp_path: Path) -> None:
    assert load_newsroom(write(tmp_path, GOOD + "enabled = false\n")).sources == ()


def test_the_newsroom_that_ships_has_fifteen_rubrics_and_no_source_is_called_verified() -> None:
    newsroom = load_newsroom(Path(__file__).parents[2] / "newsroom.toml")
    assert len(newsroom.rubrics) == 15
    assert newsroom.sources
    assert not any(source.verified for source in newsroom.sources)


METRIC = """[[metrics]]
key = "clubs"
rubric = "grants"
units = ["count"]
name.kk = "Клубтар"
name.ru = "Клубы"
name.en = "Clubs"
definition = { kk = "Клубтар саны.", ru = "Сколько клубов.", en = "How many clubs there are." }
counts.kk = ["клуб"]
counts.ru = ["клуб", "кружок"]
counts.en = ["club"]
"""


def with_metrics(folder: Path, metrics: str) -> tuple[Metric, ...]:
    (folder / "metrics.toml").write_text(metrics, encoding="utf-8")
    return load_newsroom(write(folder, GOOD)).metrics


def test_metrics_are_read_from_the_folder_of_the_newsroom(tmp_path: Path) -> None:
    [metric] = with_metrics(tmp_path, METRIC)
    assert (metric.key, metric.units, metric.name[Locale.KK]) == ("clubs", ("count",), "Клубтар")
    assert (metric.counts[Locale.RU], metric.near[Locale.RU]) == (("клуб", "кружок"), ())


def test_a_newsroom_without_metrics_has_those_that_ship_for_its_rubrics(tmp_path: Path) -> None:
    metrics = load_newsroom(write(tmp_path, GOOD)).metrics
    assert "grants_sum" in {metric.key for metric in metrics}
    assert {metric.rubric for metric in metrics} == {"grants"}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('rubric = "grants"', 'rubric = "grant"', "metrics.toml, line 3: rubric: write one of grants"),
        ('units = ["count"]', 'units = ["pieces"]', "line 4: units: write a list of .*count"),
        ('name.ru = "Клубы"\n', "", "line 1: name.ru: write it in each language"),
        ('counts.ru = ["клуб", "кружок"]', "counts.ru = []", "line 10: counts.ru: write a list of phrases"),
        ('counts.en = ["club"]', 'counts.en = [" | "]', "line 11: counts.en"),
        ('key = "clubs"', 'name_ = "clubs"', "line 2: name_: nothing is called so"),
        ('counts.kk = ["клуб"]', 'counts.kk = ["клуб"]\nnear.kk = ["қала"]', "near.ru: write a list of phrases"),
        (METRIC, METRIC + METRIC, 'line 13: key: "clubs" is there already'),
    ],
)
def test_a_mistake_in_a_metric_names_its_line_and_what_to_write(tmp_path: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        with_metrics(tmp_path, METRIC.replace(old, new))


def test_the_metrics_that_ship_are_told_in_three_languages_for_every_rubric() -> None:
    newsroom = load_newsroom(Path(__file__).parents[2] / "newsroom.toml")
    assert len(newsroom.metrics) >= 40
    assert {metric.rubric for metric in newsroom.metrics} == {rubric.key for rubric in newsroom.rubrics}
    for lang in Locale:
        names = [metric.name[lang] for metric in newsroom.metrics]
        assert len(set(names)) == len(names)
        assert all(metric.definition[lang].count(".") == 1 for metric in newsroom.metrics)


def test_a_file_that_says_nothing_is_refused(tmp_path: Path) -> None:
    (tmp_path / "newsroom.toml").write_text("", encoding="utf-8")
    with pytest.raises(ConfigError, match="at least one"):
        load_newsroom(tmp_path / "newsroom.toml")
