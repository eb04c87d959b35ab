"""A person writes, an admin answers; through the sandbox."""

from pathlib import Path

from bot.demo import ADMIN
from digests.feedback import LONGEST
from tests.handlers.test_conversations import newcomer
from tests.handlers.test_taps import press
from tests.running import running


async def test_a_person_writes_and_the_answer_of_an_admin_comes_back_once(tmp_path: Path) -> None:
    async with running(tmp_path) as (talk, app):
        admin = talk.known(ADMIN)
        await admin.says("/start")
        chat = await newcomer(talk, "en")
        await chat.says("/feedback")
        await chat.says("x" * (LONGEST + 1))
        assert "3,001" in chat.last.text
        await chat.says("More about <village> libraries, please")
        assert "passed on" in chat.last.text
        await admin.waits(lambda: "<village>" in admin.last.text, "the feedback")
        button = admin.last.rows[0][0]["callback_data"]

        assert "admin" in (await press(talk, chat, button))["text"]
        await admin.taps("✍️")
        await admin.says("Two outlets & more\nare coming")
        assert "✅" in admin.last.text
        await chat.waits(lambda: "Two outlets & more" in chat.last.text, "the answer")
        assert "village" in chat.last.text
        assert "уже ответили" in (await press(talk, admin, button))["text"]
        before = len(chat.messages)
        await admin.says("and this is for nobody")
        assert len((await chat.refresh()).messages) == before
        [kept] = (await app.database.subscribers.kept(chat.id))["feedback"]
        assert kept["text"] == "More about <village> libraries, please"

        await chat.says("/feedback Thank you")
        await admin.waits(lambda: "Thank you" in admin.last.text, "the second feedback")
        await admin.taps("✍️")
        await app.database.subscribers.forget(chat.id)
        await admin.says("You are welcome")
        assert len((await chat.refresh()).messages) == before + 2
