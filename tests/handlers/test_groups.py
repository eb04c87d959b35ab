"""Groups: greeted and set up in the language of whoever brought the bot, by administrators only."""

import asyncio
from pathlib import Path

from bot.process import App
from digests.model import Locale, Status, Subscriber
from tests.driver import Talk, Talker
from tests.running import running

GREETINGS = {"kk": "Сәлеметсіз", "ru": "Здравствуйте", "en": "Hello"}


async def greeted(group: Talker, language: str) -> None:
    """Return once the bot's latest words are the greeting in this language."""
    await group.waits(lambda: GREETINGS[language] in group.last.text, f"a greeting in {language}")


async def kept(app: App, chat: Talker) -> Subscriber:
    found = await app.database.subscribers.find(chat.id)
    assert found is not None
    return found


async def move_bot(talk: Talk, group: Talker, status: str) -> None:
    await talk.call("POST", f"/sandbox/chats/{group.id}/members", bot=status)


async def test_a_group_is_greeted_in_the_language_of_whoever_added_the_bot(tmp_path: Path) -> None:
    async with running(tmp_path) as (talk, app):
        for language in GREETINGS:
            boss = await talk.person("Boss", language=language)
            member = await talk.person("Member", language="en" if language != "en" else "ru")
            group = await talk.group("Steppe", members=[boss, member], admins=[boss.id])
            await greeted(group, language)
            await group.speaks_as(member).says("/help@qogam_bot")
            assert (await kept(app, group)).locale == language


async def test_an_administrator_changes_the_language_of_the_greeting_with_one_tap(tmp_path: Path) -> None:
    async with running(tmp_path) as (talk, app):
        boss, member = await talk.person("Boss", language="ru"), await talk.person("Member", language="kk")
        group = await talk.group("Steppe", members=[boss, member], admins=[boss.id])
        await greeted(group, "ru")
        stranger = await group.speaks_as(member).refresh()
        await stranger.taps("Қазақша")
        assert stranger.toast
        assert (await kept(app, group)).locale is Locale.RU
        await group.taps("Қазақша")
        assert GREETINGS["kk"] in group.last.text
        assert (await kept(app, group)).locale is Locale.KK


async def test_a_group_that_had_chosen_nothing_is_greeted_anew_by_the_next_who_adds_the_bot(tmp_path: Path) -> None:
    async with running(tmp_path) as (talk, app):
        first, second = await talk.person("First", language="ru"), await talk.person("Second", language="kk")
        group = await talk.group("Steppe", members=[first, second], admins=[first.id, second.id])
        await greeted(group, "ru")
        await move_bot(talk, group, "kicked")
        await talk.call("POST", f"/sandbox/chats/{group.id}/members", user=first.id, status="left")
        await move_bot(talk, group, "member")
        await greeted(group, "kk")
        assert (await kept(app, group)).locale is Locale.KK


async def test_a_group_that_lets_the_bot_in_again_finds_its_settings_and_hears_so(tmp_path: Path) -> None:
    async with running(tmp_path) as (talk, app):
        boss = await talk.person("Boss", language="ru")
        group = await talk.group("Steppe", members=[boss], admins=[boss.id])
        await greeted(group, "ru")
        await group.taps("Қазақша")
        await group.taps(group.last.buttons[3])
        await group.taps("👍")
        await move_bot(talk, group, "kicked")
        await move_bot(talk, group, "member")
        await group.waits(lambda: "▶️" in group.last.text, "digests that are back")
        again = await kept(app, group)
        assert (again.status, again.locale, len(again.rubrics)) == (Status.ACTIVE, Locale.KK, 1)


async def test_readers_of_a_channel_cannot_change_its_settings(tmp_path: Path) -> None:
    async with running(tmp_path) as (talk, app):
        boss, reader = await talk.person("Boss"), await talk.person("Reader")
        channel = await talk.group(
            "Wire", members=[boss, reader], admins=[boss.id], type="channel", bot="administrator"
        )
        sent = await app.bot.send_message(channel.id, "A post with a button")
        press = f"/sandbox/chats/{channel.id}/messages/{sent.message_id}/press"
        answers = [
            await talk.call("POST", press, user=who.id, data="l:en:start", wait_seconds=30) for who in (reader, boss)
        ]
        assert ["text" in answer for answer in answers] == [True, False]
        assert (await kept(app, channel)).locale is Locale.EN


async def test_two_administrators_who_tap_at_once_both_get_their_wish(tmp_path: Path) -> None:
    async with running(tmp_path) as (talk, app):
        one, two = await talk.person("One"), await talk.person("Two")
        group = await talk.group("Steppe", members=[one, two], admins=[one.id, two.id])
        await greeted(group, "ru")
        await group.says("/rubrics@qogam_bot")
        other = await group.speaks_as(two).refresh()
        rubrics = app.newsroom.rubrics[:6]
        await asyncio.gather(
            *(group.taps(rubric.name[Locale.RU]) for rubric in rubrics[::2]),
            *(other.taps(rubric.name[Locale.RU]) for rubric in rubrics[1::2]),
        )
        assert (await kept(app, group)).rubrics == {rubric.key for rubric in rubrics}
