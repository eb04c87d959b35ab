import json
from pathlib import Path

import pytest

from bot.reports import rubrics
from bot.reports.section import Missing
from digests.model import Locale, Rubric


def filed(title: str, *keys: str, text: str = "") -> rubrics.Filed:
    return rubrics.Filed(Locale.RU, title, text, frozenset(keys))


def rubric(key: str, stem: str) -> Rubric:
    return Rubric(key, {Locale.RU: key}, {Locale.RU: (stem,)})


def labelled(folder: Path, **said: object) -> None:
    article = {"title": "Петиция", "text": "Собраны подписи.", "published": "2025-10-19", "figures": [], "headline": []}
    (folder / "ru.jsonl").write_text(json.dumps({**article, "distractors": [], **said}), encoding="utf-8")


def test_rubrics_of_all_articles_are_counted_together() -> None:
    themes = [rubric("petitions", "петици"), rubric("grants", "грант")]
    articles = [filed("Петиция о грантах", "petitions"), filed("Гранты", "grants"), filed("Новости", "grants")]
    assert rubrics.row("all", articles, themes) == ("all", "0.667", "0.667", "0.667")


def test_the_rubrics_of_labelled_articles_are_compared_with_those_of_newsroom_toml(tmp_path: Path) -> None:
    labelled(tmp_path, rubrics=["petitions"])
    rows = {name: cells for name, *cells in rubrics.measure_labelled(tmp_path).rows}
    assert rows["ru, 1 articles"] == rows["all"] == ["1.000", "1.000", "1.000"]
    assert rows["of all, the odd ones"] == ["–", "–", "–"]


def test_a_mark_is_counted_where_it_stands_and_where_it_is_only_seen(tmp_path: Path) -> None:
    labelled(tmp_path, state_order=True, text="Госинформзаказ\n\nСобраны подписи.")
    assert rubrics.measure_mark(tmp_path).rows[0] == ("articles", "1 of 1", "0")
    labelled(tmp_path, state_order=False, text="Госинформзаказ\n\nСобраны подписи.")
    assert rubrics.measure_mark(tmp_path).rows[0] == ("articles", "0 of 0", "1")


def test_nearly_all_rubrics_of_the_sample_newsroom_are_found() -> None:
    [row] = rubrics.measure_sample(Path()).rows
    assert float(row[1]) >= 0.94


def test_a_report_on_rubrics_says_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for measure in (rubrics.measure_labelled, rubrics.measure_mark):
        with pytest.raises(Missing, match="no labelled articles"):
            measure(tmp_path)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Missing, match=r"no newsroom\.toml"):
        rubrics.measure_sample(tmp_path)
