"""/status: when the sources were read, when digests came and come, and what waits to be sent."""

from datetime import datetime

from aiogram import Router
from aiogram.types import Message

from digests.model import Subscriber
from digests.ports import Overview, Sources
from digests.standing import standing
from handlers.answers import say
from handlers.said import Said
from templates import Templates


def register(router: Router) -> None:
    """One command, for everybody."""
    router.message.register(status, Said("status"))


async def status(
    message: Message,
    subscriber: Subscriber,
    sources: Sources,
    overview: Overview,
    templates: Templates,
    now: datetime,
) -> None:
    """How the bot is doing, for this chat."""
    read = standing(await sources.health(), now)
    await say(message, templates.status(subscriber, read, await overview.backlog(now), now))
