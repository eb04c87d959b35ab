"""A person writes, an admin answers; through the sandbox."""

from pathlib import Path

from bot.demo import ADMIN
from digests.feedback import LONGEST
from digests.model import Locale
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


async def test_an_admin_reads_the_numbers_and_what_people_wrote_one_by_one(tmp_path: Path) -> None:
    async with running(tmp_path) as (talk, app):
        admin = talk.known(ADMIN)
        await admin.says("/start")
        chat = await newcomer(talk, "kk")
        await chat.says("/feedback")
        await chat.says("/help")
        await chat.says("Рақмет")
        assert await app.database.inbox.count() == 0
        for text in ("Бірінші", "Екінші"):
            await chat.says(f"/feedback {text}")
        await chat.says("/admin")
        assert not chat.last.buttons
        await admin.refresh()
        await admin.says("/admin")
        card = admin.last.id
        assert "Қазақша: 1" in admin.last.text
        await admin.taps(": 2")
        assert "Бірінші" in admin.last.text
        assert (await press(talk, chat, admin.last.rows[0][1]["callback_data"]))["text"] == app.templates.toast(
            "not_admin", Locale.KK
        )
        await admin.taps("👁")
        assert "Екінші" in admin.last.text
        await admin.taps("✍️")
        await admin.says("Сізге де рақмет")
        await chat.waits(lambda: "Сізге де рақмет" in chat.last.text, "the answer")
        await admin.taps("👁")
        assert "уже ответили" in (admin.toast or "")
        await admin.taps("📊")
        assert "✉" not in str(next(message for message in admin.messages if message.id == card).buttons)
