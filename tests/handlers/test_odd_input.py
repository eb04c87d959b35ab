"""What people send that is no command: a location, pictures, stickers, voice, edits, endless texts."""

import base64
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from digests.model import Locale
from handlers.location import CITIES, zone_near
from templates.schedules import CITIES as OFFERED
from tests.driver import Talk, Talker
from tests.handlers.test_conversations import newcomer
from tests.running import running

PICTURE = base64.b64encode(
    base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
).decode()
HALF_A_MINUTE = timedelta(seconds=31)
WRITTEN: tuple[dict[str, Any], ...] = (
    {"text": "ы" * 9_000},
    {"text": "😀" * 2_048},
    {"text": "/" * 300},
    {"text": "\u202e\u2066шалом"},
    {"text": "🙂"},
    {"text": "/help@another_bot"},
    {"text": "/delete", "forwarded_from": "Steppe"},
    {"photo": PICTURE, "caption": "/delete", "forwarded_from": "Steppe"},
    {"text": "/start r_grants", "forwarded_from": "Steppe"},
    {"text": "Гранты для НПО", "forwarded_from": "Steppe"},
)
"""Words that mean nothing to the bot: each gets a hint."""
SENT: tuple[dict[str, Any], ...] = (
    {"photo": PICTURE},
    {"document": base64.b64encode(b"minutes").decode(), "file_name": "minutes.txt"},
    {"sticker": "🙂"},
    {"voice": 4},
    *({"other": kind} for kind in ("contact", "dice", "venue", "poll", "animation", "audio", "video", "video_note")),
    {"other": "story"},
)
"""What has no words: each gets a hint, unless one was given just now."""
HAPPENED = ("pinned_message", "message_auto_delete_timer_changed", "chat_background_set", "new_chat_title")
ARGUMENTS = (
    *("/digest -5", "/digest 0", "/digest 999999999999999999999", "/digest ²", "/digest 7 8 9", "/digest \u200b"),
    *(
        "/stats " + "ы" * 4_000,
        "/stats %_'\"\\",
        "/stats *",
        "/search ...",
        "/search " + "a " * 2_000,
        "/search \u200b",
    ),
    *("/start r_", "/start r_nothing", "/start f_", "/start f_a_1_2", "/start f_a_-1_99999999999", "/start e_nothing"),
    *(
        "/start t_",
        "/start " + "x" * 64,
        "/start f_" + "9" * 60,
        "/feedback \u200b",
        "/words",
        "/announce",
        "/HELP",
        "/help me",
    ),
)
"""Commands with arguments that mean nothing, or nothing good."""


async def send(talk: Talk, chat: Talker, **content: Any) -> None:
    """Send it and wait for the bot's answer."""
    count = len(chat.messages)
    await talk.call("POST", f"/sandbox/chats/{chat.id}/messages", user=chat.user, **content)
    await chat.waits(lambda: len(chat.messages) == count + 2 and chat.messages[-1].from_bot, f"an answer to {content}")


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
async def test_odd_things_get_a_hint_and_a_location_sets_the_clock(language: str, tmp_path: Path) -> None:
    async with running(tmp_path) as (talk, app):
        chat = await newcomer(talk, language)
        hint = app.templates.unknown(Locale(language)).text
        for content in WRITTEN:
            await send(talk, chat, **content)
            assert chat.last.text == hint, content
        for content in SENT:
            app.clock.advance(HALF_A_MINUTE)  # type: ignore[attr-defined]
            await send(talk, chat, **content)
            assert chat.last.text == hint, content
        said = len(chat.messages)
        for content in (*SENT, *({"photo": PICTURE, "album": "1"} for _ in range(5))):
            await talk.call("POST", f"/sandbox/chats/{chat.id}/messages", user=chat.user, **content)
        for kind in HAPPENED:
            await talk.call("POST", f"/sandbox/chats/{chat.id}/messages", user=chat.user, other=kind)
        await talk.quiet()
        await chat.refresh()
        assert [message.text for message in chat.messages[said:] if message.from_bot] == []

        said = len(chat.messages)
        [mine, *_] = [message for message in chat.messages if not message.from_bot]
        path = f"/sandbox/chats/{chat.id}/messages/{mine.id}"
        await talk.call("PATCH", path, user=chat.user, text="/stats")
        await chat.refresh()
        assert len(chat.messages) == said  # what was edited is not said again

        await send(talk, chat, location={"latitude": 51.3, "longitude": 51.2})
        assert len(chat.last.buttons) == 2
        kept = await app.database.subscribers.find(chat.id)
        assert kept is not None
        assert kept.schedule.zone == "Asia/Oral"
        await send(talk, chat, location={"latitude": -33.9, "longitude": 151.2})
        assert len(chat.last.buttons) > 20
        assert "51.3" not in str(await app.database.subscribers.kept(chat.id))


async def test_in_a_group_odd_things_are_met_with_silence(tmp_path: Path) -> None:
    async with running(tmp_path) as (talk, _):
        boss = await talk.person("Boss", language="en")
        group = await talk.group("Steppe", members=[boss], admins=[boss.id], bot="administrator")
        await group.greeted()
        said = len(group.messages)
        odd = (*WRITTEN, *SENT, {"location": {"latitude": 51.3, "longitude": 51.2}})
        for content in odd:
            await talk.call("POST", f"/sandbox/chats/{group.id}/messages", user=boss.user, **content)
        await group.refresh()
        assert len(group.messages) == said + len(odd)


async def test_a_command_with_odd_arguments_is_answered_and_breaks_nothing(tmp_path: Path) -> None:
    async with running(tmp_path) as (talk, app):
        chat = await newcomer(talk, "en")
        broken = app.templates.note("error", Locale.EN, id="").text[:20]
        for text in ARGUMENTS:
            before = len(chat.messages)
            await chat.says(text)
            assert len(chat.messages) > before + 1, text
            assert not any(broken in message.text for message in chat.messages[before:]), text
        await chat.says("/help")
        assert "/digest" in chat.last.text


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
async def test_a_button_under_the_field_sends_the_location_and_goes_away(language: str, tmp_path: Path) -> None:
    async with running(tmp_path) as (talk, app):
        chat = await newcomer(talk, language)
        await chat.says("/settings")
        await chat.taps("🏙")
        await chat.taps("📍")
        assert (await keys(talk, chat))[0] == [
            {"text": app.templates.location_button(Locale(language)), "request_location": True}
        ]
        await chat.says("/cancel")
        assert await keys(talk, chat) == []

        await chat.taps("📍")
        count = len(chat.messages)
        place = {"latitude": 51.3, "longitude": 51.2}
        await talk.call("POST", f"/sandbox/chats/{chat.id}/messages", user=chat.user, location=place)
        await chat.waits(lambda: len(chat.messages) == count + 3, "thanks, and whose clock holds")
        assert len(chat.last.buttons) == 2
        assert await keys(talk, chat) == []
        kept = await app.database.subscribers.find(chat.id)
        assert kept is not None
        assert (kept.schedule.zone, kept.asked) == ("Asia/Oral", None)


async def keys(talk: Talk, chat: Talker) -> Any:
    about = next(one for one in (await talk.call("GET", "/sandbox/state"))["chats"] if one["id"] == chat.id)
    return about.get("reply_keyboard", {}).get("keyboard", [])


def test_every_city_is_nearest_to_itself_and_has_a_clock_that_is_offered() -> None:
    for zone, latitude, longitude in CITIES:
        assert zone_near(latitude, longitude) == zone
    assert {zone for zone, *_ in CITIES} == set(OFFERED)


def test_a_place_far_from_all_cities_has_no_clock() -> None:
    assert zone_near(-33.9, 151.2) is None
    assert zone_near(0, 180) is None
