"""The Mini App: a person's own settings as a page, changed by the rules that hold for the chat's buttons.

Who somebody is says Telegram (`entrance.py`); there is no cookie, for within Telegram's clients on the web it would be
that of a stranger's page. Nothing of it is kept by caches.
"""

from collections.abc import Mapping
from typing import Any

import structlog
from aiohttp import web

from bot.budgets import Budget
from bot.web.entrance import Entrance
from bot.web.guard import framed, locale_of
from bot.web.limits import Limits
from bot.web.parts import Parts
from bot.web.wanted import settled
from digests.errors import Refusal
from digests.lang.places import REGIONS
from digests.model import Locale, Status, Subscriber, spoken

log = structlog.get_logger()

PERSON = Budget(seconds=1.0, burst=15)
"""Of one person, whatever the address: a form is sent by hand."""
MOST_PERSONS = 10_000
TICKED = ("rubric", "region")
"""Fields of which many may be sent."""


class Own:
    """Handlers of /app. `entrance` tells who asks."""

    def __init__(self, parts: Parts, entrance: Entrance) -> None:
        self._parts = parts
        self._entrance = entrance
        self._limits = Limits(PERSON, MOST_PERSONS)

    def routes(self) -> tuple[web.RouteDef, ...]:
        return web.get("/app", self.open), web.post("/app", self.enter)

    async def open(self, request: web.Request) -> web.Response:
        """The page that hands on what Telegram says; opened elsewhere it leads to the bot."""
        return self._page("app", locale_of(request), why="")

    async def enter(self, request: web.Request) -> web.Response:
        """A person's settings: as they are, or as the form has them."""
        form = await request.post()
        told = {name: value for name, value in form.items() if isinstance(value, str)}
        now = self._parts.clock()
        visitor = self._entrance.visitor(told.get("init", ""), now)
        chat = visitor.id if visitor else self._entrance.holder(told.get("pass", ""), now)
        if chat is None:
            log.info("app.refused")
            return self._page("app", locale_of(request), why="over", status=403)
        self._limits.spend(chat, self._parts.monotonic())
        async with self._parts.turn(chat):
            found = await self._parts.database.subscribers.find(chat)
            if found is None or found.status is Status.NEW:
                locale = found.locale if found else spoken(visitor.language if visitor else "")
                return self._page("app", locale, why="start")
            if visitor:
                return self._settings(found)
            ticked = {name: [one for one in form.getall(name, []) if isinstance(one, str)] for name in TICKED}
            return await self._take(found, told | ticked)

    async def _take(self, person: Subscriber, told: Mapping[str, Any]) -> web.Response:
        """Change what the form changes; what cannot be is said, and then nothing of it is kept."""
        known = {rubric.key for rubric in self._parts.newsroom.rubrics}
        try:
            changed = settled(person, told, known, self._parts.clock())
        except Refusal as refusal:
            said = self._parts.templates.refusal(refusal.key, person.locale, **refusal.values)
            return self._settings(person, said=said)
        await self._parts.database.subscribers.save(changed)
        return self._settings(changed, said=self._parts.templates.toast("saved", changed.locale))

    def _settings(self, person: Subscriber, *, said: str = "") -> web.Response:
        carried = self._entrance.pass_for(person.chat_id, self._parts.clock())
        rubrics = [rubric.key for rubric in self._parts.newsroom.rubrics]
        return self._page(
            "own",
            person.locale,
            person=person,
            carried=carried,
            said=said,
            rubrics=rubrics,
            regions=REGIONS,
            cadences=self._parts.templates.cadences(person.locale),
        )

    def _page(self, name: str, locale: Locale, *, status: int = 200, **values: object) -> web.Response:
        about = {"path": "", "query": "", "section": "own", "bot": self._parts.bot}
        text = self._parts.templates.page(name, locale, **about, **values)
        response = web.Response(text=text, content_type="text/html", status=status)
        response.headers["Cache-Control"] = "no-store"
        return framed(response)
