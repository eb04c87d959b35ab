"""A channel in the running demo: administrators choose, digests are posts, readers ask the bot itself."""

from datetime import timedelta
from pathlib import Path

import pytest

from templates.links import mailing_of
from tests.driver import Talk, Talker
from tests.running import running

READERS = {
    "kk": ("Бәрі", "Дайын", "Сандар"),
    "ru": ("Все", "Готово", "цифры"),
    "en": ("All", "Done", "figures"),
}


async def channel_of(talk: Talk, owner: Talker, *readers: Talker) -> Talker:
    channel = await talk.group("Dala", members=[owner, *readers], admins=[owner.id], type="channel")
    return await channel.greeted()


@pytest.mark.parametrize("language", list(READERS))
async def test_a_channel_chooses_in_place_and_gets_its_digest_as_posts(language: str, tmp_path: Path) -> None:
    every, done, _ = READERS[language]
    async with running(tmp_path) as (talk, app):
        owner = await talk.person("Owner", language=language)
        channel = await channel_of(talk, owner)
        await channel.taps(every)
        await channel.taps(done)
        subscriber = await app.database.subscribers.find(channel.id)
        assert subscriber is not None
        assert (subscriber.locale, subscriber.next_digest_at is not None) == (language, True)
        await channel.waits(lambda: len(channel.messages) > 1 and len(channel.last.buttons) > 1, "a sample digest")
        known = len(channel.messages)
        await talk.call("POST", "/sandbox/clock", advance_seconds=timedelta(days=1).total_seconds())
        await channel.waits(lambda: len(channel.messages) > known, "the next digest")


async def test_only_its_administrators_change_a_channel(tmp_path: Path) -> None:
    async with running(tmp_path) as (talk, app):
        owner, reader = await talk.person("Owner", language="en"), await talk.person("Reader", language="en")
        channel = await channel_of(talk, owner, reader)
        as_reader = channel.speaks_as(reader)
        await as_reader.refresh()
        await as_reader.taps("Grants")
        assert as_reader.toast
        subscriber = await app.database.subscribers.find(channel.id)
        assert subscriber is not None
        assert not subscriber.rubrics


async def test_a_post_with_a_command_opens_the_menu(tmp_path: Path) -> None:
    async with running(tmp_path) as (talk, _):
        channel = await channel_of(talk, await talk.person("Owner", language="en"))
        await channel.says("/schedule", answered=False)
        await channel.waits(lambda: "✅ Every day" in channel.last.buttons, "the days")


@pytest.mark.parametrize("language", list(READERS))
async def test_a_reader_of_a_channel_sees_the_sentences_in_the_own_chat(language: str, tmp_path: Path) -> None:
    every, done, evidence = READERS[language]
    async with running(tmp_path) as (talk, _):
        owner, reader = await talk.person("Owner", language=language), await talk.person("Reader", language=language)
        channel = await channel_of(talk, owner, reader)
        await channel.taps(every)
        await channel.taps(done)
        await channel.waits(lambda: len(channel.messages) > 1 and len(channel.last.buttons) > 1, "a sample digest")
        posts = len(channel.messages)
        row = next(
            row for row, buttons in enumerate(channel.last.rows) if evidence.lower() in buttons[0]["text"].lower()
        )
        path = f"/sandbox/chats/{channel.id}/messages/{channel.last.id}/press"
        answer = await talk.call("POST", path, user=reader.user, row=row, column=0, wait_seconds=20)
        link = answer["url"].partition("?start=")[2]
        assert len(mailing_of(link)) == 16
        await channel.refresh()
        assert len(channel.messages) == posts
        await reader.says(f"/start {link}")
        await reader.waits(lambda: len(reader.messages) == 3, "sentences and greeting")
        assert "<blockquote>" in reader.messages[1].html
