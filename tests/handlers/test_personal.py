"""/mydata and /delete in three languages, through the sandbox."""

import json
from pathlib import Path

import pytest

from digests.model import Status
from handlers.personal import TIME_TO_CONFIRM
from templates.actions.settings import Delete
from tests.handlers.test_conversations import newcomer
from tests.handlers.test_taps import press
from tests.running import running


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
async def test_a_person_gets_all_data_deletes_it_and_begins_anew(language: str, tmp_path: Path) -> None:
    async with running(tmp_path) as (talk, app):
        chat = await newcomer(talk, language)
        await chat.says("/words сад")
        await chat.says("/mydata")
        assert "document" in chat.last.raw
        assert "/delete" in chat.last.text
        kept = json.loads(json.dumps(await app.database.subscribers.kept(chat.id), default=str))
        assert [row["words"] for row in kept["subscribers"]] == [["сад"]]

        await chat.says("/delete")
        await chat.taps(chat.last.buttons[0])
        assert await app.database.subscribers.find(chat.id) is not None
        assert chat.toast
        assert any("🗓" in label for label in chat.last.buttons)  # the settings, with ways on
        await chat.says("/delete")
        await chat.taps("🗑")
        assert not any((await app.database.subscribers.kept(chat.id)).values())
        assert not chat.last.buttons
        assert "/start" in chat.last.text
        await chat.says("/start")
        back = await app.database.subscribers.find(chat.id)
        assert back is not None
        assert (back.status, back.rubrics, back.wishes.words) == (Status.NEW, frozenset(), ())


async def test_a_question_of_long_ago_is_asked_again(tmp_path: Path) -> None:
    async with running(tmp_path) as (talk, app):
        chat = await newcomer(talk, "en")
        await chat.says("/delete")
        button = Delete.unpack(chat.last.rows[1][0]["callback_data"])
        assert button is not None
        old = Delete(wanted=True, asked=button.asked - int(TIME_TO_CONFIRM.total_seconds()) - 1)
        assert "once more" in (await press(talk, chat, old.pack()))["text"]
        assert await app.database.subscribers.find(chat.id) is not None


async def test_in_a_group_only_administrators_get_or_delete_its_data(tmp_path: Path) -> None:
    async with running(tmp_path) as (talk, app):
        boss, member = await talk.person("Boss", language="en"), await talk.person("Member", language="en")
        group = await talk.group("Steppe", members=[boss, member], admins=[boss.id], bot="member")
        await group.greeted()
        other = group.speaks_as(member)
        for said in ("/mydata@qogam_bot", "/delete@qogam_bot"):
            await other.says(said)
            assert "administrators" in other.last.text
        await group.says("/delete@qogam_bot")
        await other.refresh()
        await other.taps("🗑")
        assert await app.database.subscribers.find(group.id) is not None
        await group.taps("🗑")
        assert await app.database.subscribers.find(group.id) is None
