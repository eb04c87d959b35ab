"""aiogram's own webhook with one constant answer; `python -m bot.bench.bare_hook BASE TOKEN PORT`."""

import sys

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web

from bot.webhook import secret_of


def _run(base: str, token: str, port: str) -> None:
    dispatcher = Dispatcher()

    @dispatcher.message()
    async def say(message: Message) -> None:
        await message.answer("so")

    bot = Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(base)))
    app = web.Application()
    handler = SimpleRequestHandler(dispatcher, bot, handle_in_background=False, secret_token=secret_of(token))
    handler.register(app, path="/")
    web.run_app(app, host="127.0.0.1", port=int(port), print=None)


if __name__ == "__main__":
    _run(*sys.argv[1:])
