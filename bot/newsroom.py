"""newsroom.toml: rubrics and sources; metrics.toml beside it: what the ledger keeps series of."""

import re
import tomllib
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import timedelta
from pathlib import Path
from typing import Any, NoReturn, TypeVar
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from digests.errors import ConfigError
from digests.lang import GRAMMARS
from digests.markup import check_selector
from digests.model import ZONE, Layout, Locale, Metric, Newsroom, Rubric, Source, SourceKind

KEY = re.compile(r"[a-z][a-z0-9_]{0,31}")
SOURCE_FIELDS = frozenset(
    {"id", "kind", "url", "name", "lang", "rubrics", "every_minutes", "verified", "enabled", "layout", "body", "zone"}
)
LAYOUT_FIELDS = tuple(field.name for field in fields(Layout))
RUBRIC_FIELDS = frozenset({"key", "name", "stems", "enough"})
METRIC_FIELDS = frozenset({"key", "rubric", "units", "name", "definition", "counts", "near", "never"})
METRICS = "metrics.toml"
SHIPPED_METRICS = Path(__file__).parents[1] / METRICS
UNITS = frozenset({"count"}) | {unit for grammar in GRAMMARS.values() for _, unit in grammar.units}

Made = TypeVar("Made", Rubric, Source, Metric)


def load_newsroom(path: Path) -> Newsroom:
    """The newsroom that the file describes, with the metrics of its folder.

    Raises ConfigError: one sentence with the file, the line and the remedy.
    """
    text = read_text(path)
    newsroom = parse_newsroom(text, path)
    if not newsroom.rubrics or not newsroom.sources:
        raise ConfigError(
            f"{path}: write at least one [[rubrics]] and one [[sources]]; there is nothing to read or tell."
        )
    asleep = resting(text, path)
    awake = tuple(source for source in newsroom.sources if source.id not in asleep)
    return replace(newsroom, sources=awake, metrics=_metrics(path.with_name(METRICS), _keys(newsroom.rubrics)))


def _metrics(path: Path, rubrics: frozenset[str]) -> tuple[Metric, ...]:
    """The metrics of a newsroom; where its folder has none, those that ship with Qogam, of the rubrics it has."""
    if path.exists():
        text = read_text(path)
        return _tables(path, text, _document(text, path), "metrics", lambda table: _metric(table, rubrics))
    text = read_text(SHIPPED_METRICS)
    document = _document(text, SHIPPED_METRICS)
    known = rubrics | {str(table.get("rubric")) for table in document.get("metrics", [])}
    shipped = _tables(SHIPPED_METRICS, text, document, "metrics", lambda table: _metric(table, known))
    return tuple(metric for metric in shipped if metric.rubric in rubrics)


def read_text(path: Path) -> str:
    """The text of the file; ConfigError where there is none."""
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise ConfigError(
            f"{path}: the file cannot be read ({error.strerror}); NEWSROOM_FILE says which one is used."
        ) from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: the file is not UTF-8; save it as UTF-8.") from error


def parse_newsroom(text: str, path: Path) -> Newsroom:
    """The newsroom in the text, with the sources that rest; `path` is what errors call it."""
    document = _document(text, path)
    rubrics = _tables(path, text, document, "rubrics", _rubric)
    keys = _keys(rubrics)
    return Newsroom(rubrics, _tables(path, text, document, "sources", lambda table: _source(table, keys)))


def _keys(rubrics: tuple[Rubric, ...]) -> frozenset[str]:
    return frozenset(rubric.key for rubric in rubrics)


def resting(text: str, path: Path) -> frozenset[str]:
    """The ids of the sources that are switched off: enabled = false."""
    tables = _document(text, path).get("sources", [])
    return frozenset(table["id"] for table in tables if not table.get("enabled", True))


def line_of(text: str, source_id: str) -> int:
    """The line (from 1) of the id of a source that the text has."""
    tables = tomllib.loads(text)["sources"]
    number = next(index for index, table in enumerate(tables) if table["id"] == source_id)
    return _line(text, "sources", number, "id")


def _document(text: str, path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
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
    """The line of a field in the n-th table of that name; of its header where the field is missing.

    A field with a dot stands in a table within it: its own line, or else the line of that table.
    """
    outer, _, inner = field.rpartition(".")
    lines = text.splitlines()
    starts = [index for index, line in enumerate(lines) if re.match(rf"\s*\[\[\s*{name}\s*\]\]", line)]
    if number >= len(starts):
        return 1
    start = starts[number]
    after = (index for index in range(start + 1, len(lines)) if lines[index].lstrip().startswith("[["))
    block = range(start + 1, next(after, len(lines)))
    for written in filter(None, (field, inner, outer)):
        for index in block:
            if re.match(rf"""\s*(?:\[\w+\.)?["']?{re.escape(written)}["']?\s*[\]=]""", lines[index]):
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
    enough = table.get("enough", 2)
    if type(enough) is not int or not 1 <= enough <= 9:
        _wrong("enough", "write a whole number from 1 to 9")
    return Rubric(
        key,
        {lang: names[lang] for lang in Locale},
        {lang: tuple(_words(stems, lang)) for lang in Locale},
        enough,
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
    if not isinstance(own, list):
        _wrong("rubrics", "write a list of keys of rubrics of this file")
    if unknown := [key for key in own if key not in rubrics]:
        _wrong("rubrics", f'this file has no rubric "{unknown[0]}"; its keys are {", ".join(sorted(rubrics))}')
    for flag in ("verified", "enabled"):
        if not isinstance(table.get(flag, False), bool):
            _wrong(flag, "write true or false")
    name = table.get("name", identity)
    if not isinstance(name, str) or not name.strip():
        _wrong("name", "write what readers see as the outlet")
    kind = SourceKind(_one_of(table, "kind", [kind.value for kind in SourceKind]))
    return Source(
        id=identity,
        kind=kind,
        url=_url(table),
        name=name,
        lang=Locale(_one_of(table, "lang", [lang.value for lang in Locale])) if "lang" in table else None,
        rubrics=tuple(own),
        every=_every(table),
        verified=table.get("verified", False),
        layout=_layout(table, kind),
        body=_selector(table.get("body", ""), "body") if "body" in table else "",
        zone=_zone(table),
    )


def _every(table: dict[str, Any]) -> timedelta | None:
    minutes = table.get("every_minutes")
    if minutes is not None and (type(minutes) is not int or not 1 <= minutes <= 1440):
        _wrong("every_minutes", "write a whole number from 1 to 1440, or leave it out for its own rhythm")
    return None if minutes is None else timedelta(minutes=minutes)


def _zone(table: dict[str, Any]) -> str:
    zone = table.get("zone", ZONE)
    if zone == ZONE:  # looking through all zones takes a moment, and nearly every source is in this one
        return ZONE
    if not isinstance(zone, str) or zone not in available_timezones():
        _wrong("zone", "write the name of a time zone, like Asia/Almaty")
    return zone


def _layout(table: dict[str, Any], kind: SourceKind) -> Layout | None:
    """CSS selectors of a listing page, or keys of an API."""
    layout = table.get("layout")
    if layout is None:
        if kind is SourceKind.LISTING:
            _wrong("layout", "say where things stand on the page: [sources.layout] with item and link at least")
        return None
    if kind not in (SourceKind.LISTING, SourceKind.JSON) or not isinstance(layout, dict):
        _wrong("layout", "only a listing or json source has one: [sources.layout] with item and link at least")
    for field in layout:
        if field not in LAYOUT_FIELDS:
            _wrong(f"layout.{field}", f"nothing is called so; the fields are {', '.join(LAYOUT_FIELDS)}")
    for field in ("item", "link"):
        if field not in layout:
            _wrong("layout", f"{field} is missing")
    return Layout(**{field: _place(value, field, kind) for field, value in layout.items()})


def _place(value: object, field: str, kind: SourceKind) -> str:
    if kind is SourceKind.LISTING:
        return _selector(value, f"layout.{field}")
    if not isinstance(value, str) or (field != "item" and not value):
        _wrong(f"layout.{field}", 'write keys joined by dots, like "content.rendered"')
    return value


def _selector(value: object, field: str) -> str:
    if not isinstance(value, str) or not value.strip():
        _wrong(field, "write a CSS selector")
    try:
        check_selector(value)
    except ValueError as error:
        _wrong(field, str(error).rstrip("."))
    return value


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
