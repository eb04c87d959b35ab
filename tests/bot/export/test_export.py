import csv
import json
from pathlib import Path
from typing import Any

import pytest

from bot.export import export
from bot.export.columns import COLUMNS
from bot.storage import Database
from digests.errors import ConfigError
from digests.ledger import observe
from digests.ledger.observe import sentence_hash
from tests.builders import NOW, a_check, a_source
from tests.digests.ledger.reading import metrics, read

TEXT = "=1+1; подано 9 петиций. В 2025 году число общественных советов выросло с 40 до 48 🌿."


@pytest.fixture
async def ledger(sqlite_database: Database) -> Database:
    article = read(TEXT, collected=NOW, state_order=True)
    await sqlite_database.sources.sync([a_source()], NOW)
    await sqlite_database.sources.record(a_check(article, observations=observe(article, metrics())))
    return sqlite_database


def rows(folder: Path) -> list[dict[str, str]]:
    with (folder / "ledger.csv").open(encoding="utf-8-sig", newline="") as table:
        return list(csv.DictReader(table))


def document(folder: Path, name: str = "ledger.json") -> Any:
    return json.loads((folder / name).read_text("utf-8"))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


async def test_table_and_document_hold_the_same_rows_with_where_each_number_stands(
    ledger: Database, tmp_path: Path
) -> None:
    exported = await export(ledger.ledger, metrics(), tmp_path / "new" / "folder", NOW)
    folder = tmp_path / "new" / "folder"
    told = document(folder)["observations"]
    assert exported.observations == len(told) == len(rows(folder)) == 3
    [petitions] = [row for row in told if row["series"] == "petitions_filed"]
    assert (petitions["value"], petitions["surface"], petitions["url"]) == ("9", "9", "https://steppe.example/1")
    assert petitions["sentence_hash"] == sentence_hash(petitions["sentence"])
    assert petitions["surface"] in petitions["sentence"]
    for row, cells in zip(told, rows(folder), strict=True):
        for name, value in row.items():
            shown = str(value).lower() if isinstance(value, bool) else "" if value is None else str(value)
            assert cells[name].removeprefix("'") == shown


async def test_a_sentence_that_begins_like_a_formula_is_no_formula(ledger: Database, tmp_path: Path) -> None:
    await export(ledger.ledger, metrics(), tmp_path, NOW)
    assert [row["sentence"] for row in rows(tmp_path) if row["series"] == "petitions_filed"] == [
        "'=1+1; подано 9 петиций."
    ]


async def test_every_column_is_explained_and_every_series_named(ledger: Database, tmp_path: Path) -> None:
    await export(ledger.ledger, metrics(), tmp_path, NOW)
    explained = [entry["column"] for entry in document(tmp_path, "dictionary.json")]
    assert explained == list(document(tmp_path)["observations"][0]) == [column.name for column in COLUMNS]
    named = {entry["series"] for entry in document(tmp_path, "metrics.json")}
    assert {row["series"] for row in rows(tmp_path) if ":" not in row["series"]} <= named


async def test_an_export_replaces_the_one_before_and_leaves_no_parts(ledger: Database, tmp_path: Path) -> None:
    for _ in range(2):
        exported = await export(ledger.ledger, metrics(), tmp_path / "export", NOW)
    assert names(tmp_path / "export") == sorted(path.name for path in exported.files)


async def test_an_empty_ledger_is_a_valid_document(sqlite_database: Database, tmp_path: Path) -> None:
    exported = await export(sqlite_database.ledger, metrics(), tmp_path, NOW)
    assert (exported.observations, document(tmp_path)["observations"], rows(tmp_path)) == (0, [], [])


async def test_a_folder_that_cannot_be_made_is_explained(ledger: Database, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigError, match="cannot be written"):
        await export(ledger.ledger, metrics(), tmp_path / "file" / "folder", NOW)
