"""The inline mode in the running demo: what is offered, what is sent, and where its button leads."""

from pathlib import Path
from typing import Any

import pytest

from tests.driver import Talk, Talker
from tests.running import running

READERS = {
    "kk": ("еріктілер", "Еріктілер саны: 312", "Ботты ашу", "Табылмады. Ботты ашу"),
    "ru": ("волонтёры", "Волонтёры: 312", "Открыть бот", "Ничего не нашлось. Открыть бот"),
    "en": ("volunteers", "Volunteers: 312", "Open the bot", "Nothing found. Open the bot"),
}


async def asked(talk: Talk, person: Talker, query: str = "", offset: str = "") -> dict[str, Any]:
    answer: dict[str, Any] = await talk.call(
        "POST", "/sandbox/inline", user=person.user, query=query, offset=offset, wait_seconds=20
    )
    return answer


async def chosen(talk: Talk, person: Talker, chat: Talker, query: str, result: dict[str, Any]) -> Talker:
    await talk.call(
        "POST", "/sandbox/inline/choose", user=person.user, chat=chat.id, query=query, result_id=result["id"]
    )
    return await chat.refresh()


@pytest.mark.parametrize("language", list(READERS))
async def test_a_metric_is_offered_and_sent_into_a_chat_without_the_bot(language: str, tmp_path: Path) -> None:
    word, title, label, _ = READERS[language]
    async with running(tmp_path) as (talk, _):
        reader, friend = await talk.person("Reader", language=language), await talk.person("Friend")
        group = await talk.group("Friends", members=[reader, friend], bot="left")
        answer = await asked(talk, reader, word)
        assert answer["is_personal"]
        first = answer["results"][0]
        assert first["title"].startswith(title)
        await chosen(talk, reader, group, word, first)
        sent = group.messages[-1]
        assert "<blockquote>" in sent.html
        assert "312" in sent.text
        assert sent.buttons == [label]
        assert sent.rows[0][0]["url"].startswith("https://t.me/qogam_bot?start=f_")


async def test_without_words_the_latest_figures_come_page_by_page_and_each_once(tmp_path: Path) -> None:
    async with running(tmp_path) as (talk, _):
        reader = await talk.person("Reader", language="en")
        answer, ids = await asked(talk, reader), []
        for _page in range(30):
            ids += [result["id"] for result in answer["results"]]
            if not answer["next_offset"]:
                break
            answer = await asked(talk, reader, "", answer["next_offset"])
        assert not answer["next_offset"]
        assert len(ids) > 20
        assert len(set(ids)) > 0.9 * len(ids)  # a figure may be told behind a metric and among the latest


@pytest.mark.parametrize("language", list(READERS))
async def test_what_is_not_found_is_said_with_a_way_to_the_bot(language: str, tmp_path: Path) -> None:
    *_, words = READERS[language]
    async with running(tmp_path) as (talk, _):
        reader = await talk.person("Reader", language=language)
        answer = await asked(talk, reader, "qwerty")
        assert (answer["results"], answer["next_offset"]) == ([], "")
        assert answer["button"]["text"] == words


async def test_the_button_of_a_card_shows_the_sentence_and_greets_whoever_is_new(tmp_path: Path) -> None:
    async with running(tmp_path) as (talk, app):
        reader = await talk.person("Reader", language="ru")
        [first, *_] = (await asked(talk, reader, "волонтёры"))["results"]
        assert await app.database.subscribers.find(reader.user) is None
        await reader.says(f"/start {first['id']}")
        await reader.waits(lambda: len(reader.messages) == 3, "sentence and greeting")
        assert "312" in reader.messages[1].text
        assert reader.messages[2].buttons
        await reader.says("/start f_0000_1_1")
        assert "удал" in reader.messages[4].text or "измен" in reader.messages[4].text


async def test_a_card_that_is_sent_to_the_bot_itself_is_no_question(tmp_path: Path) -> None:
    async with running(tmp_path) as (talk, _):
        reader = await talk.person("Reader", language="en")
        await reader.says("/help")
        [first, *_] = (await asked(talk, reader, "volunteers"))["results"]
        await chosen(talk, reader, reader, "volunteers", first)
        await reader.says("/privacy")
        assert [message.from_bot for message in reader.messages] == [False, True, False, False, True]
