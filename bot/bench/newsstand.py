"""Feeds of many outlets and their pages: `python -m bot.bench.newsstand` says where.

A feed is the same until `/news` is asked for; then each has one item more.
"""

import asyncio
import sys
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from aiohttp import web

from bot.serving import serve

ITEMS = 20
BEGAN = datetime(2025, 10, 1, tzinfo=UTC)
SENTENCES = (
    "Фонд «Арна» открыл {number} кружков в сельских школах области.",
    "В них занимаются {more} подростков, сообщили в управлении образования.",
    "На работу кружков выделено {money} млн тенге, это на 12% больше, чем годом ранее.",
    "Заявки от педагогов принимаются до конца месяца, рассмотреть их обещают за 10 рабочих дней.",
    "Волонтёры фонда проведут мастер-классы и помогут с оборудованием.",
)


class Newsstand:
    """The feeds; `extra` says how many items each has beyond the first ones."""

    def __init__(self) -> None:
        self.extra = 0

    def application(self) -> web.Application:
        app = web.Application()
        app.router.add_get("/feed/{outlet}", self.feed)
        app.router.add_get("/item/{outlet}/{number}", self.item)
        app.router.add_get("/news", self.news)
        return app

    async def news(self, _: web.Request) -> web.Response:
        """From now on one item more."""
        self.extra += 1
        return web.Response()

    async def feed(self, request: web.Request) -> web.Response:
        """An outlet's newest items, or that they are the same."""
        outlet, count = request.match_info["outlet"], ITEMS + self.extra
        tag = f'"{outlet}-{count}"'
        if request.headers.get("If-None-Match") == tag:
            return web.Response(status=304)
        base = f"{request.url.origin()}/item/{outlet}"
        items = "".join(
            f"<item><title>{title(number)}</title><link>{base}/{number}</link><guid>{base}/{number}</guid>"
            f"<pubDate>{format_datetime(BEGAN + timedelta(hours=number))}</pubDate>"
            f"<description>{text(number)[:150]}</description></item>"
            for number in range(count, count - ITEMS, -1)
        )
        body = f'<?xml version="1.0"?><rss version="2.0"><channel><title>{outlet}</title>{items}</channel></rss>'
        return web.Response(text=body, content_type="application/rss+xml", headers={"ETag": tag})

    async def item(self, request: web.Request) -> web.Response:
        """A page with an article, a menu and a foot."""
        number = int(request.match_info["number"])
        paragraphs = "".join(f"<p>{sentence}</p>" for sentence in text(number).split("\n"))
        menu = "".join(f'<li><a href="/{place}">Раздел {place}</a></li>' for place in range(30))
        page = (
            f"<!doctype html><html lang='ru'><head><title>{title(number)}</title></head><body><ul>{menu}</ul>"
            f"<article><h1>{title(number)}</h1>{paragraphs}</article><footer>Все права защищены</footer></body></html>"
        )
        return web.Response(text=page, content_type="text/html")


def title(number: int) -> str:
    """A headline of its own for each number."""
    return f"В школах открыли {number + 30} кружков"


def text(number: int) -> str:
    """An article of its own for each number."""
    told = (sentence.format(number=number + 30, more=700 + 3 * number, money=40 + number) for sentence in SENTENCES)
    return "\n".join(f"{sentence} {sentence}" for sentence in told)


async def _serve() -> None:
    async with serve(Newsstand().application()) as base:
        sys.stdout.write(f"{base}\n")
        sys.stdout.flush()
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_serve())
