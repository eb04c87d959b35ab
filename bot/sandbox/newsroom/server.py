"""The sample newsroom over HTTP: what is out at the clock's time, and faults that tests switch on."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from http import HTTPStatus

from aiohttp import web

from bot.sandbox.newsroom.conditional import answer
from bot.sandbox.newsroom.fates import DYING, REVIVED, answer_of
from bot.sandbox.newsroom.outlets import BY_ID, CHANNEL_NAME, ERIKTI, OUTLETS, FeedKind, Outlet
from bot.sandbox.newsroom.pages import HERE, Press
from bot.sandbox.newsroom.stories import Publication, load

LIST_LENGTH = 20
RELATED = 4

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class SampleNewsroom:
    """Invented outlets that publish by `clock`, a callable that gives aware UTC.

    An article that is not out yet is a 404 and stands in no list. One instance keeps the faults of its outlets.
    """

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._press = Press()
        self._broken: dict[str, int] = {}
        self._slow: dict[str, float] = {}
        self.publications = load()
        self._by_path = {publication.path: publication for publication in self.publications}

    def app(self) -> web.Application:
        """The application that serves every outlet; it can be mounted once."""
        app = web.Application(middlewares=[self._misbehave])
        app.router.add_get("/", self._newsstand)
        app.router.add_get("/photo.svg", self._photo)
        app.router.add_get(ERIKTI.feed_path, self._channel)
        for name in (DYING, REVIVED):
            app.router.add_get(f"/{name}/rss.xml", self._fate)
        for outlet in OUTLETS:
            if outlet.feed is not FeedKind.CHANNEL:
                app.router.add_get(outlet.feed_path, self._feed)
                app.router.add_get(f"/{outlet.id}/", self._front)
                app.router.add_get(f"/{outlet.id}/feed.json", self._json_feed)
                app.router.add_get(f"/{outlet.id}/wp-json/wp/v2/posts", self._posts)
            if outlet.has_sitemap:
                app.router.add_get(f"/{outlet.id}/sitemap.xml", self._sitemap)
                app.router.add_get(f"/{outlet.id}/sitemap-index.xml", self._sitemap_index)
            app.router.add_get(f"/{outlet.root}/{{path:.+}}", self._article)
        return app

    def break_outlet(self, outlet_id: str, status: int = HTTPStatus.SERVICE_UNAVAILABLE) -> None:
        """From now on every page of the outlet answers with `status`."""
        self._broken[BY_ID[outlet_id].id] = status

    def slow_outlet(self, outlet_id: str, seconds: float) -> None:
        """From now on every page of the outlet takes `seconds` longer."""
        self._slow[BY_ID[outlet_id].id] = seconds

    def mend_outlet(self, outlet_id: str) -> None:
        """The outlet works again."""
        self._broken.pop(outlet_id, None)
        self._slow.pop(outlet_id, None)

    def out(self, outlet: Outlet | None = None) -> tuple[Publication, ...]:
        """What has been published (by the outlet, or by all), newest first."""
        now = self._clock()
        found = [
            publication
            for publication in reversed(self.publications)
            if publication.is_out(now) and outlet in {None, publication.outlet}
        ]
        return tuple(found)

    @web.middleware
    async def _misbehave(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        outlet = _outlet_of(request)
        if outlet and outlet.id in self._slow:
            await asyncio.sleep(self._slow[outlet.id])
        if outlet and outlet.id in self._broken:
            return web.Response(status=self._broken[outlet.id], text="<h1>Try later</h1>", content_type="text/html")
        return await handler(request)

    async def _newsstand(self, _request: web.Request) -> web.Response:
        return web.Response(text=self._press.newsstand(), content_type="text/html")

    async def _photo(self, _request: web.Request) -> web.Response:
        return web.Response(body=(HERE / "pages" / "photo.svg").read_bytes(), content_type="image/svg+xml")

    async def _front(self, request: web.Request) -> web.Response:
        outlet = _asked(request)
        listed = self.out(outlet)[:LIST_LENGTH]
        return self._sent(request, self._press.front(outlet, listed, self._clock()), "text/html", outlet, listed)

    async def _feed(self, request: web.Request) -> web.Response:
        outlet = _asked(request)
        listed = self.out(outlet)[:LIST_LENGTH]
        text = self._press.feed(outlet, listed, self._clock(), _base(request))
        return self._sent(request, text, f"application/{outlet.feed}+xml", outlet, listed)

    async def _sitemap(self, request: web.Request) -> web.Response:
        outlet = _asked(request)
        listed = self.out(outlet)
        text = self._press.sitemap(outlet, listed, self._clock(), _base(request))
        return self._sent(request, text, "application/xml", outlet, listed)

    async def _sitemap_index(self, request: web.Request) -> web.Response:
        outlet = _asked(request)
        listed = self.out(outlet)
        changed = max((item.edition(self._clock()).modified for item in listed), default=self._clock())
        text = self._press.sitemap_index(outlet, changed, _base(request))
        return self._sent(request, text, "application/xml", outlet, listed)

    async def _json_feed(self, request: web.Request) -> web.Response:
        outlet = _asked(request)
        listed = self.out(outlet)[:LIST_LENGTH]
        text = self._press.json_feed(outlet, listed, self._clock(), _base(request))
        return self._sent(request, text, "application/feed+json", outlet, listed)

    async def _posts(self, request: web.Request) -> web.Response:
        outlet = _asked(request)
        listed = self.out(outlet)[:LIST_LENGTH]
        text = self._press.posts(listed, self._clock(), _base(request))
        return self._sent(request, text, "application/json", outlet, listed)

    async def _fate(self, request: web.Request) -> web.Response:
        said = answer_of(request.path.split("/")[1], self._clock(), _base(request))
        return web.Response(status=said.status, text=said.body, content_type="application/rss+xml")

    async def _channel(self, request: web.Request) -> web.Response:
        listed = self.out(ERIKTI)[:LIST_LENGTH]
        # Telegram's previews show the oldest post at the top.
        text = self._press.channel(tuple(reversed(listed)), self._clock(), _base(request))
        return self._sent(request, text, "text/html", ERIKTI, listed)

    async def _article(self, request: web.Request) -> web.Response:
        path = f"{request.path}?id={request.query['id']}" if "id" in request.query else request.path
        publication = self._by_path.get(path)
        if publication is None or not publication.is_out(self._clock()):
            raise web.HTTPNotFound
        text = self._article_page(publication, _base(request))
        return self._sent(request, text, "text/html", publication.outlet, (publication,))

    def _article_page(self, publication: Publication, base: str) -> str:
        if publication.outlet is ERIKTI:
            return self._press.channel((publication,), self._clock(), base)
        earlier = [other for other in self.out(publication.outlet) if other.published < publication.published]
        return self._press.article(publication, self._clock(), base, earlier[:RELATED])

    def _sent(
        self, request: web.Request, text: str, media_type: str, outlet: Outlet, shown: tuple[Publication, ...]
    ) -> web.Response:
        now = self._clock()
        modified = max((publication.edition(now).modified for publication in shown), default=now)
        return answer(
            request,
            text.encode(outlet.charset, errors="xmlcharrefreplace"),
            content_type=f"{media_type}; charset={outlet.charset}",
            modified=modified.astimezone(UTC).replace(microsecond=0),
        )


def _base(request: web.Request) -> str:
    return str(request.url.origin())


def _asked(request: web.Request) -> Outlet:
    outlet = _outlet_of(request)
    if outlet is None:
        raise web.HTTPNotFound
    return outlet


def _outlet_of(request: web.Request) -> Outlet | None:
    parts = request.path.strip("/").split("/")
    return ERIKTI if CHANNEL_NAME in parts else BY_ID.get(parts[0])
