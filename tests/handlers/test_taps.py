"""Buttons: old ones, wrong ones, tapped twice, tapped by others."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from digests.model import Locale, Status, Subscriber
from tests.driver import Talk, Talker
from tests.handlers.test_conversations import newcomer
from tests.running import running


async def press(talk: Talk, chat: Talker, data: str, message: int | None = None) -> dict[str, Any]:
    """Tap a button with this callback data under the bot's latest message, whether it has one or not."""
    path = f"/sandbox/chats/{chat.id}/messages/{message or chat.last.id}/press"
    answer: dict[str, Any] = await talk.call("POST", path, user=chat.user, data=data, wait_seconds=30)
    assert answer["answered"]
    await chat.refresh()
    return answer


OLD = ("zz:1:2", "o:nowhere", "r:grants", "h:noon", "?", "é" * 32)


async def test_a_button_of_another_version_says_so_and_brings_a_fresh_menu(tmp_path: Path) -> None:
    async with running(tmp_path) as (talk, _):
        chat = await newcomer(talk, "en")
        for data in OLD:
            before = len(chat.messages)
            answer = await press(talk, chat, data)
            assert "no longer works" in answer["text"]
            assert len(chat.messages) == before + 1
        await chat.taps("🌐")
        assert "Қазақша" in chat.last.buttons


async def test_who_never_started_gets_the_greeting_as_the_fresh_menu(tmp_path: Path) -> None:
    async with running(tmp_path) as (talk, _):
        chat = await talk.person("Reader", language="en")
        await chat.says("/help")
        await press(talk, chat, "zz:1")
        assert "Hello" in chat.last.text


async def test_what_is_no_longer_on_offer_is_refused_by_a_toast_and_the_menu_is_brought_up_to_date(
    tmp_path: Path,
) -> None:
    async with running(tmp_path) as (talk, app):
        chat = await newcomer(talk, "en")
        await chat.says("/rubrics")
        before = len(chat.messages)
        assert "no such rubric" in (await press(talk, chat, "r:gone:1:rubrics"))["text"]
        assert "no such hour" in (await press(talk, chat, "h:25"))["text"]
        assert "administrators" in (await press(talk, chat, "sp:0"))["text"]
        assert "administrators" in (await press(talk, chat, "as:0123456789abcdef"))["text"]
        assert len(chat.messages) == before
        kept = await app.database.subscribers.find(chat.id)
        assert kept is not None
        assert (len(kept.rubrics), kept.schedule.hour) == (1, 9)


async def test_done_tapped_twice_brings_one_digest(tmp_path: Path) -> None:
    async with running(tmp_path) as (talk, app):
        chat = await talk.person("Reader", language="en")
        await chat.says("/start")
        await chat.taps(chat.last.buttons[3])
        card = chat.last.id
        await asyncio.gather(*(press(talk, chat, "a:1", card) for _ in range(3)))
        await chat.waits(lambda: "📊" in chat.last.text, "the digest")
        assert [message.text[0] for message in chat.messages if message.from_bot] == ["✅", "📊"]
        kept = await app.database.subscribers.find(chat.id)
        assert kept is not None
        assert kept.status is Status.ACTIVE


async def test_a_rubric_tapped_twice_is_what_the_button_said(tmp_path: Path) -> None:
    async with running(tmp_path) as (talk, app):
        chat = await newcomer(talk, "ru")
        await chat.says("/rubrics")
        await asyncio.gather(*(press(talk, chat, "r:ecology:1:rubrics") for _ in range(2)))
        kept = await app.database.subscribers.find(chat.id)
        assert kept is not None
        assert "ecology" in kept.rubrics


async def test_the_rubrics_under_a_digest_open_below_it(tmp_path: Path) -> None:
    async with running(tmp_path) as (talk, _):
        chat = await newcomer(talk, "en")
        await chat.says("/digest 7")
        digest = chat.last
        await chat.taps("⚙️")
        assert any(message.id == digest.id and message.text == digest.text for message in chat.messages)
        assert chat.last.id != digest.id
        assert "Rubrics" in chat.last.text


async def test_the_pages_of_the_evidence_are_turned_in_place_both_ways(tmp_path: Path) -> None:
    async with running(tmp_path) as (talk, _):
        chat = await newcomer(talk, "ru")
        await chat.says("/digest 7")
        await chat.taps("🔎")
        first, said = chat.last, len(chat.messages)
        await chat.taps("›")
        assert chat.last.text != first.text
        await chat.taps("‹")
        assert chat.last.text == first.text
        assert len(chat.messages) == said


async def test_in_a_group_everybody_reads_on_but_only_administrators_set(tmp_path: Path) -> None:
    async with running(tmp_path) as (talk, app):
        boss, member = await talk.person("Boss", language="en"), await talk.person("Member", language="kk")
        group = await talk.group("Steppe <b>&</b> " * 12, members=[boss, member], admins=[boss.id])
        await group.greeted()
        await group.says("/stats@qogam_bot")
        first = group.last
        stranger = await group.speaks_as(member).refresh()
        await stranger.taps("›")
        assert stranger.last.id == first.id
        assert stranger.last.text != first.text
        await stranger.taps("1. ")
        assert stranger.last.id == first.id
        assert "📊" in stranger.last.text
        said = len(stranger.messages)
        assert "administrators" in (await press(talk, stranger, "r:ecology:1:rubrics"))["text"]
        assert "no longer works" in (await press(talk, stranger, "zz:1"))["text"]
        assert len(stranger.messages) == said
        assert await rubrics(app.database.subscribers.find(group.id)) == frozenset()


async def rubrics(finding: Any) -> frozenset[str]:
    found: Subscriber | None = await finding
    assert found is not None
    return found.rubrics


async def test_names_and_words_in_markup_are_only_words(tmp_path: Path) -> None:
    async with running(tmp_path) as (talk, _):
        chat = await talk.person("<b>&" * 16, language="en", last_name="</a>" * 16)
        for said in ("/start", "/stats <i>&\"'", "/digest <b>", "/stats " + "ж" * 4000, "<pre>"):
            await chat.says(said)
            assert "Error number" not in chat.last.text
        await chat.says("/stats <i>&x")
        assert "“&lt;i&gt;&amp;x”" in chat.last.html


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
async def test_rubrics_come_in_pages_and_a_tap_stays_on_its_page(language: str, tmp_path: Path) -> None:
    async with running(tmp_path) as (talk, app):
        names = [rubric.name[Locale(language)] for rubric in app.newsroom.rubrics]
        first, second = names[:8], names[8:]
        chat = await talk.person("Reader", language=language)
        await chat.says("/start r_ecology")
        card = chat.last.id
        assert "✅ " + names[11] in chat.last.buttons
        assert not set(first) & set(chat.last.buttons)
        await chat.taps(names[12])
        assert {"✅ " + names[11], "✅ " + names[12], *second[:3]} <= set(chat.last.buttons)
        await chat.taps("‹")
        assert set(first) <= set(chat.last.buttons)
        assert not set(second) & set(chat.last.buttons)
        await chat.taps("›")
        await chat.taps("👍")
        await chat.waits(lambda: any("📊" in one.text for one in chat.messages), "the sample digest")
        await chat.says("/rubrics")
        await press(talk, chat, "rp:99:rubrics")
        assert chat.last.id != card
        assert "✅ " + names[11] in (await chat.refresh()).last.buttons
        kept = await app.database.subscribers.find(chat.id)
        assert kept is not None
        assert kept.rubrics == {"ecology", "petitions"}
