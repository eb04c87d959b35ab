"""Telegram's budgets in Redis: one bot has them once, however many processes call."""

import asyncio
from pathlib import Path
from typing import Any

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from bot.budgets import (
    CATCHING_UP,
    FORGET,
    MOST_STRETCHED,
    RELAX,
    SECOND,
    STRETCH,
    TOGETHER_SECONDS,
    Mark,
    OwnBudgets,
    Place,
    budget_of,
)
from bot.shared.server import PREFIX

log = structlog.get_logger()

SCRIPT = Path(__file__).with_name("budgets.lua")
CUT_OFF_PER_SECOND = 2.0
"""So many replies a second may a process make while Redis does not answer: people wait for them."""
CUT_OFF_SECONDS = 6.0
"""How long a delivery is put off then: nobody knows how much of the budget is left."""


class SharedBudgets:
    """The port `Budgets`. Where Redis cannot be asked, replies go on slowly and deliveries wait in the outbox."""

    def __init__(self, redis: "Redis", per_second: float) -> None:
        self._call = redis.register_script(SCRIPT.read_text(encoding="utf-8"))
        self._per_second = per_second
        self._meanwhile = OwnBudgets(min(per_second, CUT_OFF_PER_SECOND))
        self._closed_until = 0.0

    async def chat_seconds(self, chat_id: int) -> float:
        """As the chat's bucket says."""
        budget = budget_of(chat_id)
        try:
            return (await self._ask(chat_id, "chat_seconds", budget.seconds, budget.burst)).seconds
        except RedisError as error:
            return self._cut_off(error)

    async def reserve_chat(self, chat_id: int) -> float:
        """As the chat's bucket says."""
        budget = budget_of(chat_id)
        try:
            return (await self._ask(chat_id, "reserve_chat", budget.seconds, budget.burst)).seconds
        except RedisError:
            return await self._meanwhile.reserve_chat(chat_id)

    async def reserve(self) -> Place:
        """The mark is the call's number."""
        try:
            return await self._ask(0, "reserve", self._per_second, CATCHING_UP, SECOND, RELAX)
        except RedisError as error:
            self._cut_off(error)
            return await self._meanwhile.reserve()

    async def take(self) -> Place:
        """The same, if it is now."""
        try:
            return await self._ask(0, "take", self._per_second, CATCHING_UP, SECOND, RELAX)
        except RedisError as error:
            return Place(self._cut_off(error))

    async def answered(self, mark: Mark) -> None:
        """Kept for the calls after it; of a call that Redis does not know nothing is kept."""
        if isinstance(mark, str):
            try:
                await self._ask(0, "answered", mark, FORGET)
            except RedisError as error:
                self._cut_off(error)

    async def rest(self, chat_id: int, seconds: float, told_ago: float = 0.0) -> None:
        """Two chats together close the gate, whichever processes heard it."""
        budget = budget_of(chat_id)
        try:
            await self._ask(
                *(chat_id, "rest", budget.seconds, budget.burst, chat_id, seconds, told_ago),
                *(TOGETHER_SECONDS, STRETCH, MOST_STRETCHED),
            )
        except RedisError as error:
            self._cut_off(error)
            await self._meanwhile.rest(chat_id, seconds, told_ago)

    def closed_seconds(self) -> float:
        """As of the last answer."""
        return max(0.0, self._closed_until - asyncio.get_running_loop().time())

    async def _ask(self, chat_id: int, operation: str, *numbers: Any) -> Place:
        keys = (f"{PREFIX}:pace", f"{PREFIX}:pace:calls", f"{PREFIX}:pace:chat:{chat_id}")
        seconds, mark, closed = await self._call(keys=keys, args=(operation, *numbers))
        self._closed_until = asyncio.get_running_loop().time() + float(closed) if float(closed) else 0.0
        return Place(float(seconds), mark or None)

    def _cut_off(self, error: RedisError) -> float:
        log.warning("redis.cut_off", what="pace", error=type(error).__name__)
        self._closed_until = 0.0
        return CUT_OFF_SECONDS
