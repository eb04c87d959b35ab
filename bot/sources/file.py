"""Changes of newsroom.toml that leave its comments alone and are made whole or not at all."""

import json
import os
import re
import tempfile
from pathlib import Path

from bot.newsroom import line_of, parse_newsroom, read_text
from digests.errors import ConfigError
from digests.model import Source


def add_sources(path: Path, new: list[Source]) -> None:
    """Write the sources at the end of the file."""
    text = read_text(path)
    _replace(path, "\n".join([text.rstrip("\n") + "\n", *map(_table, new)]))


def disable_source(path: Path, source_id: str) -> None:
    """Write `enabled = false` under the source's id."""
    text = read_text(path)
    if source_id not in {source.id for source in parse_newsroom(text, path).sources}:
        raise ConfigError(f"{path}: no source is called {source_id}.")
    lines = text.splitlines(keepends=True)
    place = line_of(text, source_id)
    for number in range(place, len(lines)):
        if lines[number].lstrip().startswith("["):
            break
        if re.match(r"\s*enabled\s*=", lines[number]):
            del lines[number]
            break
    lines.insert(place, "enabled = false\n")
    _replace(path, "".join(lines))


def _table(source: Source) -> str:
    """The source as a table of the file, without what it leaves open."""
    fields = {"id": source.id, "kind": str(source.kind), "url": source.url, "name": source.name}
    lines = ["[[sources]]", *(f"{name} = {_quoted(value)}" for name, value in fields.items())]
    if source.lang is not None:
        lines.append(f"lang = {_quoted(source.lang)}")
    if source.rubrics:
        lines.append(f"rubrics = [{', '.join(map(_quoted, source.rubrics))}]")
    lines.append(f"verified = {'true' if source.verified else 'false'}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """A basic string of TOML, which is one of JSON but for a character that no address has."""
    return json.dumps(text.replace("\x7f", ""), ensure_ascii=False)


def _replace(path: Path, text: str) -> None:
    """Put the text in the file's place once it is known to be good."""
    parse_newsroom(text, path)
    target = path.resolve()
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(target.stat().st_mode & 0o777)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
