"""A Bot API server whose readers have all started the bot: `python -m bot.bench.server FIRST COUNT` says where."""

import asyncio
import sys

from bot.clock import MovableClock
from bot.sandbox import Sandbox
from bot.serving import serve


async def _serve(first: int, count: int) -> None:
    sandbox = Sandbox(MovableClock())
    for number in range(first, first + count):
        user = {"id": number, "is_bot": False, "first_name": "Reader"}
        sandbox.state.users[number] = user
        sandbox.state.open_private(user).started = True
    async with serve(sandbox.app()) as base:
        sys.stdout.write(f"{base}\n")
        sys.stdout.flush()
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1]), int(sys.argv[2])))
