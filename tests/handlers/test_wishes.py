"""Words, regions, length, announcements and pauses: cards edited in place, and digests that obey them."""

from datetime import timedelta
from pathlib import Path

import pytest
from aiogram.methods import SendMessage

from bot.process import App
from digests.model import Length, Status, Subscriber, Wishes
from handlers import welcome_back
from tests.driver import Talk, Talker
from tests.handlers.recorder import Recorder, a_bot
from tests.handlers.test_conversations import newcomer
from tests.running import running


async def kept(app: App, chat: Talker) -> Subscriber:
    found = await app.database.subscribers.find(chat.id)
    assert found is not None
    return found


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
async def test_words_are_added_and_dropped_on_one_card(language: str, tmp_path: Path) -> None:
    async with running(tmp_path) as (talk, app):
        chat = await newcomer(talk, language)
        await chat.says("/settings")
        card = chat.last.id
        await chat.taps("🔤")
        await chat.taps("➕")
        assert chat.last.id == card
        await chat.says("!!!")
        await chat.says("Қор, фонд")
        assert (await kept(app, chat)).wishes == Wishes(words=("фонд", "қор"))
        await chat.taps("➖")
        await chat.says("спорт")
        assert (await kept(app, chat)).wishes == Wishes(("фонд", "қор"), ("спорт",))
        await chat.taps("✖️ ➕ фонд")
        assert (await kept(app, chat)).wishes == Wishes(("қор",), ("спорт",))
        await chat.taps("‹")
        assert any(label.startswith("🔤") and label.endswith(": 2") for label in chat.last.buttons)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
async def test_regions_are_toggles_and_the_card_leads_back(language: str, tmp_path: Path) -> None:
    async with running(tmp_path) as (talk, app):
        chat = await newcomer(talk, language)
        await chat.says("/region")
        card, everywhere = chat.last.id, chat.last.buttons[0]
        assert everywhere.startswith("✅")
        await chat.taps(chat.last.buttons[1])
        await chat.taps(chat.last.buttons[3])
        assert (await kept(app, chat)).wishes.regions == ("astana", "shymkent")
        await chat.taps("‹")
        assert "📍" in "".join(chat.last.buttons)
        await chat.taps("📍")
        await chat.taps(chat.last.buttons[0])
        assert (await kept(app, chat)).wishes == Wishes()
        assert (chat.last.id, chat.last.buttons[0]) == (card, everywhere)


async def test_a_digest_obeys_the_words_and_the_length(tmp_path: Path) -> None:
    async with running(tmp_path) as (talk, app):
        chat = await newcomer(talk, "ru")
        await chat.says("/rubrics")
        await chat.taps("Все")
        await chat.says("/digest 30")
        assert any("29. " in message.text for message in chat.messages)
        await chat.says("/words волонтёры")
        await chat.says("/digest 30")
        assert "олонт" in chat.last.text
        assert "\n29. " not in chat.last.text
        await chat.says("/settings")
        await chat.taps("📏")
        assert (await kept(app, chat)).wishes.length is Length.SHORT
        await chat.says("/digest 30")
        assert "▪️" in chat.last.text
        assert "\n1. " not in chat.last.text


async def test_announcements_can_be_declined_apart_from_digests(tmp_path: Path) -> None:
    async with running(tmp_path) as (talk, app):
        chat = await newcomer(talk, "en")
        await chat.says("/settings")
        before = await app.database.announcements.audience()
        await chat.taps("📣")
        assert "📣 Announcements: off" in chat.last.buttons
        assert await app.database.announcements.audience() == before - 1
        assert (await kept(app, chat)).status is Status.ACTIVE
        await chat.taps("📣")
        assert await app.database.announcements.audience() == before


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
async def test_a_pause_for_a_week_ends_by_itself_with_one_message(language: str, tmp_path: Path) -> None:
    async with running(tmp_path) as (talk, app):
        chat = await newcomer(talk, language)
        await chat.says("/settings")
        await chat.taps("⏸")
        await chat.taps(chat.last.buttons[0])
        away = await kept(app, chat)
        assert (away.status, away.next_digest_at) == (Status.PAUSED, None)
        assert away.paused_until is not None
        before = len(chat.messages)
        for later in (timedelta(hours=-1), timedelta(hours=1), timedelta(hours=2)):
            await welcome_back(app.bot, app.database.subscribers, app.templates, away.paused_until + later)
        await chat.refresh()
        assert len(chat.messages) == before + 1
        back = await kept(app, chat)
        assert (back.status, back.paused_until) == (Status.ACTIVE, None)
        assert back.next_digest_at is not None


async def test_who_blocked_the_bot_while_away_rests(tmp_path: Path) -> None:
    async with running(tmp_path) as (talk, app):
        chat = await newcomer(talk, "ru")
        await chat.says("/settings")
        await chat.taps("⏸")
        await chat.taps(chat.last.buttons[1])
        away = await kept(app, chat)
        assert away.paused_until is not None
        bot = a_bot(Recorder({SendMessage: "Bad Request: chat not found"}))
        await welcome_back(bot, app.database.subscribers, app.templates, away.paused_until)
        gone = await kept(app, chat)
        assert (gone.status, gone.paused_until) == (Status.BLOCKED, None)


async def test_in_a_group_only_administrators_set_words_and_regions(tmp_path: Path) -> None:
    async with running(tmp_path) as (talk, app):
        group, member = await a_group(talk)
        for said in ("/words@qogam_bot сад", "/region@qogam_bot"):
            await member.says(said)
            assert "administrators" in member.last.text
        assert (await kept(app, group)).wishes == Wishes()
        await group.says("/words@qogam_bot сад, -спорт")
        assert (await kept(app, group)).wishes == Wishes(("сад",), ("спорт",))


async def a_group(talk: Talk) -> tuple[Talker, Talker]:
    boss, member = await talk.person("Boss", language="en"), await talk.person("Member", language="en")
    group = await talk.group("Steppe", members=[boss, member], admins=[boss.id], bot="member")
    await group.greeted()
    return group, group.speaks_as(member)
