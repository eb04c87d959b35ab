import io
import json
from pathlib import Path
from typing import Any

import pytest

from bot.show.command import show
from digests.errors import ConfigError

TEXT = "Фонд выделил 56 грантов на 2,6 млрд тенге. Их получат сельские школы."
VERBS: dict[str, dict[str, Any]] = {
    "figures": {"text": TEXT},
    "summary": {"text": TEXT, "title": "Гранты школам"},
    "gate": {"source": TEXT, "output": "Фонд выделил 56 грантов."},
    "article": {"title": "Гранты школам", "text": TEXT},
}


def run(monkeypatch: pytest.MonkeyPatch, lines: str, *arguments: str) -> int:
    monkeypatch.setattr("sys.stdin", io.StringIO(lines))
    return show(arguments)


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_answers_line_by_line_and_carries_the_id_over(
    verb: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = "\n".join([json.dumps({"id": 7, **VERBS[verb]}), "{broken", json.dumps({"id": 8, **VERBS[verb]})])
    assert run(monkeypatch, lines, verb, "--jsonl") == 1
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [answer["id"] for answer in answers] == [7, None, 8]
    assert ["error" in answer for answer in answers] == [False, True, False]


def test_figures_are_a_table_for_people(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(monkeypatch, json.dumps(VERBS["figures"]), "figures") == 0
    shown = capsys.readouterr().out
    assert "2600000000" in shown
    assert "грант" in shown


def test_why_says_which_rule_took_or_refused_each_number(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "article.json"
    file.write_text(json.dumps({"text": f"В 2024 году было иначе. {TEXT}", "title": "56 грантов"}), encoding="utf-8")
    assert show(["figures", "--why", str(file)]) == 0
    number, headline = capsys.readouterr().out.split("headline:")
    assert "no: year" in next(line for line in number.splitlines() if line.startswith("2024 году"))
    assert "грант: right behind it" in next(line for line in number.splitlines() if line.startswith("56"))
    assert "in_title" in next(line for line in headline.splitlines() if line.startswith("56"))


def test_why_adds_to_the_answer_and_changes_nothing_in_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    line = json.dumps({"id": 1, "text": f"В 2024 году было иначе. {TEXT}"})
    for arguments in [("figures", "--jsonl"), ("figures", "--jsonl", "--why")]:
        assert run(monkeypatch, line, *arguments) == 0
    plain, explained = map(json.loads, capsys.readouterr().out.splitlines())
    assert explained["headline"] == plain["headline"]
    assert [{key: value for key, value in each.items() if key != "why"} for each in explained["figures"]] == plain[
        "figures"
    ]
    assert explained["refused"] == [{"start": 2, "end": 11, "surface": "2024 году", "reason": "year"}]
    assert explained["figures"][0]["why"]["noun"] == "right behind it"
    assert explained["ranked"][0]["reasons"]


def test_an_error_is_shown_with_why_too(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(monkeypatch, "{}", "figures", "--why") == 1
    assert "a record needs a `text`" in capsys.readouterr().out


def test_the_gate_names_what_the_source_does_not_say(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    record = {"id": 1, "source": TEXT, "output": "Фонд выделил 65 грантов."}
    run(monkeypatch, json.dumps(record), "gate", "--jsonl")
    answer = json.loads(capsys.readouterr().out)
    assert answer["ok"] is False
    assert answer["violations"][0]["reason"] == "value"


def test_a_release_and_its_reprint_are_one_story(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    long = TEXT + " Деньги пойдут на кружки робототехники, ремонт мастерских и обучение учителей в девяти областях."
    records = [
        {
            "id": name,
            "title": title,
            "text": long,
            "published": "2025-10-19T10:00:00Z",
            "url": f"https://{name}.example/1",
        }
        for name, title in (("a", "Гранты школам"), ("b", "Школы получат гранты"))
    ]
    assert run(monkeypatch, "\n".join(map(json.dumps, records)), "stories", "--jsonl") == 0
    [story] = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert sorted(story["articles"]) == ["a", "b"]


def test_a_digest_of_an_empty_database_says_that_there_is_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert show(["digest", "--db", f"sqlite:///{tmp_path}/new.db", "--locale", "kk"]) == 0
    assert "Nothing to tell" in capsys.readouterr().out


def test_a_file_that_is_not_there_is_one_sentence() -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        show(["figures", "no-such-file.json"])
