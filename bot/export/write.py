"""Writes the files of an export: piece by piece, and only complete ones under their names."""

import csv
import json
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TextIO

from bot.export.columns import COLUMNS
from digests.errors import ConfigError
from digests.model import Locale, Metric, Proof
from digests.ports import Ledger

PIECE = 2_000
# A spreadsheet would run a cell that begins so.
_ACTIVE = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export wrote."""

    observations: int
    files: tuple[Path, ...]


async def export(ledger: Ledger, metrics: Sequence[Metric], folder: Path, now: datetime) -> Exported:
    """Write the ledger into the folder, which is made; files of an earlier export are replaced.

    ledger.csv (UTF-8 with a mark, as spreadsheets want it) and ledger.json hold the same rows, metrics.json the names
    and definitions of the series, dictionary.json what the columns mean. Raises ConfigError where it cannot be written.
    """
    paths = tuple(folder / name for name in ("ledger.csv", "ledger.json", "metrics.json", "dictionary.json"))
    try:
        folder.mkdir(parents=True, exist_ok=True)  # noqa: ASYNC240 nobody else waits: the command does nothing beside
        with _replacing(paths[0], "utf-8-sig") as table, _replacing(paths[1], "utf-8") as document:
            observations = await _write_rows(ledger, table, document, now)
        for path, content in zip(paths[2:], (_metrics(metrics), _dictionary()), strict=True):
            with _replacing(path, "utf-8") as stream:
                json.dump(content, stream, ensure_ascii=False, indent=2)
    except OSError as error:
        raise ConfigError(f"{folder}: the ledger cannot be written there ({error.strerror}).") from error
    return Exported(observations, paths)


@contextmanager
def _replacing(path: Path, encoding: str) -> Iterator[TextIO]:
    """A new file that takes the name when it is complete, so that a reader never meets half of one."""
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("w", encoding=encoding, newline="") as stream:
            yield stream
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


async def _write_rows(ledger: Ledger, table: TextIO, document: TextIO, now: datetime) -> int:
    writer = csv.writer(table)
    writer.writerow([column.name for column in COLUMNS])
    document.write(f'{{"made_at": "{now.isoformat()}", "observations": [')
    written = 0
    async for proof in all_proofs(ledger):
        row = {column.name: column.of(proof) for column in COLUMNS}
        writer.writerow([cell(value) for value in row.values()])
        document.write((",\n" if written else "\n") + json.dumps(row, ensure_ascii=False))
        written += 1
    document.write("\n]}\n")
    return written


async def all_proofs(ledger: Ledger) -> AsyncIterator[Proof]:
    """The whole ledger in the order of articles and figures, read in pieces."""
    last = None
    while piece := await ledger.after(last, PIECE):
        for proof in piece:
            yield proof
        last = piece[-1].observation


def cell(value: object) -> object:
    """A cell that no spreadsheet takes for a formula: what strangers wrote may begin like one."""
    if isinstance(value, bool):
        return str(value).lower()
    return f"'{value}" if isinstance(value, str) and value.startswith(_ACTIVE) and not _is_number(value) else value


def _is_number(text: str) -> bool:
    return text.removeprefix("-").replace(".", "", 1).isdigit()


def _metrics(metrics: Sequence[Metric]) -> list[dict[str, Any]]:
    return [
        {
            "series": metric.key,
            "rubric": metric.rubric,
            "units": list(metric.units),
            "name": {str(lang): metric.name[lang] for lang in Locale},
            "definition": {str(lang): metric.definition[lang] for lang in Locale},
        }
        for metric in metrics
    ]


def _dictionary() -> list[dict[str, str]]:
    return [{"column": column.name, "type": column.type, "meaning": column.meaning} for column in COLUMNS]
