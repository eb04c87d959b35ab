"""newsroom.toml: rubrics and sources; metrics.toml beside it: what the ledger keeps series of."""

import re
import tomllib
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any, NoReturn, TypeVar
from urllib.parse import urlsplit

from digests.errors import ConfigError
from digests.lang import GRAMMARS
from digests.model import Locale, Metric, Newsroom, Rubric, Source, SourceKind

KEY = re.compile(r"[a-z][a-z0-9_]{0,31}")
SOURCE_FIELDS = frozenset({"id", "kind", "url", "name", "lang", "rubrics", "every_minutes", "verified"})
RUBRIC_FIELDS = frozenset({"key", "name", "stems"})
METRIC_FIELDS = frozenset({"key", "rubric", "units", "name", "definition", "counts", "near", "never"})
METRICS = "metrics.toml"
SHIPPED_METRICS = Path(__file__).parents[1] / METRICS
UNITS = frozenset({"count"}) | {unit for grammar in GRAMMARS.values() for _, unit in grammar.units}

Made = TypeVar("Made", Rubric, Source, Metric)


def load_newsroom(path: Path) -> Newsroom:
    """The newsroom that the file describes, with the metrics of its folder.

    Raises ConfigError: one sentence with the file, the line and the remedy.
    """
    text, document = _read(path)
    rubrics = _tables(path, text, document, "rubrics", _rubric)
    keys = frozenset(rubric.key for rubric in rubrics)
    sources = _tables(path, text, document, "sources", lambda table: _source(table, keys))
    return Newsroom(rubrics, sources, _metrics(path.with_name(METRICS), keys))


def _metrics(path: Path, rubrics: frozenset[str]) -> tuple[Metric, ...]:
    """The metrics of a newsroom; where its folder has none, those that ship with Qogam, of the rubrics it has."""
    if path.exists():
        text, document = _read(path)
        return _tables(path, text, document, "metrics", lambda table: _metric(table, rubrics))
    text, document = _read(SHIPPED_METRICS)
    known = rubrics | {str(table.get("rubric")) for table in document.get("metrics", [])}
    shipped = _tables(SHIPPED_METRICS, text, document, "metrics", lambda table: _metric(table, known))
    return tuple(metric for metric in shipped if metric.rubric in rubrics)


def _read(path: Path) -> tuple[str, dict[str, Any]]:
    try:
        text = path.read_text(encoding="utf-8")
        return text, tomllib.loads(text)
    except OSError as error:
        raise ConfigError(f"{path}: the file cannot be read ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: the file is not UTF-8; save it as UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: this is not TOML: {error}.") from error


class _Wrong(Exception):
    """A value of a table that cannot be used; `field` says where."""

    def __init__(self, field: str, remedy: str) -> None:
        super().__init__(remedy)
        self.field = field


def _tables(
    path: Path, text: str, document: dict[str, Any], name: str, make: Callable[[dict[str, Any]], Made]
) -> tuple[Made, ...]:
    tables = document.get(name, [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise ConfigError(f"{path}: write each of the {name} under its own [[{name}]].")
    made: dict[str, Made] = {}
    for number, table in enumerate(tables):
        try:
            one = make(table)
            identity = one.id if isinstance(one, Source) else one.key
            if identity in made:
                _wrong("id" if isinstance(one, Source) else "key", f'"{identity}" is there already; write another')
        except _Wrong as wrong:
            line = _line(text, name, number, wrong.field)
            raise ConfigError(f"{path}, line {line}: {wrong.field}: {wrong}.") from wrong
        made[identity] = one
    return tuple(made.values())


def _line(text: str, name: str, number: int, field: str) -> int:
    """The line of a field in the n-th table of that name; of its header where the field is missing."""
    lines = text.splitlines()
    starts = [index for index, line in enumerate(lines) if re.match(rf"\s*\[\[\s*{name}\s*\]\]", line)]
    if number >= len(starts):
        return 1
    start = starts[number]
    for index in range(start + 1, len(lines)):
        if lines[index].lstrip().startswith("[["):
            break
        if re.match(rf"""\s*(?:\[\w+\.)?["']?{re.escape(field)}\b""", lines[index]):
            return index + 1
    return start + 1


def _rubric(table: dict[str, Any]) -> Rubric:
    _only(table, RUBRIC_FIELDS)
    key = _key(table, "key")
    names, stems = table.get("name"), table.get("stems", {})
    if not isinstance(names, dict) or not all(isinstance(names.get(lang), str) and names[lang] for lang in Locale):
        _wrong("name", "write a name in each language: { kk = …, ru = …, en = … }")
    if not isinstance(stems, dict) or not set(stems) <= set(Locale):
        _wrong("stems", "write lists of beginnings of words under kk, ru and en")
    return Rubric(
        key,
        {lang: names[lang] for lang in Locale},
        {lang: tuple(_words(stems, lang)) for lang in Locale},
    )


def _words(stems: dict[str, Any], lang: Locale) -> list[str]:
    words = stems.get(lang, [])
    if not isinstance(words, list) or not all(isinstance(word, str) and word.strip() for word in words):
        _wrong("stems", f"write a list of texts for {lang}, none of them empty")
    return [word.lower() for word in words]


def _metric(table: dict[str, Any], rubrics: frozenset[str]) -> Metric:
    _only(table, METRIC_FIELDS)
    units = table.get("units")
    if not isinstance(units, list) or not units or not all(unit in UNITS for unit in units):
        _wrong("units", f"write a list of {', '.join(sorted(UNITS))}")
    return Metric(
        key=_key(table, "key"),
        rubric=_one_of(table, "rubric", sorted(rubrics)),
        units=tuple(units),
        name=_said(table, "name"),
        definition=_said(table, "definition"),
        counts=_phrases(table, "counts", is_needed=True),
        near=_phrases(table, "near"),
        never=_phrases(table, "never"),
    )


def _said(table: dict[str, Any], field: str) -> dict[Locale, str]:
    """A text in each language."""
    said = table.get(field)
    for lang in Locale:
        text = said.get(lang) if isinstance(said, dict) else None
        if not isinstance(text, str) or not text.strip():
            _wrong(f"{field}.{lang}", f"write it in each language: {field}.kk, {field}.ru and {field}.en")
    return {lang: table[field][lang] for lang in Locale}


def _phrases(table: dict[str, Any], field: str, *, is_needed: bool = False) -> dict[Locale, tuple[str, ...]]:
    """Phrases of word beginnings by language; what is written in one language is needed in all."""
    listed = table.get(field, {})
    if not isinstance(listed, dict) or not set(listed) <= set(Locale):
        _wrong(field, f"write lists of phrases as {field}.kk, {field}.ru and {field}.en")
    for lang in Locale if listed or is_needed else ():
        phrases = listed.get(lang)
        if not isinstance(phrases, list) or not phrases or not all(map(_is_phrase, phrases)):
            _wrong(f"{field}.{lang}", "write a list of phrases of word beginnings; kk, ru and en are all needed")
    return {lang: tuple(listed.get(lang, ())) for lang in Locale}


def _is_phrase(item: object) -> bool:
    return isinstance(item, str) and all(re.search(r"\w", phrase) for phrase in item.split("|"))


def _source(table: dict[str, Any], rubrics: frozenset[str]) -> Source:
    _only(table, SOURCE_FIELDS)
    identity = _key(table, "id")
    own = table.get("rubrics", [])
    if not isinstance(own, list) or not all(isinstance(key, str) and key in rubrics for key in own):
        _wrong("rubrics", "write a list of keys of rubrics of this file")
    minutes = table.get("every_minutes", 15)
    if type(minutes) is not int or not 1 <= minutes <= 1440:
        _wrong("every_minutes", "write a whole number from 1 to 1440")
    verified = table.get("verified", False)
    if not isinstance(verified, bool):
        _wrong("verified", "write true or false")
    name = table.get("name", identity)
    if not isinstance(name, str) or not name.strip():
        _wrong("name", "write what readers see as the outlet")
    return Source(
        id=identity,
        kind=SourceKind(_one_of(table, "kind", [kind.value for kind in SourceKind])),
        url=_url(table),
        name=name,
        lang=Locale(_one_of(table, "lang", [lang.value for lang in Locale])) if "lang" in table else None,
        rubrics=tuple(own),
        every=timedelta(minutes=minutes),
        verified=verified,
    )


def _key(table: dict[str, Any], field: str) -> str:
    value = table.get(field)
    if not isinstance(value, str) or not KEY.fullmatch(value):
        _wrong(field, "write a short name of small Latin letters, digits and _")
    return value


def _one_of(table: dict[str, Any], field: str, known: list[str]) -> str:
    value = table.get(field)
    if not isinstance(value, str) or value not in known:
        _wrong(field, f"write one of {', '.join(known)}")
    return value


def _url(table: dict[str, Any]) -> str:
    value = table.get("url")
    parts = urlsplit(value) if isinstance(value, str) else None
    if not isinstance(value, str) or parts is None or parts.scheme not in ("http", "https") or not parts.hostname:
        _wrong("url", "write an address that begins with https:// or http://")
    return value


def _only(table: dict[str, Any], known: frozenset[str]) -> None:
    for field in table:
        if field not in known:
            _wrong(field, f"nothing is called so; the fields are {', '.join(sorted(known))}")


def _wrong(field: str, remedy: str) -> NoReturn:
    raise _Wrong(field, remedy)
