import json
from pathlib import Path
from typing import Any

import pytest

from bot.reports.fit import enough, example, fit, main, score
from bot.reports.labelled import read_labelled
from digests.model import Locale

NOUNS = ("клубов", "кружков", "школ", "сёл", "писем")


def record(number: int) -> dict[str, Any]:
    """An article whose editor leads with the sum of money, which stands last."""
    text = f"Пришли {number + 20} {NOUNS[number % 5]}.\n\nПозже фонд выделил {number + 30} млн тенге."
    surface = f"{number + 30} млн тенге"
    start = text.index(surface)
    return {
        "id": number,
        "title": "",
        "text": text,
        "published": "2025-10-19",
        "headline": [surface],
        "distractors": [],
        "figures": [{"start": start, "end": start + len(surface), "surface": surface, "value": "1", "unit": "KZT"}],
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    lines = (json.dumps(record(number), ensure_ascii=False) for number in range(10))
    (tmp_path / "ru.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return tmp_path


def test_the_fit_learns_what_the_editors_lead_with(folder: Path) -> None:
    examples = [example(article) for article in read_labelled(folder, Locale.RU)]
    weights = fit(examples)
    assert weights["money"] > 0 > weights["late"] - 0.01
    assert score(examples, weights)[Locale.RU, "first"] == len(examples)
    assert score(examples, {"late": -1.0})[Locale.RU, "first"] == 0


def test_nearly_all_figures_of_the_editors_score_enough(folder: Path) -> None:
    examples = [example(article) for article in read_labelled(folder, Locale.RU)]
    assert enough(examples, {"money": 2.0}) == 2.0


def test_the_report_sets_cross_validated_scores_beside_those_of_today(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(folder)]) == 0
    printed = capsys.readouterr().out
    assert "cross-validated               ru      1.00    1.00" in printed
    assert "weights as they are" in printed


def test_a_folder_without_labelled_articles_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == 2
    assert "there are no labelled articles" in capsys.readouterr().err
