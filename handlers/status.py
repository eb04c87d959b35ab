"""/status: when the sources were read, when digests came and come, and what waits to be sent."""

from datetime import datetime

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import Message

from digests.model import Subscriber
from digests.ports import Overview, Sources
from digests.standing import standing
from handlers.answers import say
from templates import Templates


def build() -> Router:
    """One command, for everybody."""
    router = Router(name="status")
    router.message.register(status, Command("status"))
    return router


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
