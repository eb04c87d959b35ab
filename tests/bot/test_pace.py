import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.pace import GROUP, PRIVATE, Bucket, Budget, Pace


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
    pace = Pace(0, monotonic=lambda: pytest.fail("the time was asked for"))
    for _ in range(1000):
        await pace.wait(1)
