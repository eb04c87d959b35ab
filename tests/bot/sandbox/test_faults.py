import asyncio
from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)

from tests.bot.sandbox.sandboxed import sandbox, started
from tests.driver import Talk, Talker


async def switch(talk: Talk, **faults: Any) -> None:
    assert await talk.call("PUT", "/sandbox/faults", **faults) == faults


async def outcomes(bot: Bot, chat: Talker, count: int) -> list[str]:
    """What became of so many messages, one after the other."""
    found = []
    for number in range(count):
        try:
            await bot.send_message(chat.id, str(number))
            found.append("sent")
        except (ClientDecodeError, TelegramNetworkError, TelegramRetryAfter) as error:
            found.append(type(error).__name__)
    return found


async def test_a_flood_strikes_every_so_many_sending_calls_and_no_others() -> None:
    async with sandbox() as (bot, talk):
        chat = await started(talk)
        await switch(talk, flood={"every": 2, "retry_after": 7})
        assert await outcomes(bot, chat, 4) == ["sent", "TelegramRetryAfter"] * 2
        for _ in range(3):
            await bot.get_me()
        await bot.send_message(chat.id, "more")
        with pytest.raises(TelegramRetryAfter) as caught:
            await bot.send_message(chat.id, "too many")
        assert caught.value.retry_after == 7


async def test_a_budget_counts_a_chat_a_group_and_all() -> None:
    async with sandbox() as (bot, talk):
        chat, other = await started(talk), await started(talk, "Daniyar")
        group = await talk.group("Dala", members=[chat])
        await switch(talk, rate={"chat_per_second": 1})
        assert await outcomes(bot, chat, 2) == ["sent", "TelegramRetryAfter"]
        assert await outcomes(bot, other, 1) == ["sent"]
        await switch(talk, rate={"all_per_second": 1})
        await bot.send_message(chat.id, "one")
        assert await outcomes(bot, other, 1) == ["TelegramRetryAfter"]
        await switch(talk, rate={"group_per_minute": 2})
        assert await outcomes(bot, group, 3) == ["sent", "sent", "TelegramRetryAfter"]
        assert await outcomes(bot, chat, 3) == ["sent"] * 3
        with pytest.raises(TelegramRetryAfter) as caught:
            await bot.send_message(group.id, "x")
        assert 50 <= caught.value.retry_after <= 60


async def test_a_spent_budget_comes_back_after_its_time() -> None:
    async with sandbox() as (bot, talk):
        chat = await started(talk)
        await switch(talk, rate={"chat_per_second": 1})
        await bot.send_message(chat.id, "one")
        with pytest.raises(TelegramRetryAfter) as caught:
            await bot.send_message(chat.id, "two")
        await asyncio.sleep(caught.value.retry_after + 0.05)
        await bot.send_message(chat.id, "two")


async def test_a_bad_gateway_strikes_a_counted_number_of_times() -> None:
    async with sandbox() as (bot, talk):
        chat = await started(talk)
        await switch(talk, bad_gateway={"every": 2, "count": 1})
        assert await outcomes(bot, chat, 4) == ["sent", "ClientDecodeError", "sent", "sent"]
        assert (await talk.call("GET", "/sandbox/calls"))["calls"]["sendMessage"] == {"200": 3, "502": 1}


@pytest.mark.parametrize(("when", "arrived"), [("before", 0), ("after", 1)])
async def test_a_connection_is_cut_before_or_after_the_message_is_there(when: str, arrived: int) -> None:
    async with sandbox() as (bot, talk):
        chat = await started(talk)
        await switch(talk, drop={"when": when})
        assert await outcomes(bot, chat, 1) == ["TelegramNetworkError"]
        await chat.refresh()
        assert sum(message.from_bot for message in chat.messages) == arrived


async def test_latency_makes_every_call_take_longer() -> None:
    async with sandbox() as (bot, talk):
        await switch(talk, latency={"seconds": 0.3})
        loop = asyncio.get_running_loop()
        begun = loop.time()
        await bot.get_me()
        assert loop.time() - begun >= 0.3


async def test_blocked_chats_refuse_what_is_written_and_edited_there() -> None:
    async with sandbox() as (bot, talk):
        chat, other = await started(talk), await started(talk, "Daniyar")
        sent = await bot.send_message(chat.id, "one")
        await switch(talk, blocked={"chats": [chat.id]})
        for call in (sent.edit_text("two").as_(bot), bot.send_message(chat.id, "two"), sent.delete().as_(bot)):
            with pytest.raises(TelegramForbiddenError, match="bot was blocked by the user"):
                await call
        await bot.send_message(other.id, "not blocked")


async def test_everything_is_unauthorized_until_it_is_switched_off() -> None:
    async with sandbox() as (bot, talk):
        await switch(talk, unauthorized={})
        with pytest.raises(TelegramUnauthorizedError):
            await bot.get_me()
        await switch(talk)
        assert (await bot.get_me()).id == bot.id


@pytest.mark.parametrize(
    ("faults", "words"),
    [
        ({"storm": {}}, "there is no fault storm"),
        ({"flood": {"often": 2}}, "the fault flood has no parameter often; it has every, retry_after"),
        ({"unauthorized": {"every": 2}}, "it has none"),
        ({"flood": {"every": 0}}, "every of the fault flood must be a whole number from 1"),
        ({"flood": {"every": "2"}}, "every of the fault flood must be a whole number from 1"),
        ({"flood": {"retry_after": True}}, "retry_after of the fault flood must be a whole number from 1"),
        ({"bad_gateway": {"count": 1.5}}, "count of the fault bad_gateway must be a whole number from 1"),
        ({"drop": {"when": "never"}}, "when of the fault drop must be before or after"),
        ({"drop": {"when": []}}, "when of the fault drop must be before or after"),
        ({"latency": {"seconds": -1}}, "seconds of the fault latency must be a number from 0 to 60"),
        ({"rate": {"all_per_second": None}}, "all_per_second of the fault rate must be a number from 0"),
        ({"blocked": {"chats": 5}}, "chats of the fault blocked must be a list of chat ids"),
        ({"blocked": [5]}, "the parameters of the fault blocked must be a JSON object"),
    ],
)
async def test_a_fault_with_a_wrong_parameter_is_a_mistake_and_changes_nothing(faults: Any, words: str) -> None:
    async with sandbox() as (_, talk):
        await switch(talk, latency={"seconds": 0})
        assert words in await talk.refused("PUT", "/sandbox/faults", **faults)
        assert await talk.call("GET", "/sandbox/faults") == {"latency": {"seconds": 0}}


async def test_watchers_hear_of_faults() -> None:
    async with sandbox() as (_, talk):
        start = len(talk.events)
        await switch(talk, flood={})
        await talk.wait_for(lambda event: event["type"] == "faults", start=start, what="the fault")
        assert talk.events[-1]["faults"] == {"flood": {}}
