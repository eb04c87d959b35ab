"""Telegram's budgets in Redis: one for all processes, on a real server and its clock."""

import asyncio
import contextlib
import time
from pathlib import Path
from typing import Any

import pytest
from redis.asyncio import Redis

from bot.budgets import Place
from bot.pace import Held, Lane, Pace, lane
from bot.shared import SharedBudgets, open_redis
from bot.soak.servers import RedisServer, redis_server

PER_SECOND = 40


def most_in_a_second(went: list[float]) -> int:
    ordered = sorted(went)
    return max(sum(start <= other < start + 1 for other in ordered) for start in ordered)


async def mail(pace: Pace, chats: range) -> None:
    """Each chat a message, as a worker of a sender does; what is held comes again."""
    lane.set(Lane.MAILING)
    for chat in chats:
        while True:
            try:
                mark = await pace.wait(chat)
                break
            except Held:
                await asyncio.sleep(0.2)
        await pace.answered(mark)


async def test_several_processes_together_keep_to_the_budget_of_one(redis: "Redis", server: RedisServer) -> None:
    paces = [Pace(SharedBudgets(redis, PER_SECOND)) for _ in range(3)]
    started = time.monotonic()
    await asyncio.gather(
        *(
            mail(pace, range(1000 * number + 10 * worker, 1000 * number + 10 * worker + 10))
            for number, pace in enumerate(paces, 1)
            for worker in range(4)
        )
    )
    scored: Any = server.client.zrange("{qogam}:pace:calls", 0, -1, withscores=True)
    went = [float(score) for _, score in scored]
    assert len(went) == 120
    assert most_in_a_second(went) <= PER_SECOND + 1
    assert time.monotonic() - started > 120 / PER_SECOND - 1


async def test_a_redis_that_lost_everything_is_not_called_faster_for_it(redis: "Redis") -> None:
    budgets = SharedBudgets(redis, PER_SECOND)
    await budgets.reserve()
    await redis.flushall()
    place = await budgets.take()
    assert place.mark is None
    assert place.seconds == pytest.approx(1, abs=0.1)  # what went out before it may have been a full second's


async def test_a_chat_has_one_budget_whoever_writes_to_it(redis: "Redis") -> None:
    first, second = SharedBudgets(redis, PER_SECOND), SharedBudgets(redis, PER_SECOND)
    waits = [await budgets.reserve_chat(7) for budgets in (first, second) * 3]
    assert waits == pytest.approx([0, 0, 0, 1, 2, 3], abs=0.3)
    assert await second.chat_seconds(7) == pytest.approx(4, abs=0.3)
    assert [await first.reserve_chat(-7) for _ in range(4)] == pytest.approx([0, 0, 0, 3], abs=0.3)


async def test_two_chats_told_to_wait_close_the_gate_for_every_process(redis: "Redis") -> None:
    first, second = SharedBudgets(redis, PER_SECOND), SharedBudgets(redis, PER_SECOND)
    await first.rest(1, 30)
    assert (await second.take()).seconds < 2
    assert second.closed_seconds() == 0
    await second.rest(2, 20)
    assert (await first.take()).seconds == pytest.approx(20, abs=1.5)
    assert first.closed_seconds() == pytest.approx(20, abs=1)
    assert await second.chat_seconds(1) == pytest.approx(30, abs=1)


async def test_a_reply_takes_the_next_place_and_a_delivery_only_one_that_is_there(redis: "Redis") -> None:
    budgets = SharedBudgets(redis, 2)
    places = [await budgets.reserve() for _ in range(6)]
    assert len({place.mark for place in places}) == 6
    assert places[-1].seconds > places[0].seconds
    assert (await budgets.take()).mark is None


async def test_without_redis_replies_go_on_slowly_and_deliveries_wait_in_the_outbox(tmp_path: Path) -> None:
    with redis_server(tmp_path) as server:
        client = open_redis(server.url)
        pace = Pace(SharedBudgets(client, PER_SECOND))
        await asyncio.wait_for(pace.wait(1), 5)
    try:
        await pace.answered(await asyncio.wait_for(pace.wait(1), 5))

        async def deliver() -> None:
            lane.set(Lane.MAILING)
            with pytest.raises(Held):
                await pace.wait(2)

        await asyncio.create_task(deliver())
    finally:
        with contextlib.suppress(Exception):
            await client.aclose()


async def test_an_answer_that_was_late_moves_its_call_to_when_it_arrived(redis: "Redis", server: RedisServer) -> None:
    budgets = SharedBudgets(redis, PER_SECOND)

    async def taken() -> Place:
        place = await budgets.reserve()
        await asyncio.sleep(place.seconds)
        return place

    quick, slow = await taken(), await taken()
    await budgets.answered(quick.mark or "")
    before = at(server, slow)
    await asyncio.sleep(0.3)
    await budgets.answered(slow.mark or "")
    assert at(server, slow) - before > 0.2


def at(server: RedisServer, place: Place) -> float:
    """When its call reached Telegram, as far as is known."""
    return float(server.client.zscore("{qogam}:pace:calls", str(place.mark)) or 0)
