import asyncio
from collections.abc import Mapping

import pytest

from bot.storage import together
from bot.storage.together import Together


class Answers:
    """What was asked together; each group waits until it is let go."""

    def __init__(self) -> None:
        self.groups: list[Mapping[str, int]] = []
        self.open = asyncio.Event()

    async def __call__(self, asked: Mapping[str, int]) -> Mapping[str, str]:
        self.groups.append(asked)
        await self.open.wait()
        if "bad" in asked:
            raise ValueError("broken")
        return {key: f"{key}{detail}" for key, detail in asked.items() if key != "nobody"}


async def test_what_is_asked_while_a_statement_is_under_way_goes_with_the_next() -> None:
    answers = Answers()
    ask = Together(answers)
    first = asyncio.create_task(ask("a", 1))
    await asyncio.sleep(0.01)
    rest = [asyncio.create_task(ask(key, 2)) for key in ("b", "c", "nobody")]
    await asyncio.sleep(0.01)
    assert answers.groups == [{"a": 1}]
    answers.open.set()
    assert await asyncio.gather(first, *rest) == ["a1", "b2", "c2", None]
    assert answers.groups == [{"a": 1}, {"b": 2, "c": 2, "nobody": 2}]
    assert await ask("d", 3) == "d3"


async def test_nobody_is_answered_by_what_another_asked_for_the_same() -> None:
    answers = Answers()
    answers.open.set()
    ask = Together(answers)
    assert [*await asyncio.gather(ask("a", 1), ask("a", 2), ask("b", 3))] == ["a1", "a2", "b3"]
    assert answers.groups == [{"a": 1, "b": 3}, {"a": 2}]


async def test_what_goes_wrong_goes_wrong_for_its_group_alone() -> None:
    answers = Answers()
    ask = Together(answers)
    both = [asyncio.create_task(ask(key, 1)) for key in ("a", "bad")]
    await asyncio.sleep(0.01)
    later = asyncio.create_task(ask("c", 1))
    answers.open.set()
    assert [type(one) for one in await asyncio.gather(*both, return_exceptions=True)] == [ValueError, ValueError]
    assert await later == "c1"


async def test_a_caller_who_goes_costs_the_others_nothing() -> None:
    answers = Answers()
    ask = Together(answers)
    gone, other = asyncio.create_task(ask("a", 1)), asyncio.create_task(ask("b", 1))
    await asyncio.sleep(0.01)
    gone.cancel()
    await asyncio.gather(gone, return_exceptions=True)
    answers.open.set()
    assert await other == "b1"


async def test_a_group_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(together, "MOST", 2)
    answers = Answers()
    answers.open.set()
    ask = Together(answers)
    assert await asyncio.gather(*(ask(key, 1) for key in "abcde")) == ["a1", "b1", "c1", "d1", "e1"]
    assert [len(group) for group in answers.groups] == [2, 2, 1]
