"""Two packages for mailings with aiogram, as their documentation uses them: baselines for what is measured here."""

from collections.abc import AsyncIterator, Sequence
from datetime import timedelta
from pathlib import Path

from aiogram import Bot
from aiogram_broadcast import BroadcastService
from aiogram_broadcast.models import Subscriber, SubscriberState
from aiogram_broadcast.storage.base import BaseBroadcastStorage
from aiogram_broadcaster import Broadcaster
from aiogram_broadcaster.contents import TextContent
from aiogram_broadcaster.intervals import SimpleInterval
from aiogram_broadcaster.storages.file import FileStorage


class _Chats(BaseBroadcastStorage):  # type: ignore[misc]
    """Chats in memory: what a storage costs is not what is measured."""

    def __init__(self, chats: Sequence[int]) -> None:
        self._chats = chats

    async def add_subscriber(self, subscriber: Subscriber) -> None:
        raise NotImplementedError

    async def get_subscriber(self, user_id: int) -> Subscriber | None:
        return Subscriber(user_id, "Reader")

    async def update_subscriber(self, subscriber: Subscriber) -> None:
        """Nothing is kept."""

    async def delete_subscriber(self, user_id: int) -> bool:
        raise NotImplementedError

    async def get_all_subscriber_ids(self, state: SubscriberState | None = None) -> list[int]:  # noqa: ARG002
        return list(self._chats)

    async def get_subscribers_count(self, state: SubscriberState | None = None) -> int:  # noqa: ARG002
        return len(self._chats)

    async def iter_subscribers(self, *_: object) -> AsyncIterator[Subscriber]:
        for chat in self._chats:
            yield Subscriber(chat, "Reader")


async def aiogram_broadcast(bot: Bot, chats: Sequence[int], text: str, per_second: float) -> int:
    """How many arrived; it waits so long between two messages that no more than these go out a second."""
    service = BroadcastService(bot, _Chats(chats), rate_limit=1 / per_second)
    return int((await service.broadcast_text(text)).successful)


async def aiogram_broadcaster(bot: Bot, chats: Sequence[int], text: str, per_second: float) -> int:
    """The same with the other package, without a storage."""
    interval = SimpleInterval.from_timedelta(timedelta(seconds=1 / per_second))
    mailer = await Broadcaster(bot).create_mailer(chats, TextContent(text=text), interval=interval)
    await mailer.start()
    return int(mailer.chats.success)


async def aiogram_broadcaster_stored(bot: Bot, chats: Sequence[int], text: str, file: Path) -> int:
    """The same without pauses, and what became of each chat kept in a file."""
    storage = FileStorage(file)
    await storage.startup()
    mailer = await Broadcaster(bot, storage=storage).create_mailer(chats, TextContent(text=text))
    await mailer.start()
    return int(mailer.chats.success)
