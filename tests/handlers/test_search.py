"""/search in three languages, through the sandbox."""

from pathlib import Path

import pytest

from tests.handlers.test_conversations import newcomer
from tests.running import running

WORDS = {"kk": "еріктілер", "ru": "волонтёры", "en": "2025"}


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
async def test_words_are_asked_for_taken_and_kept_from_page_to_page(language: str, tmp_path: Path) -> None:
    async with running(tmp_path) as (talk, app):
        chat = await newcomer(talk, language)
        await chat.says("/search")
        assert not chat.last.buttons
        await chat.says(WORDS[language])
        first = chat.last
        assert "🔍" in first.text
        assert '<a href="http' in first.html
        assert "🔎 1" in first.buttons
        await chat.taps("›")
        second = chat.last
        assert (second.id, second.text == first.text) == (first.id, False)
        await chat.taps("‹")
        assert chat.last.text == first.text
        kept = await app.database.subscribers.find(chat.id)
        assert kept is not None
        assert kept.asked is None
        await chat.taps("🔎 1")
        assert chat.last.id > first.id
        assert "<b>" in chat.last.html


async def test_what_is_not_found_says_what_to_do(tmp_path: Path) -> None:
    async with running(tmp_path) as (talk, _):
        chat = await newcomer(talk, "en")
        await chat.says("/search <b>zzz</b> & xyzzy")
        assert "/stats" in chat.last.text
        assert not chat.last.buttons


async def test_a_command_and_a_button_leave_the_question(tmp_path: Path) -> None:
    async with running(tmp_path) as (talk, _):
        chat = await newcomer(talk, "en")
        for leave in ("/cancel", "/settings"):
            await chat.says("/search")
            await chat.says(leave)
            await chat.says("volunteers")
            assert "did not understand" in chat.last.text
        await chat.says("/settings")
        await chat.says("/search")
        await chat.taps("🔤")
        await chat.says("volunteers")
        assert "did not understand" in chat.last.text


async def test_in_a_group_a_reply_is_the_answer_and_talk_is_not(tmp_path: Path) -> None:
    async with running(tmp_path) as (talk, _):
        boss = await talk.person("Boss", language="en")
        group = await talk.group("Steppe", members=[boss], admins=[boss.id], bot="administrator")
        await group.greeted()
        await group.says("/search@qogam_bot")
        asked = group.last
        await group.says("volunteers are here", answered=False)
        assert group.last.id == asked.id
        await group.says("volunteers", reply_to=asked.id)
        assert "🔍" in group.last.text
