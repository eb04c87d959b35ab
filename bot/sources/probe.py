"""What a source would give: it is fetched and read as the collector does it, and nothing is kept."""

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from digests.collect import decide, rhythm
from digests.collect.discover import feeds_of
from digests.collect.parse import Listing, parse
from digests.collect.read import read_article
from digests.errors import Unreadable
from digests.lang import detect
from digests.model import Article, Fetched, FetchFailed, Rubric, Source, SourceEntry, SourceKind
from digests.ports import Fetch, Offload
from digests.prose import prose
from digests.rubrics import classify

DAY = timedelta(days=1)
FIRST = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Probe:
    """What a look at a source said.

    status     ok, or why it cannot be read, or what is wrong with what it says
    a_day      entries a day, by the median gap
    language   of most of its entries
    themes     how many of its entries would fall under each rubric, by title and teaser
    article    the newest entry as it would be kept
    feeds      what the page at the address names as its feeds, where it is no list itself
    """

    source: Source
    status: str
    items: int = 0
    dated: int = 0
    newest: timedelta | None = None
    a_day: float | None = None
    language: str = ""
    themes: tuple[tuple[str, int], ...] = ()
    article: Article | None = None
    feeds: tuple[str, ...] = ()
    title: str = ""

    @property
    def is_well(self) -> bool:
        """Whether it can be collected."""
        return self.status == "ok"


@dataclass(frozen=True, slots=True)
class Prober:
    """What looks are made with; `now` is when."""

    fetch: Fetch
    offload: Offload
    rubrics: tuple[Rubric, ...]
    now: datetime

    async def probe(self, source: Source) -> Probe:
        """Look at the source once, and at the page of its newest entry."""
        match await self.fetch(source.url, largest=decide.largest(source)):
            case Fetched() as fetched:
                return await self._read(source, fetched)
            case FetchFailed() as failed:
                return Probe(source, f"{failed.reason} {failed.detail}".strip())
            case _:
                return Probe(source, "unchanged")

    async def _read(self, source: Source, fetched: Fetched) -> Probe:
        try:
            listing = await self._listing(source, fetched)
        except Exception as error:  # noqa: BLE001 the top of a probe: what a stranger sent is told, not raised
            feeds = await self.offload(feeds_of, fetched.body, fetched.url)
            return Probe(source, str(error) or type(error).__name__, feeds=feeds)
        entries = listing.entries
        moments = rhythm.times(entries)
        gap = rhythm.median_gap(moments)
        return Probe(
            source,
            status=rhythm.ailment(entries, moments, self.now) or ("ok" if entries else "it lists nothing"),
            items=len(entries),
            dated=sum(1 for entry in entries if entry.published),
            newest=self.now - moments[-1] if moments else None,
            a_day=DAY / gap if gap else None,
            language=_language(source, listing),
            themes=_themes(source, listing, self.rubrics),
            article=await self._article(source, _newest(entries)) if entries else None,
            title=listing.title,
        )

    async def _listing(self, source: Source, fetched: Fetched) -> Listing:
        """The list; of an index the part that changed last."""
        listing = await self._parsed(source, fetched)
        if not listing.parts:
            return listing
        latest = max(listing.parts, key=lambda part: part.modified or FIRST)
        part = await self.fetch(latest.url, largest=decide.largest(source))
        if not isinstance(part, Fetched):
            raise Unreadable(f"it is an index, and its part {latest.url} cannot be had")
        return await self._parsed(source, part)

    async def _parsed(self, source: Source, fetched: Fetched) -> Listing:
        found: Listing = await self.offload(
            parse,
            fetched.body,
            url=fetched.url,
            content_type=fetched.content_type,
            kind=source.kind,
            layout=source.layout,
            zone=source.zone,
            now=self.now,
        )
        return found

    async def _article(self, source: Source, entry: SourceEntry) -> Article | None:
        page = await self.fetch(entry.url) if entry.url and source.kind is not SourceKind.TELEGRAM else None
        body = page.body if isinstance(page, Fetched) else None
        try:
            return await self.offload(read_article, entry, body, source, self.rubrics, self.now)
        except Exception:  # noqa: BLE001 the top of a probe: then there is no article to show
            return None


def _newest(entries: tuple[SourceEntry, ...]) -> SourceEntry:
    return max(entries, key=lambda entry: entry.published or FIRST)


def _language(source: Source, listing: Listing) -> str:
    if source.lang is not None:
        return str(source.lang)
    found = Counter(detect(f"{entry.title} {prose(entry.html)}") for entry in listing.entries)
    return str(found.most_common(1)[0][0]) if found else ""


def _themes(source: Source, listing: Listing, rubrics: tuple[Rubric, ...]) -> tuple[tuple[str, int], ...]:
    found: Counter[str] = Counter()
    for entry in listing.entries:
        words = prose(entry.html)
        lang = source.lang or detect(f"{entry.title} {words}")
        found.update(source.rubrics or classify(entry.title, words, lang, rubrics))
    return tuple(found.most_common())
