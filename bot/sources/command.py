"""`python -m bot sources probe|list|add|disable|export|import`."""

import argparse
import asyncio
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from bot.fetch import HttpFetch
from bot.newsroom import parse_newsroom, read_text, resting
from bot.settings import Settings, load_settings
from bot.sources.adding import listed, look_at, source_at
from bot.sources.file import add_sources, disable_source
from bot.sources.opml import read_opml, write_opml
from bot.sources.probe import Prober
from bot.sources.telling import as_json, told
from bot.worker import Worker
from digests.errors import ConfigError
from digests.model import Locale, Newsroom, Source

AT_ONCE = 8


def sources(arguments: Sequence[str]) -> int:
    """Run one verb; the exit status is 1 when a source that was probed cannot be read."""
    options = _parser().parse_args(list(arguments))
    settings = load_settings()
    path: Path = options.newsroom or settings.newsroom_file
    verbs = {
        "probe": lambda: asyncio.run(_probe(options, path, settings)),
        "list": lambda: _list(path),
        "add": lambda: asyncio.run(_add(options, path, settings)),
        "disable": lambda: _disable(options.id, path),
        "export": lambda: _export(path),
        "import": lambda: _import(options.file, path),
    }
    return verbs[options.verb]()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot sources", description="What is read")
    parser.add_argument("--newsroom", type=Path, help="the file; NEWSROOM_FILE when left out")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    look = verbs.add_parser("probe", help="look at sources of the file, or at any address, and keep nothing")
    look.add_argument("what", nargs="*", help="ids or addresses; all sources when left out")
    look.add_argument("--jsonl", action="store_true", help="one JSON object a line")
    verbs.add_parser("list", help="the sources of the file")
    add = verbs.add_parser("add", help="look at an address, or at the feed that its page names, and write it down")
    add.add_argument("url")
    add.add_argument("--id", help="its short name; made of the address when left out")
    add.add_argument("--name", help="what readers see; its own title when left out")
    add.add_argument("--lang", type=Locale, choices=list(Locale), help="of all its articles")
    add.add_argument("--rubrics", default="", help="of all its articles: keys, separated by commas")
    disable = verbs.add_parser("disable", help="let a source rest; its articles stay")
    disable.add_argument("id")
    verbs.add_parser("export", help="write OPML to standard output")
    take = verbs.add_parser("import", help="add the sources of an OPML file")
    take.add_argument("file", type=Path)
    return parser


async def _probe(options: argparse.Namespace, path: Path, settings: Settings) -> int:
    newsroom = parse_newsroom(read_text(path), path)
    chosen = [_chosen(what, newsroom) for what in options.what] or list(newsroom.sources)
    places = asyncio.Semaphore(AT_ONCE)
    async with Worker() as read, _fetch(settings) as fetch:
        prober = Prober(fetch, read, newsroom.rubrics, datetime.now(UTC))

        async def one(source: Source) -> bool:
            async with places:
                found = await prober.probe(source)
            sys.stdout.write((as_json(found) if options.jsonl else told(found)) + "\n")
            return found.is_well

        well = await asyncio.gather(*map(one, chosen))
    return 0 if all(well) else 1


def _fetch(settings: Settings) -> HttpFetch:
    return HttpFetch(allow_private_addresses=settings.allow_private_addresses, contact=settings.contact)


def _chosen(what: str, newsroom: Newsroom) -> Source:
    for source in newsroom.sources:
        if what in (source.id, source.url):
            return source
    if urlsplit(what).scheme not in ("http", "https"):
        raise ConfigError(f"no source is called {what}; write an id of the file, or an address with https://.")
    return source_at(what)


def _list(path: Path) -> int:
    text = read_text(path)
    newsroom = parse_newsroom(text, path)
    asleep = resting(text, path)
    for source in newsroom.sources:
        state = "disabled" if source.id in asleep else "verified" if source.verified else "unverified"
        sys.stdout.write(f"{source.id:<20} {source.kind:<9} {state:<11} {source.url}\n")
    return 0


async def _add(options: argparse.Namespace, path: Path, settings: Settings) -> int:
    newsroom = parse_newsroom(read_text(path), path)
    async with Worker() as read, _fetch(settings) as fetch:
        prober = Prober(fetch, read, newsroom.rubrics, datetime.now(UTC))
        found = await look_at(prober.probe, options.url)
    sys.stdout.write(told(found) + "\n")
    if not found.items:
        sys.stderr.write("qogam: nothing was added: there is nothing at this address that can be read.\n")
        return 1
    taken = frozenset(source.id for source in newsroom.sources)
    known = next((source.id for source in newsroom.sources if source.url == found.source.url), None)
    if known is not None:
        raise ConfigError(f"{path}: this address is there already, as {known}.")
    source = listed(found, taken)
    source = replace(
        source,
        id=options.id or source.id,
        name=options.name or source.name,
        lang=options.lang,
        rubrics=tuple(filter(None, options.rubrics.split(","))),
    )
    add_sources(path, [source])
    sys.stdout.write(f"added to {path} as {source.id}; the bot reads it after its next start\n")
    return 0


def _disable(source_id: str, path: Path) -> int:
    disable_source(path, source_id)
    sys.stdout.write(f"{source_id} rests after the next start; take «enabled = false» out of {path} to bring it back\n")
    return 0


def _export(path: Path) -> int:
    sys.stdout.write(write_opml(parse_newsroom(read_text(path), path).sources))
    return 0


def _import(file: Path, path: Path) -> int:
    newsroom = parse_newsroom(read_text(path), path)
    try:
        body = file.read_bytes()
    except OSError as error:
        raise ConfigError(f"{file} cannot be read: {error.strerror}.") from error
    known = {source.url for source in newsroom.sources}
    taken = frozenset(source.id for source in newsroom.sources)
    found = read_opml(body, taken=taken, rubrics=frozenset(rubric.key for rubric in newsroom.rubrics))
    new = list({source.url: source for source in found if source.url not in known}.values())
    if new:
        add_sources(path, new)
    sys.stdout.write(f"{len(new)} added to {path}, {len(found) - len(new)} were there already\n")
    return 0
