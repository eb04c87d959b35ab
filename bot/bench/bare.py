"""The least that a bot can be: aiogram's own polling and one constant answer; `python -m bot.bench.bare BASE TOKEN`."""

import asyncio
import sys

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import CallbackQuery, Message


async def _run(base: str, token: str) -> None:
    dispatcher = Dispatcher()

    @dispatcher.message()
    async def say(message: Message) -> None:
        await message.answer("so")

    @dispatcher.callback_query()
    async def answer(callback: CallbackQuery) -> None:
        await callback.answer("so")

    bot = Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(base)))
    sys.stdout.write("polling\n")
    sys.stdout.flush()
    await dispatcher.start_polling(bot, handle_signals=False)


if __name__ == "__main__":
    asyncio.run(_run(*sys.argv[1:]))
