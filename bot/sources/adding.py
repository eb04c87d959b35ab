"""A source that is added while the bot runs: looked at, written into newsroom.toml, and read from the next round on."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from bot.newsroom import parse_newsroom, read_text
from bot.sources.file import add_sources
from bot.sources.opml import new_id
from bot.sources.probe import Probe, Prober
from digests.errors import ConfigError, Refusal
from digests.model import Rubric, Source, SourceKind
from digests.ports import Clock, Fetch, Offload, Sources
from handlers.ports import Added

LONGEST_REASON = 200


@dataclass(frozen=True, slots=True)
class Adding:
    """Adds sources by their address. `path` is the newsroom's file."""

    path: Path
    fetch: Fetch
    read: Offload
    rubrics: tuple[Rubric, ...]
    sources: Sources
    clock: Clock

    async def __call__(self, address: str) -> Added:
        """The source, as it is read from now on.

        Raises:
            Refusal: `source_no_address`, `source_unreadable` (with `reason`), `source_known` (with `outlet`),
                `source_unwritable`: the file cannot be changed here.
        """
        prober = Prober(self.fetch, self.read, self.rubrics, self.clock())
        found = await look_at(prober.probe, _written_out(address))
        if not found.items:
            raise Refusal("source_unreadable", reason=found.status[:LONGEST_REASON])
        source = await asyncio.to_thread(self._write_down, found)
        await self.sources.add(source, self.clock())
        return Added(source, found.items, found.dated, found.newest)

    def _write_down(self, found: Probe) -> Source:
        """The source as the file has it now."""
        try:
            known = parse_newsroom(read_text(self.path), self.path).sources
            if same := next((one for one in known if one.url == found.source.url), None):
                raise Refusal("source_known", outlet=same.name)
            source = listed(found, taken=frozenset(one.id for one in known))
            add_sources(self.path, [source])
        except (ConfigError, OSError) as error:
            raise Refusal("source_unwritable") from error
        return source


async def look_at(probe: Callable[[Source], Awaitable[Probe]], url: str) -> Probe:
    """What is at the address, or at the first feed that its page names."""
    found = await probe(source_at(url))
    return await probe(source_at(found.feeds[0])) if not found.items and found.feeds else found


def source_at(url: str) -> Source:
    """A source at an address of which nothing else is known. Channels are read in their preview."""
    parts = urlsplit(url)
    name = parts.path.strip("/").removeprefix("s/")
    if parts.hostname in ("t.me", "telegram.me") and name and "/" not in name:
        return Source(new_id(f"https://t.me/{name}", frozenset()), SourceKind.TELEGRAM, f"https://t.me/s/{name}", name)
    looks = SourceKind.SITEMAP if "sitemap" in parts.path.lower() else SourceKind.FEED
    return Source(new_id(url, frozenset()), looks, url, parts.hostname or url)


def listed(found: Probe, taken: frozenset[str]) -> Source:
    """The source as the file has it, with a short name that nobody has yet."""
    source = found.source
    return replace(source, id=new_id(source.url, taken), name=found.title or source.name, verified=found.is_well)


def _written_out(address: str) -> str:
    """The address with its scheme; «@channel» is a channel of Telegram."""
    address = address.strip()
    if address.startswith("@"):
        return f"https://t.me/{address[1:]}"
    whole = address if "://" in address else f"https://{address}"
    try:
        parts = urlsplit(whole)
    except ValueError:
        raise Refusal("source_no_address") from None
    if parts.scheme not in ("http", "https") or "." not in (parts.hostname or "") or len(whole.split()) != 1:
        raise Refusal("source_no_address")
    return whole
