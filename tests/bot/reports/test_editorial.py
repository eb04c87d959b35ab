import json
from pathlib import Path

import pytest

from bot.reports import gate, stories, summaries
from bot.reports.rouge import rouge_l, rouge_n, stems
from bot.reports.section import Missing, Section, print_sections
from bot.reports.spoil import spoilt
from bot.show.articles import read_article
from digests.model import Article, Locale

TEXT = "За зиму доля клубов выросла на 34%. Более 12 млн тенге ушло на ремонт 45 крыш."


def told(text: str = TEXT, title: str = "Клубов стало больше") -> Article:
    return read_article({"id": "1", "lang": "ru", "title": title, "text": text, "published": "2025-10-19"})


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [
        ("digit", "Более 12 млн тенге ушло на ремонт 46 крыш."),
        ("scale", "Более 12 млрд тенге ушло на ремонт 45 крыш."),
        ("unit", "Более 12 млн долларов ушло на ремонт 45 крыш."),
        ("qualifier", "12 млн тенге ушло на ремонт 45 крыш."),
        ("swapped", "Более 45 млн тенге ушло на ремонт 12 крыш."),
        ("direction", "За зиму доля клубов упало на 34%."),
    ],
)
def test_a_sentence_is_spoilt_in_one_thing(kind: str, wrong: str) -> None:
    assert wrong in list(spoilt(told(), kind))


def test_rouge_counts_common_words_runs_and_order() -> None:
    text, title = (stems(words, Locale.RU) for words in ("клуб открыл двери соседям", "соседям открыли двери клуба"))
    assert rouge_n(text, title, 1) == 100
    assert rouge_n(text, title, 2) == pytest.approx(100 / 3)
    assert rouge_l(text, title) == 50
    assert rouge_n([], title, 1) == rouge_l(text, []) == 0


def test_baselines_give_whole_words_of_the_article() -> None:
    long = told("Клуб " + "очень " * 40 + "ждал. Клуб ждал соседей у двери. Соседей ждал и сад.")
    assert summaries.lead_sentence(long).endswith("очень")
    assert len(summaries.lead_sentence(long)) <= summaries.CHARS
    assert summaries.text_rank(long) == "Клуб ждал соседей у двери."


def test_pairs_are_scored_beside_the_best_threshold_of_each_baseline(tmp_path: Path) -> None:
    same = {"first": {"title": "Клуб открыт", "text": TEXT}, "second": {"title": "Ждут гостей", "text": TEXT}}
    apart = {**same, "second": {"title": "Сад закрыт", "text": "В ауле высадили сад, пришла вода из нового канала."}}
    (tmp_path / "corpora").mkdir()
    lines = [json.dumps({**same, "same_story": True}), json.dumps({**apart, "same_story": False})]
    (tmp_path / stories.PAIRS).write_text("\n".join(lines), encoding="utf-8")
    rows = {row[0]: row[1] for row in stories.measure_pairs(tmp_path).rows}
    assert rows["stories"] == rows["shingle Jaccard"] == "1.000"
    assert rows["title token set"] == "0.667"


def test_invented_articles_have_copies_and_are_the_same_each_time() -> None:
    articles = list(stories.invented(20))
    assert articles == list(stories.invented(20))
    assert articles[8].text.endswith(articles[9].text)


def test_every_version_of_a_release_in_the_sample_newsroom_is_one_story() -> None:
    rows = {row[0]: row[1:3] for row in stories.measure_sample(Path()).rows}
    assert rows["stories"] == ("1.000", "1.000")
    assert float(rows["title token set"][0]) < 0.5


def test_no_number_of_a_summary_or_caption_is_anything_but_the_articles(tmp_path: Path) -> None:
    assert [row[1] for row in summaries.measure_numbers(tmp_path).rows] == ["0", "0"]


def test_the_gate_refuses_more_than_a_comparison_of_digits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "sample_articles", lambda: (("clubs", told()),))
    rows = {row[0]: row[2:4] for row in gate.measure_sample(Path()).rows}
    assert rows["scale"] == rows["direction"] == ("0.000", "1.000")
    assert rows["false alarms"] == ("0.000", "0.000")


def test_what_cannot_be_measured_is_said_and_the_rest_printed(capsys: pytest.CaptureFixture[str]) -> None:
    def missing(_: Path) -> Section:
        raise Missing("There is nothing here.")

    assert print_sections([missing, lambda _: Section("Title", ("a",), [("row", "1")])], Path()) == 0
    assert capsys.readouterr().out == "There is nothing here.\n\nTitle\n       a\n  row  1\n\n"
    assert print_sections([missing], Path()) == 1


def test_without_labelled_articles_a_section_says_so(tmp_path: Path) -> None:
    for measure in (summaries.measure_labelled, gate.measure_labelled, stories.measure_pairs):
        with pytest.raises(Missing, match=r"There (is|are) no .*\."):
            measure(tmp_path)
