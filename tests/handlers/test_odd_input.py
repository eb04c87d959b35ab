"""What people send that is no command: a location, pictures, stickers, voice, edits, endless texts."""

import base64
from pathlib import Path
from typing import Any

import pytest

from handlers.location import CITIES, zone_near
from templates.schedules import CITIES as OFFERED
from tests.driver import Talk, Talker
from tests.handlers.test_conversations import newcomer
from tests.running import running

PICTURE = base64.b64encode(
    base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
).decode()
SENT: tuple[dict[str, Any], ...] = (
    {"photo": PICTURE},
    {"document": base64.b64encode(b"minutes").decode(), "file_name": "minutes.txt"},
    {"sticker": "🙂"},
    {"voice": 4},
    {"text": "ы" * 9_000},
    {"text": "/" * 300},
)


async def send(talk: Talk, chat: Talker, **content: Any) -> None:
    """Send it and wait for the bot's answer."""
    count = len(chat.messages)
    await talk.call("POST", f"/sandbox/chats/{chat.id}/messages", user=chat.user, **content)
    await chat.waits(lambda: len(chat.messages) == count + 2 and chat.messages[-1].from_bot, f"an answer to {content}")


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
async def test_odd_things_get_a_hint_and_a_location_sets_the_clock(language: str, tmp_path: Path) -> None:
    async with running(tmp_path) as (talk, app):
        chat = await newcomer(talk, language)
        for content in SENT:
            await send(talk, chat, **content)
            assert "/help" in chat.last.text, content

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
        odd = (*SENT, {"location": {"latitude": 51.3, "longitude": 51.2}})
        for content in odd:
            await talk.call("POST", f"/sandbox/chats/{group.id}/messages", user=boss.user, **content)
        await group.refresh()
        assert len(group.messages) == said + len(odd)


def test_every_city_is_nearest_to_itself_and_has_a_clock_that_is_offered() -> None:
    for zone, latitude, longitude in CITIES:
        assert zone_near(latitude, longitude) == zone
    assert {zone for zone, *_ in CITIES} == set(OFFERED)


def test_a_place_far_from_all_cities_has_no_clock() -> None:
    assert zone_near(-33.9, 151.2) is None
    assert zone_near(0, 180) is None
