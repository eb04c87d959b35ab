"""The pages of the ledger, each made once for however many readers ask within a few seconds."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from aiohttp import web
from async_lru import alru_cache

from bot.web.guard import answer, locale_of, number_of
from bot.web.parts import Parts
from digests.desk.ask import latest, latest_values, metric_card, metric_chart
from digests.errors import Unreadable
from digests.model import Article, FigureRef, Locale, Metric, Story, Window
from digests.model.charts import Sketch
from digests.stories import SPAN, group
from templates.places import is_place

KEPT_SECONDS = 30
"""A reader sees a new figure so much later; a crowd costs one page."""
MOST_KEPT = 2_000
LONGEST_WORDS = 100
CONTESTED_FOR = timedelta(days=90)
LATEST_FIGURES = 8
CORRECTIONS_A_PAGE = 20
LAST_PAGE = 1_000
MOST_PICTURES = 200
PICTURE_SECONDS = 600
MOST_FIGURES = 200
"""Of one article: more of them is a table, and not to be read here."""


class Pages:
    """Handlers of the HTML pages; each gives a whole page in the language of its address."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._made = alru_cache(maxsize=MOST_KEPT, ttl=KEPT_SECONDS)(self._make)
        self._drawn = alru_cache(maxsize=MOST_PICTURES)(self._draw)

    def routes(self) -> tuple[web.RouteDef, ...]:
        locale = f"/{{locale:{'|'.join(Locale)}}}"
        return (
            web.get("/", self.choose_language),
            web.get(locale, self.home),
            web.get(f"{locale}/metrics/{{key}}", self.metric),
            web.get(f"{locale}/charts/{{key}}.png", self.chart),
            web.get(f"{locale}/search", self.search),
            web.get(f"{locale}/corrections", self.corrections),
            web.get(f"{locale}/articles/{{id}}", self.article),
            web.get(f"{locale}/articles/{{id}}/story", self.story),
            *(web.get(f"{locale}/{name}", self.plain) for name in ("conflicts", "sources", "about")),
        )

    async def choose_language(self, request: web.Request) -> web.Response:
        """To the first page in the reader's language."""
        raise web.HTTPFound(f"/{locale_of(request)}", headers={"Vary": "Accept-Language"})

    async def home(self, request: web.Request) -> web.Response:
        """The latest figures, and the latest value of each metric."""
        return await self._answer(request, "home")

    async def metric(self, request: web.Request) -> web.Response:
        """All that is told of a metric at a place."""
        return await self._answer(request, "metric", *self._asked_for(request))

    async def chart(self, request: web.Request) -> web.Response:
        """The picture of a metric at a place; its values stand in words on the metric's page."""
        sketch = await self._sketch(locale_of(request), *self._asked_for(request))
        if sketch is None or self._parts.draw is None:
            raise web.HTTPNotFound
        try:
            picture = await self._drawn(sketch)
        except Unreadable:
            raise web.HTTPServiceUnavailable(headers={"Retry-After": "60"}) from None
        return answer(request, picture, "image/png", seconds=PICTURE_SECONDS)

    def _asked_for(self, request: web.Request) -> tuple[str, str]:
        """The metric and the place of the address, of which there are such."""
        key, place = request.match_info["key"], request.query.get("place", "")
        if key not in self._metrics() or (place and not is_place(place)):
            raise web.HTTPNotFound
        return key, place

    async def search(self, request: web.Request) -> web.Response:
        """Metrics and figures with these words."""
        return await self._answer(request, "search", " ".join(request.query.get("q", "").split())[:LONGEST_WORDS])

    async def article(self, request: web.Request) -> web.Response:
        """The figures of an article, in its order."""
        return await self._answer(request, "article", request.match_info["id"])

    async def story(self, request: web.Request) -> web.Response:
        """Who else carries the article's story, and what links them."""
        return await self._answer(request, "story", request.match_info["id"])

    async def corrections(self, request: web.Request) -> web.Response:
        """What was corrected, a page at a time, the newest first."""
        return await self._answer(request, "corrections", str(number_of(request, "page", 1, LAST_PAGE)))

    async def plain(self, request: web.Request) -> web.Response:
        """A page that asks for nothing."""
        return await self._answer(request, request.path.rpartition("/")[2])

    async def _answer(self, request: web.Request, name: str, *asked: str) -> web.Response:
        body = await self._made(locale_of(request), name, *asked)
        if body is None:
            raise web.HTTPNotFound
        return answer(request, body, "text/html", seconds=KEPT_SECONDS)

    async def _make(self, locale: Locale, name: str, *asked: str) -> bytes | None:
        values = await getattr(self, f"_of_{name}")(locale, *asked)
        if values is None:
            return None
        about = {"path": f"/{name}", "query": "", "section": f"/{name}"} | values
        return self._parts.templates.page(name, locale, **about).encode()

    async def _of_home(self, locale: Locale) -> Mapping[str, Any]:
        parts, now = self._parts, self._parts.clock()
        told = await latest_values(parts.database.ledger, parts.newsroom.metrics, now)
        page = await latest(
            *(parts.database.articles, parts.database.ledger, self._rubrics()), words=(), locale=locale, now=now, page=0
        )
        by_rubric = [(key, [one for one in told if one.metric.rubric == key]) for key in self._rubrics()]
        rubrics = [(key, values) for key, values in by_rubric if values]
        return {"latest": page.figures[:LATEST_FIGURES], "rubrics": rubrics, "path": "", "section": ""}

    async def _of_metric(self, locale: Locale, key: str, place: str) -> Mapping[str, Any]:
        parts = self._parts
        metric = self._metrics()[key]
        card = await metric_card(
            *(parts.database.articles, parts.database.ledger, parts.offload, metric),
            place=place or None,
            now=parts.clock(),
        )
        query = f"?place={place}" if place else ""
        sketch = await self._sketch(locale, key, place) if card.has_chart and parts.draw else None
        flags = parts.templates.flags(card, locale)
        return {"card": card, "flags": flags, "sketch": sketch, "path": f"/metrics/{key}", "query": query}

    async def _sketch(self, locale: Locale, key: str, place: str) -> Sketch | None:
        parts = self._parts
        chart = await metric_chart(
            *(parts.database.ledger, parts.offload, self._metrics()[key]), place=place or None, now=parts.clock()
        )
        return parts.templates.chart(chart, locale)[0] if chart else None

    async def _draw(self, sketch: Sketch) -> bytes:
        """Kept by what it shows: a new value makes another sketch."""
        assert self._parts.draw is not None
        return await self._parts.draw(sketch)

    async def _of_search(self, locale: Locale, words: str) -> Mapping[str, Any]:
        parts, now = self._parts, self._parts.clock()
        if not words:
            return {"words": "", "told": (), "found": ()}
        asked = tuple(words.split())
        told = await latest_values(parts.database.ledger, parts.newsroom.metrics, now, words=asked, locale=locale)
        page = await latest(
            *(parts.database.articles, parts.database.ledger, self._rubrics()),
            known=[one.metric.key for one in told],
            words=[word.lower() for word in asked],
            locale=locale,
            now=now,
            page=0,
        )
        query = f"?{urlencode({'q': words})}"
        return {"words": words, "told": told, "found": page.figures, "query": query}

    async def _of_article(self, _: Locale, article_id: str) -> Mapping[str, Any] | None:
        articles = self._parts.database.articles
        article = (await articles.get([article_id])).get(article_id)
        if article is None:
            return None
        refs = [FigureRef(article.id, article.revision, index) for index in range(len(article.figures))]
        found = await articles.figures(refs[:MOST_FIGURES])
        return {"article": article, "found": found, "path": f"/articles/{article_id}"}

    async def _of_story(self, _: Locale, article_id: str) -> Mapping[str, Any] | None:
        parts = self._parts
        article = (await parts.database.articles.get([article_id])).get(article_id)
        if article is None:
            return None
        around = Window(article.listed - SPAN, min(article.listed + SPAN, parts.clock()))
        story = await parts.offload(_story_of, article, await parts.database.articles.between(around, article.rubrics))
        return {"story": story, "section": "", "path": f"/articles/{article_id}/story"}

    async def _of_corrections(self, _: Locale, number: str) -> Mapping[str, Any]:
        page = int(number)
        found = await self._parts.database.corrections.listed(CORRECTIONS_A_PAGE + 1, (page - 1) * CORRECTIONS_A_PAGE)
        shown, has_more = found[:CORRECTIONS_A_PAGE], len(found) > CORRECTIONS_A_PAGE
        query = f"?page={page}" if page > 1 else ""
        return {"corrected": shown, "page": page, "has_more": has_more, "query": query}

    async def _of_conflicts(self, _: Locale) -> Mapping[str, Any]:
        pairs = await self._parts.database.ledger.conflicts(self._parts.clock() - CONTESTED_FOR)
        metrics = self._metrics()
        return {"conflicts": [(metrics.get(pair[0].observation.series), pair) for pair in pairs]}

    async def _of_sources(self, _: Locale) -> Mapping[str, Any]:
        now = self._parts.clock()
        health = await self._parts.database.sources.health()
        return {"sources": [(one, one.state.succeeded_at and now - one.state.succeeded_at) for one in health]}

    async def _of_about(self, _: Locale) -> Mapping[str, Any]:
        return {"bot": self._parts.bot}

    def _rubrics(self) -> tuple[str, ...]:
        return tuple(rubric.key for rubric in self._parts.newsroom.rubrics)

    def _metrics(self) -> Mapping[str, Metric]:
        return {metric.key: metric for metric in self._parts.newsroom.metrics}


def _story_of(article: Article, around: Sequence[Article]) -> Story:
    """The story that the article is part of; alone in it where nothing around tells the same."""
    known = {one.id: one for one in (*around, article)}
    return next(story for story in group(known.values()) if article.id in {one.id for one in story.articles})
