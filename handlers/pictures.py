"""Charts as photos: drawn and uploaded once, then sent again by their file_id."""

from dataclasses import dataclass
from datetime import datetime

import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import BufferedInputFile, CallbackQuery, Message
from aiogram.utils.chat_action import ChatActionSender

from digests.errors import Unreadable
from digests.model import Bubble
from digests.model.charts import Sketch
from digests.ports import Pictures
from handlers.answers import markup, say_after
from handlers.ports import Draw
from templates.sketches import picture_key

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Gallery:
    """Sends charts below the messages whose buttons ask for them."""

    pictures: Pictures
    draw: Draw

    async def show(self, callback: CallbackQuery, sketch: Sketch, caption: Bubble, now: datetime) -> None:
        """The picture with its caption; the caption alone where it cannot be drawn."""
        if callback.message is None or callback.bot is None:
            return
        thread = callback.message.message_thread_id if isinstance(callback.message, Message) else None
        place = _Place(callback.bot, callback.message.chat.id, thread)
        key = picture_key(sketch)
        if await self._send_known(place, key, caption):
            return
        try:
            async with ChatActionSender.upload_photo(place.chat_id, place.bot, message_thread_id=thread):
                picture = await self.draw(sketch)
        except Unreadable as error:
            log.warning("chart.undrawn", reason=str(error))
            await say_after(callback, [caption])
            return
        await self.pictures.keep(key, await place.send(BufferedInputFile(picture, "chart.png"), caption), now)

    async def _send_known(self, place: "_Place", key: str, caption: Bubble) -> bool:
        """Whether Telegram still had it."""
        known = await self.pictures.find(key)
        if known is None:
            return False
        try:
            await place.send(known, caption)
        except TelegramBadRequest as error:
            if "file" not in error.message.lower():
                raise
            await self.pictures.forget(key)
            return False
        return True


@dataclass(frozen=True, slots=True)
class _Place:
    bot: Bot
    chat_id: int
    thread: int | None

    async def send(self, photo: BufferedInputFile | str, caption: Bubble) -> str:
        """The file_id of what was sent, in its largest size."""
        sent = await self.bot.send_photo(
            self.chat_id, photo, message_thread_id=self.thread, caption=caption.text, reply_markup=markup(caption)
        )
        return max(sent.photo or (), key=lambda size: size.width).file_id
