"""`python -m bot show VERB`: each stage of the newsroom on its own, over a file or standard input."""

import argparse
import asyncio
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, TextIO

from bot.newsroom import load_newsroom
from bot.show.article import show_article
from bot.show.digest import show_digest
from bot.show.entries import show_entries
from bot.show.figures import numbers_explained, show_figures
from bot.show.gate import show_gate
from bot.show.run import Verb, run_verb
from bot.show.stories import show_stories
from bot.show.summary import show_summary
from bot.storage import open_database
from digests.errors import ConfigError
from digests.model import Choice, Locale
from templates import Templates

VERBS = ("figures", "summary", "gate", "entries", "article", "stories", "digest")
_LONGEST_CELL = 100


def show(arguments: Sequence[str]) -> int:
    """Run one verb; the exit status is 1 when a record could not be handled."""
    options = _parser().parse_intermixed_args(list(arguments))
    if options.verb == "digest":
        sys.stdout.write(asyncio.run(_digest(options)) + "\n")
        return 0
    with _input(options.file) as stream:
        if options.verb == "stories":
            return _stories(stream)
        return run_verb(_verb(options), stream, sys.stdout, jsonl=options.jsonl, table=partial(_table, why=options.why))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot show", description="One stage of the newsroom on its own")
    parser.add_argument("verb", choices=VERBS)
    parser.add_argument("file", nargs="?", default="-", help="a file of JSON; standard input when left out")
    parser.add_argument("--jsonl", action="store_true", help="one JSON object a line, in and out")
    parser.add_argument("--why", action="store_true", help="figures: which rule took or refused each number")
    parser.add_argument("--chars", type=int, default=320, help="summary: the longest lead")
    parser.add_argument("--newsroom", type=Path, default=Path("newsroom.toml"), help="article, digest: the rubrics")
    parser.add_argument("--db", default="sqlite:///var/qogam.db", help="digest: the database")
    parser.add_argument("--locale", type=Locale, choices=list(Locale), default=Locale.RU, help="digest: the language")
    parser.add_argument("--rubrics", default="", help="digest: rubric keys, separated by commas; all when left out")
    parser.add_argument("--days", type=int, default=7, help="digest: how far back")
    return parser


def _verb(options: argparse.Namespace) -> Verb:
    verbs: dict[str, Callable[[], Verb]] = {
        "figures": lambda: partial(show_figures, why=options.why),
        "summary": lambda: partial(show_summary, chars=options.chars),
        "gate": lambda: show_gate,
        "entries": lambda: show_entries,
        "article": lambda: partial(show_article, rubrics=load_newsroom(options.newsroom).rubrics),
    }
    return verbs[options.verb]()


@contextmanager
def _input(name: str) -> Iterator[TextIO]:
    if name == "-":
        yield sys.stdin
        return
    try:
        stream = Path(name).open(encoding="utf-8")  # noqa: SIM115 closed below; only opening it may be refused
    except OSError as error:
        raise ConfigError(f"{name} cannot be read: {error.strerror}.") from error
    with stream:
        yield stream


def _stories(stream: TextIO) -> int:
    records: list[dict[str, Any]] = []
    failed = False
    for line in filter(str.strip, stream):
        try:
            record = json.loads(line)
            list(show_stories([record]))
        except Exception as error:  # noqa: BLE001 the top of a job: one bad record must not end the stream
            failed = True
            sys.stdout.write(json.dumps({"id": None, "error": str(error)}, ensure_ascii=False) + "\n")
        else:
            records.append(record)
    for story in show_stories(records):
        sys.stdout.write(json.dumps(story, ensure_ascii=False) + "\n")
    return int(failed)


async def _digest(options: argparse.Namespace) -> str:
    rubrics = load_newsroom(options.newsroom).rubrics
    keys = tuple(filter(None, options.rubrics.split(","))) or tuple(rubric.key for rubric in rubrics)
    database = open_database(options.db)
    try:
        await (database.migrate() if database.is_embedded else database.check_schema())
        choice = Choice.of(options.locale, keys)
        now = datetime.now(UTC)
        return await show_digest(
            database.articles, Templates(rubrics), choice, rubrics=rubrics, days=options.days, now=now
        )
    finally:
        await database.close()


def _table(answer: dict[str, Any], *, why: bool = False) -> str:
    """One line a value; a list of objects as a table with its keys above."""
    lines: list[str] = []
    for key, value in (numbers_explained(answer) if why else answer).items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            lines += ["", f"{key}:", *_rows(value)]
        elif value is not None:
            lines.append(f"{key}: {value}")
    return "\n".join(lines)


def _rows(objects: list[dict[str, Any]]) -> Iterator[str]:
    keys = [key for key in objects[0] if any(item.get(key) not in (None, "", []) for item in objects)]
    cells = [
        [str(item.get(key) if item.get(key) is not None else "")[:_LONGEST_CELL] for key in keys] for item in objects
    ]
    widths = [max(len(row[column]) for row in [keys, *cells]) for column in range(len(keys))]
    for row in [keys, *cells]:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
