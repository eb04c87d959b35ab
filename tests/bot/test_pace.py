import asyncio
from collections.abc import Awaitable, Sequence
from datetime import timedelta
from heapq import heappop, heappush
from itertools import count, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.budgets import GROUP, MOST_CHATS, PRIVATE, TOGETHER_SECONDS, Bucket, Budget, OwnBudgets
from bot.pace import Held, Lane, Pace, lane
from digests.model import Rest
from tests.builders import NOW


class VirtualTime:
    """Passes only when everybody sleeps."""

    def __init__(self) -> None:
        self.now = 100.0
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []
        self._order = count()

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        woken: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heappush(self._sleepers, (self.now + seconds, next(self._order), woken))
        await woken

    async def run(self, work: Sequence[Awaitable[None]]) -> None:
        """Until all of the work is done."""
        done = asyncio.gather(*work)
        while not done.done():
            for _ in range(10):
                await asyncio.sleep(0)
            if self._sleepers and not done.done():
                self.now, _, woken = heappop(self._sleepers)
                woken.set_result(None)
        await done


class Calls:
    """When calls went out: `mailing` makes some, one chat after another, `reply` one, from a time on."""

    def __init__(self, per_second: float) -> None:
        self.time = VirtualTime()
        self.budgets = OwnBudgets(per_second, monotonic=self.time)
        self.pace = Pace(self.budgets, sleep=self.time.sleep)
        self.mailed: list[float] = []
        self.replied: list[float] = []

    async def mailing(self, chats: Sequence[int]) -> None:
        lane.set(Lane.MAILING)
        for chat in chats:
            while not await self.passes(chat):
                pass
            self.mailed.append(self.time.now)

    async def passes(self, chat: int) -> bool:
        """What is held comes again in time, as the outbox makes it do."""
        try:
            await self.pace.wait(chat)
        except Held as held:
            await self.time.sleep(held.seconds)
            return False
        return True

    async def reply(self, chat: int, at: float) -> None:
        await self.time.sleep(at - self.time.now)
        await self.pace.wait(chat)
        self.replied.append(self.time.now)


@given(st.lists(st.floats(0, 5), min_size=1, max_size=60), st.integers(1, 5))
def test_no_stretch_of_time_has_more_calls_than_the_budget_allows(pauses: list[float], burst: int) -> None:
    budget = Budget(seconds=1, burst=burst)
    bucket, now, calls = Bucket(budget), 100.0, []
    for pause in pauses:
        now += pause
        calls.append(now + bucket.reserve(now))
    for first, earliest in enumerate(calls):
        for last in range(first, len(calls)):
            assert last - first + 1 <= (calls[last] - earliest) / budget.seconds + burst + 1e-6


def test_a_private_chat_may_burst_and_then_waits_a_second() -> None:
    bucket = Bucket(PRIVATE)
    assert [bucket.reserve(50.0) for _ in range(5)] == [0, 0, 0, 1, 2]


def test_a_group_gets_twenty_a_minute() -> None:
    bucket = Bucket(GROUP)
    waits = [bucket.reserve(0.0) for _ in range(24)]
    assert sum(wait < 60 for wait in waits) == 22  # twenty, and the burst at the start


def test_a_chat_that_was_told_to_wait_rests_for_so_long() -> None:
    bucket = Bucket(PRIVATE)
    bucket.rest(60.0)
    assert bucket.reserve(50.0) == pytest.approx(10.0)


async def test_without_a_limit_nothing_waits() -> None:
    pace = Pace(sleep=lambda _: pytest.fail("it waits"))
    for _ in range(1000):
        await pace.wait(1)


async def test_a_reply_does_not_queue_behind_a_mailing() -> None:
    calls = Calls(per_second=20)
    mailing = [calls.mailing(range(1000 * worker, 1000 * worker + 20)) for worker in range(1, 21)]
    await calls.time.run([*mailing, calls.reply(7, at=105.0)])
    assert calls.replied[0] - 105.0 <= 2 / 20


async def test_a_mailing_lets_replies_pass_and_all_stay_within_the_budget() -> None:
    calls = Calls(per_second=20)
    mailing = [calls.mailing(range(start, start + 20)) for start in range(0, 100, 20)]
    await calls.time.run([*mailing, *(calls.reply(-chat, at=101.0) for chat in range(1, 40))])
    assert max(calls.replied) <= 101.0 + 40 / 20
    assert not [at for at in calls.mailed if 101.1 < at < 102.7]
    assert are_within([*calls.mailed, *calls.replied], per_second=20 + 1)


async def test_a_call_that_was_late_on_its_way_counts_from_when_it_arrived() -> None:
    calls = Calls(per_second=4)
    arrived: list[float] = []

    async def send(number: int) -> None:
        lane.set(Lane.MAILING)
        made_at = await calls.pace.wait(number)
        stalls_until = 100.5 if number else 0.0  # whatever comes meanwhile is taken then
        await calls.time.sleep(max(0.1, stalls_until - calls.time.now))
        arrived.append(calls.time.now)
        await calls.pace.answered(made_at)

    await calls.time.run([send(number) for number in range(20)])
    assert are_within(arrived, per_second=4 + 1)


async def test_a_mailing_alone_gets_the_whole_budget() -> None:
    calls = Calls(per_second=20)
    await calls.time.run([calls.mailing(range(200))])
    assert calls.mailed[-1] - calls.mailed[0] == pytest.approx(196 / 20, abs=0.2)


def are_within(went: Sequence[float], *, per_second: int) -> bool:
    """Whether no second has more calls than the budget says."""
    ordered = sorted(went)
    return all(later - earlier > 0.999 for earlier, later in zip(ordered, ordered[per_second:], strict=False))


async def test_two_chats_told_to_wait_at_once_close_the_gate_for_all() -> None:
    calls = Calls(per_second=20)
    await calls.pace.wait(9)
    await calls.pace.rest(1, 30)
    calls.time.now += TOGETHER_SECONDS
    await calls.pace.rest(2, 10)
    opens = calls.time.now + 10
    await calls.time.run([calls.mailing(range(3, 10)), calls.reply(11, at=calls.time.now + 1)])
    went = sorted([*calls.mailed, *calls.replied])
    assert went[0] >= opens
    assert are_within(went, per_second=20)


async def test_one_chat_told_to_wait_holds_up_nobody_else() -> None:
    calls = Calls(per_second=20)
    await calls.pace.rest(1, 30)
    await calls.pace.rest(1, 30)
    await calls.time.run([calls.mailing([2, 3])])
    assert calls.time.now < 101


async def test_a_delivery_that_would_wait_long_is_held_and_a_reply_is_not() -> None:
    calls = Calls(per_second=20)
    await calls.pace.rest(1, 30)
    await asyncio.create_task(held(calls.pace, 1, seconds=30))
    await calls.time.run([calls.reply(1, at=101)])
    assert calls.replied == [pytest.approx(130)]


async def held(pace: Pace, chat: int, *, seconds: float) -> None:
    lane.set(Lane.MAILING)
    with pytest.raises(Held) as caught:
        await pace.wait(chat)
    assert caught.value.seconds == pytest.approx(seconds)


@pytest.mark.parametrize(("apart", "closed"), [(1, 98), (60, 0)])
async def test_after_a_restart_chats_rest_and_the_gate_is_closed_as_before(apart: int, closed: int) -> None:
    calls = Calls(per_second=20)
    told = NOW - timedelta(seconds=100)
    first = Rest(1, told, NOW + timedelta(seconds=43_837))
    second = Rest(2, told + timedelta(seconds=apart), NOW + timedelta(seconds=98))
    await calls.pace.recall([first, second], NOW)
    await asyncio.create_task(held(calls.pace, 1, seconds=43_837))
    assert calls.pace.closed_seconds() == pytest.approx(closed)


async def test_after_a_flood_of_refusals_calls_are_slower_and_then_recover() -> None:
    calls = Calls(per_second=20)
    await calls.pace.rest(1, 1)
    await calls.pace.rest(2, 1)
    await calls.time.run([calls.mailing(range(3, 1003))])
    gaps = [later - earlier for earlier, later in pairwise(calls.mailed)]
    assert sum(gaps[:10]) / 10 > 1.2 / 20
    assert gaps[-1] == pytest.approx(1 / 20, rel=0.01)


async def test_calls_that_slept_when_the_gate_closed_do_not_go_out_in_one_burst() -> None:
    calls = Calls(per_second=2)

    async def close() -> None:
        await calls.time.sleep(0.4)
        await calls.pace.rest(1, 20)
        await calls.pace.rest(2, 20)

    await calls.time.run([close(), *(calls.reply(chat, at=100.1) for chat in range(10, 20))])
    late = [moment for moment in calls.replied if moment > 100.4]
    assert min(late) >= 120.4
    assert all(later - earlier >= 0.499 for earlier, later in pairwise(late))


async def test_chats_that_have_long_been_idle_are_forgotten() -> None:
    calls = Calls(per_second=1_000_000)
    await calls.time.run([calls.mailing(range(1, MOST_CHATS + 1))])
    calls.time.now += 60
    await calls.time.run([calls.mailing([MOST_CHATS + 1])])
    assert len(calls.budgets._chats) == 1
