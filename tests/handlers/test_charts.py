"""Charts and follows in the running demo, by people of three languages."""

from pathlib import Path
from typing import Any

import pytest

from templates.actions.codes import metric_code
from templates.actions.figures import SetFollow, ShowChart
from tests.driver import Message, Talk, Talker
from tests.running import running

WORDS = {
    "kk": ("еріктілер", "Динамика", "Бақылау", "Бақыламау", "Бақылауымда"),
    "ru": ("волонтёры", "Динамика", "Следить", "Не следить", "Мои показатели"),
    "en": ("volunteers", "Chart", "Follow", "Unfollow", "What I follow"),
}


async def press(talk: Talk, chat: Talker, data: str) -> dict[str, Any]:
    path = f"/sandbox/chats/{chat.id}/messages/{chat.last.id}/press"
    answer: dict[str, Any] = await talk.call("POST", path, user=chat.user, data=data, wait_seconds=30)
    await chat.refresh()
    return answer


def photos(chat: Talker) -> list[Message]:
    return [message for message in chat.messages if message.raw.get("photo")]


@pytest.mark.parametrize("language", list(WORDS))
async def test_a_card_leads_to_a_picture_that_is_uploaded_once(language: str, tmp_path: Path) -> None:
    word, chart, *_ = WORDS[language]
    async with running(tmp_path) as (talk, app):
        chat = await talk.person("Reader", language=language)
        await chat.says(f"/stats {word}")
        await chat.taps("1. ")
        await chat.taps(f"📈 {chart}")
        [first] = photos(chat)
        assert "860" in first.text
        assert first.raw["photo"][0]["width"] == 1080
        assert any(event.get("action") == "upload_photo" for event in talk.events)
        other = await talk.person("Other", language=language)
        await other.says("/stats")
        metric = next(button["callback_data"] for row in first.rows for button in row).split(":")
        shows = ShowChart(metric[1], metric[2]).pack()
        await press(talk, other, shows)
        [again] = photos(other)
        assert again.raw["photo"] == first.raw["photo"]
        async with app.database.engines.writer.begin() as connection:
            await connection.exec_driver_sql("UPDATE pictures SET file_id = 'gone'")
        await press(talk, other, shows)
        assert photos(other)[-1].raw["photo"] != first.raw["photo"]
        await chat.taps("📊")
        assert chat.last.text.startswith("📊")
        assert len(photos(chat)) == 1


async def test_a_chart_of_a_metric_that_is_gone_says_so(tmp_path: Path) -> None:
    async with running(tmp_path) as (talk, _):
        chat = await talk.person("Reader", language="en")
        await chat.says("/stats")
        answer = await press(talk, chat, ShowChart(metric_code("gone"), "").pack())
        assert "no longer works" in answer["text"]
        assert (
            "no longer works"
            in (await press(talk, chat, SetFollow(metric_code("gone"), "", True, 0, "").pack()))["text"]
        )
        assert photos(chat) == []


@pytest.mark.parametrize("language", list(WORDS))
async def test_a_metric_is_followed_on_its_card_and_left_in_the_list(language: str, tmp_path: Path) -> None:
    word, _, follow, unfollow, mine = WORDS[language]
    async with running(tmp_path) as (talk, app):
        chat = await talk.person("Reader", language=language)
        await chat.says(f"/stats {word}")
        assert f"🔔 {mine}" not in chat.last.buttons
        await chat.taps("1. ")
        await chat.taps(f"🔔 {follow}")
        assert chat.toast
        assert f"🔕 {unfollow}" in chat.last.buttons
        await chat.taps(f"🔕 {unfollow}")
        assert await app.database.follows.of(chat.id) == ()
        await chat.taps(f"🔔 {follow}")
        [followed] = await app.database.follows.of(chat.id)
        assert followed.told
        await chat.says("/stats")
        await chat.taps(f"🔔 {mine}")
        assert "1. " in chat.last.text
        await chat.taps("✖️ 1")
        assert await app.database.follows.of(chat.id) == ()
        assert "/stats" in chat.last.text


async def test_the_figures_of_a_digest_lead_to_their_charts(tmp_path: Path) -> None:
    async with running(tmp_path) as (talk, _):
        chat = await talk.person("Reader", language="en")
        await chat.says("/start")
        await chat.taps("All")
        await chat.taps("👍")
        await chat.says("/digest 14")
        await chat.taps("📈 Chart")
        if chat.last.text.startswith("📈 Which"):
            await chat.taps("1. ")
        assert len(photos(chat)) == 1
