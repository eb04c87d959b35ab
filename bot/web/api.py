"""The ledger for programs: JSON under /api/v1, described by OpenAPI, the whole of it as CSV, and feeds."""

import csv
import io
import json
from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import timedelta
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from aiohttp import web

from bot.export.columns import COLUMNS
from bot.export.write import all_proofs, cell
from bot.web.guard import answer, locale_of, number_of
from bot.web.openapi import description
from bot.web.parts import Parts
from digests.desk.ask import latest
from digests.model import Locale, Proof, StatedFigure
from templates.links import permalink
from templates.places import is_place

KEPT_SECONDS = 60
MOST_ROWS = 500
CONTESTED_FOR = timedelta(days=90)
ATOM = "http://www.w3.org/2005/Atom"


class Api:
    """Handlers of JSON, feeds and downloads. Rows are those of the export: the same columns, the same meaning."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def routes(self) -> tuple[web.RouteDef, ...]:
        locale = f"/{{locale:{'|'.join(Locale)}}}"
        return (
            web.get("/api/v1/openapi.json", self.openapi),
            web.get("/api/v1/metrics", self.metrics),
            web.get("/api/v1/metrics/{key}/observations", self.observations),
            web.get("/api/v1/conflicts", self.conflicts),
            web.get("/ledger.csv", self.ledger),
            web.get(f"{locale}/figures.atom", self.atom),
            web.get(f"{locale}/figures.json", self.json_feed),
        )

    async def openapi(self, request: web.Request) -> web.Response:
        """What there is, as OpenAPI 3.1."""
        return _json(request, description(self._parts.url, [metric.key for metric in self._parts.newsroom.metrics]))

    async def metrics(self, request: web.Request) -> web.Response:
        """All metrics with their names, and the observation told last."""
        metrics = self._parts.newsroom.metrics
        told = await self._parts.database.ledger.latest(
            [metric.key for metric in metrics], until=self._parts.clock(), limit=len(metrics)
        )
        last = {proof.observation.series: row(proof) for proof in told}
        listed = [
            {
                "key": metric.key,
                "rubric": metric.rubric,
                "units": metric.units,
                "name": metric.name,
                "definition": metric.definition,
                "latest": last.get(metric.key),
            }
            for metric in metrics
        ]
        return _json(request, {"metrics": listed})

    async def observations(self, request: web.Request) -> web.Response:
        """The newest observations of a metric at one place, at most `limit`."""
        key, place = request.match_info["key"], request.query.get("place", "")
        if key not in {metric.key for metric in self._parts.newsroom.metrics} or (place and not is_place(place)):
            raise web.HTTPNotFound
        limit = number_of(request, "limit", 100, MOST_ROWS)
        proofs = await self._parts.database.ledger.series(key, place or None, limit=limit)
        now = self._parts.clock()
        return _json(request, {"observations": [row(one) for one in proofs if one.observation.published <= now]})

    async def conflicts(self, request: web.Request) -> web.Response:
        """Pairs of observations that cannot both be exact, one of them seen in the last 90 days."""
        pairs = await self._parts.database.ledger.conflicts(self._parts.clock() - CONTESTED_FOR)
        return _json(request, {"conflicts": [[row(first), row(second)] for first, second in pairs]})

    async def ledger(self, request: web.Request) -> web.StreamResponse:
        """The whole ledger, piece by piece."""
        response = web.StreamResponse(
            headers={
                "Content-Type": "text/csv; charset=utf-8",
                "Content-Disposition": 'attachment; filename="qogam-ledger.csv"',
                "Cache-Control": "public, max-age=3600",
            }
        )
        response.enable_compression()
        await response.prepare(request)
        async for piece in self._csv():
            await response.write(piece)
        await response.write_eof()
        return response

    async def _csv(self) -> AsyncIterator[bytes]:
        yield "\ufeff".encode()  # a spreadsheet takes it for another encoding without the mark
        yield _line([column.name for column in COLUMNS])
        async for proof in all_proofs(self._parts.database.ledger):
            yield _line([cell(value) for value in row(proof).values()])

    async def atom(self, request: web.Request) -> web.Response:
        """The latest figures as an Atom feed."""
        locale, base = locale_of(request), self._base(request)
        feed = Element("feed", {"xmlns": ATOM, "xml:lang": locale})
        found = await self._latest(locale)
        stamp = found[0].article.listed if found else self._parts.clock()
        for name, text in (("id", f"{base}/{locale}"), ("title", "Qogam"), ("updated", stamp.isoformat())):
            SubElement(feed, name).text = text
        SubElement(feed, "link", {"rel": "self", "href": f"{base}/{locale}/figures.atom"})
        SubElement(SubElement(feed, "author"), "name").text = "Qogam"
        for stated in found:
            _add_entry(feed, stated, self._permalink(base, locale, stated), self._said(stated, locale))
        body = b'<?xml version="1.0" encoding="utf-8"?>\n' + tostring(feed, encoding="utf-8")
        return answer(request, body, "application/atom+xml", seconds=KEPT_SECONDS)

    async def json_feed(self, request: web.Request) -> web.Response:
        """The latest figures as a JSON Feed 1.1."""
        locale, base = locale_of(request), self._base(request)
        items = [
            {
                "id": self._permalink(base, locale, stated),
                "url": self._permalink(base, locale, stated),
                "external_url": stated.article.url,
                "title": self._said(stated, locale),
                "content_text": _sentence(stated),
                "date_published": stated.article.published.isoformat(),
                "authors": [{"name": stated.article.outlet}],
                "language": stated.figure.lang,
            }
            for stated in await self._latest(locale)
        ]
        feed = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": "Qogam",
            "home_page_url": f"{base}/{locale}",
            "feed_url": f"{base}/{locale}/figures.json",
            "language": locale,
            "items": items,
        }
        return _json(request, feed, "application/feed+json")

    async def _latest(self, locale: Locale) -> Sequence[StatedFigure]:
        parts = self._parts
        rubrics = tuple(rubric.key for rubric in parts.newsroom.rubrics)
        ports = (parts.database.articles, parts.database.ledger, rubrics)
        pages = [await latest(*ports, words=(), locale=locale, now=parts.clock(), page=page) for page in range(4)]
        # A page past the end is the last one again.
        return list({stated.ref: stated for page in pages for stated in page.figures}.values())

    def _said(self, stated: StatedFigure, locale: Locale) -> str:
        return self._parts.templates.headline(stated, locale)

    def _permalink(self, base: str, locale: Locale, stated: StatedFigure) -> str:
        return permalink(base, locale, stated.ref)

    def _base(self, request: web.Request) -> str:
        return self._parts.url or f"{request.scheme}://{request.host}"


def row(proof: Proof) -> Mapping[str, Any]:
    """An observation with its proof, in the columns of the export."""
    return {column.name: column.of(proof) for column in COLUMNS}


def _add_entry(feed: Element, stated: StatedFigure, address: str, title: str) -> None:
    entry = SubElement(feed, "entry")
    article = stated.article
    for name, text in (
        ("id", address),
        ("title", title),
        ("updated", article.listed.isoformat()),
        ("published", article.published.isoformat()),
        ("summary", _sentence(stated)),
    ):
        SubElement(entry, name).text = text
    SubElement(entry, "link", {"href": address})
    SubElement(entry, "link", {"rel": "via", "href": article.url})
    SubElement(SubElement(entry, "source"), "title").text = article.outlet


def _sentence(stated: StatedFigure) -> str:
    """Without characters that XML cannot hold."""
    words = " ".join(stated.article.text[slice(*stated.figure.sentence)].split())
    return "".join(char for char in words if char.isprintable())


def _line(cells: Sequence[object]) -> bytes:
    stream = io.StringIO()
    csv.writer(stream).writerow(cells)
    return stream.getvalue().encode()


def _json(request: web.Request, value: object, content_type: str = "application/json") -> web.Response:
    body = json.dumps(value, ensure_ascii=False, default=str).encode()
    return answer(request, body, content_type, seconds=KEPT_SECONDS)
