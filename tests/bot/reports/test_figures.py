import json
from pathlib import Path

import pytest

from bot.reports.articles import score
from bot.reports.figures import main
from bot.reports.labelled import LabelledArticle, read_labelled
from bot.reports.nouns import measure as measure_nouns
from bot.reports.nouns import read_trees
from bot.reports.section import Missing, Section
from bot.reports.spans import measure as measure_spans
from bot.reports.spans import read_sentences
from digests.model import Locale

TEXT = "В 2024 году открыли 72 клуба. Доля молодёжи достигла 41%."
LABELS = [
    {
        "start": 20, "end": 22, "surface": "72", "value": "72", "unit": "count", "kind": "level", "qualifier": "exact",
        "direction": None, "counted_head": "клуб", "period": ["2024-01-01", "2024-12-31"],
    },
    {
        "start": 53, "end": 56, "surface": "41%", "value": "41", "unit": "percent", "kind": "change",
        "qualifier": "exact", "direction": "up", "counted_head": "семья", "period": None,
    },
]  # fmt: skip
ARTICLE = {
    "title": "72 клуба", "text": TEXT, "published": "2025-10-19", "figures": LABELS, "headline": ["72"],
    "distractors": ["2024"],
}  # fmt: skip
NEWS = """Клубта O
7 B-PERCENTAGE
, I-PERCENTAGE
5 I-PERCENTAGE
пайыз I-PERCENTAGE
бар O
. O

Оны O
жеті B-CARDINAL
бала O
көрді O
"""
TREE = """# text = Пришли 7 детей.
1\tПришли\tприйти\tVERB\t_\t_\t0\troot\t_\t_
2\t7\t7\tNUM\t_\t_\t3\tnummod:gov\t_\t_
3\tдетей\tребёнок\tNOUN\t_\t_\t1\tnsubj\t_\t_
4\t.\t.\tPUNCT\t_\t_\t1\tpunct\t_\t_

# text = Турбазада 7 шақты бала.
1-2\tТурбазада\t_\t_\t_\t_\t_\t_\t_\t_
1\tтурбаза\tтурбаза\tNOUN\t_\t_\t4\tnmod\t_\t_
2\tда\tда\tADP\t_\t_\t1\tcase\t_\t_
3\t7\t7\tNUM\t_\t_\t5\tnummod\t_\t_
4\tшақты\tшақты\tADJ\t_\t_\t5\tamod\t_\t_
5\tбала\tбала\tNOUN\t_\t_\t0\troot\t_\t_
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    dev, corpora = tmp_path / "figures" / "dev", tmp_path / "corpora"
    dev.mkdir(parents=True)
    corpora.mkdir()
    (dev / "ru.jsonl").write_text(json.dumps(ARTICLE), encoding="utf-8")
    (corpora / "kaznerd_valid.iob2").write_text(NEWS, encoding="utf-8")
    (corpora / "ru_gsd_dev.conllu").write_text(TREE.split("\n\n", maxsplit=1)[0] + "\n", encoding="utf-8")
    return tmp_path


def test_what_a_figure_says_is_scored_apart_from_its_value(folder: Path) -> None:
    [article] = read_labelled(folder, Locale.RU)
    counts = score(article)
    assert (counts["found"], counts["labelled"], counts["right"]) == (2, 2, 2)
    assert (counts["kind"], counts["qualifier"], counts["direction"]) == (1, 2, 1)
    assert (counts["head"], counts["heads"]) == (1, 2)
    assert (counts["taken"], counts["distractors"]) == (0, 1)
    assert (counts["first"], counts["top"]) == (1, 1)


def test_a_distractor_that_is_read_as_a_figure_is_taken() -> None:
    [article] = [LabelledArticle(Locale.RU, "", TEXT, _day(), (), (), ("72",))]
    assert score(article)["taken"] == 1


def _day():
    from datetime import date

    return date(2025, 10, 19)


def test_tokens_of_the_news_are_joined_as_people_write_them() -> None:
    decimal, spelled = read_sentences(NEWS.splitlines())
    assert decimal.text == "Клубта 7,5 пайыз бар."
    assert decimal.numbers == {(1, 5)}
    assert decimal.covered(7, 16) == (1, 5)
    assert spelled.numbers == {(1, 2)}


def test_spans_are_scored_beside_a_plain_expression(folder: Path) -> None:
    section = measure_spans(folder)
    assert [row[:3] for row in section.rows[:2]] == [
        ("plain regular expression", "0.667", "0.667"),
        ("figures", "1.000", "1.000"),
    ]


def test_words_of_a_tree_have_their_place_in_the_sentence() -> None:
    for text, tokens in read_trees(TREE.splitlines()):
        [number] = [token for token in tokens if token.part == "NUM"]
        assert text[number.start : number.end] == "7"
        noun = tokens[number.head - 1]
        assert text[noun.start : noun.end] in {"детей", "бала"}


def test_the_noun_of_a_number_is_scored_beside_the_next_noun(folder: Path) -> None:
    assert measure_nouns(folder).rows == [("ru", "1", "1", "1.000", "1.000", "0.92")]


def test_what_is_missing_is_a_sentence(tmp_path: Path) -> None:
    for measure in (measure_spans, measure_nouns):
        with pytest.raises(Missing, match=r"There (is|are) no .*\."):
            measure(tmp_path)


def test_the_report_goes_on_without_the_data_that_is_missing(
    tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "corpora" / "ru_gsd_dev.conllu").unlink()
    monkeypatch.setattr("bot.reports.cost._SECONDS", 0.01)
    assert main([str(folder)]) == 0
    printed = capsys.readouterr().out
    assert "ru, 1 articles" in printed
    assert f"There are no treebanks in {tmp_path / 'corpora'}." in printed
    assert "articles a second: figures, ranked" in printed
    assert "memory of a process" in printed


def test_a_table_is_as_wide_as_its_cells() -> None:
    assert list(Section("Title", ("a", "long name"), [("first", "0.1", "2"), ("b", "10", "")]).lines()) == [
        "Title",
        "           a  long name",
        "  first  0.1          2",
        "  b       10",
    ]
