import asyncio
import contextlib
import time
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

from redis.asyncio import Redis

from bot.shared import SharedTurns, open_redis
from bot.soak.servers import redis_server


async def test_a_host_is_asked_by_one_process_at_a_time_with_a_pause_between(redis: "Redis") -> None:
    turns = [SharedTurns(redis), SharedTurns(redis)]
    spans: list[tuple[float, float]] = []

    async def ask(one: SharedTurns, host: str) -> None:
        async with one.turn(host, 0.2):
            began = time.monotonic()
            await asyncio.sleep(0.05)
            spans.append((began, time.monotonic()))

    await asyncio.gather(*(ask(one, "a.example:443") for one in turns * 3))
    spans.sort()
    assert len(spans) == 6
    assert all(later[0] - earlier[1] > 0.19 for earlier, later in pairwise(spans))


async def test_hosts_do_not_wait_for_each_other(redis: "Redis") -> None:
    turns = SharedTurns(redis)
    async with turns.turn("a.example:443", 5), asyncio.timeout(2), turns.turn("b.example:443", 5):
        pass


async def test_a_host_that_wants_rest_has_it_from_every_process_and_a_day_at_most(redis: "Redis") -> None:
    await SharedTurns(redis).rest("a.example", timedelta(days=9))
    assert timedelta(hours=23) < await SharedTurns(redis).resting("a.example") <= timedelta(hours=24)
    assert await SharedTurns(redis).resting("b.example") == timedelta()


async def test_while_redis_is_gone_nobodys_turn_comes(tmp_path: Path) -> None:
    with redis_server(tmp_path) as server:
        client = open_redis(server.url)
        turns = SharedTurns(client)
        async with turns.turn("a.example:443", 0):
            pass

    async def ask() -> None:
        async with turns.turn("a.example:443", 0):
            pass

    asked = asyncio.create_task(ask())
    await asyncio.wait([asked], timeout=1.5)
    assert not asked.done()
    asked.cancel()
    await asyncio.gather(asked, return_exceptions=True)
    assert await turns.resting("a.example") == timedelta()
    with contextlib.suppress(Exception):
        await client.aclose()
