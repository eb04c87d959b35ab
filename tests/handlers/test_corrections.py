"""What readers and admins see when an outlet changes a figure that was sent, through the sandbox and the real bot."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.demo import ADMIN, STARTS_AT
from digests.desk.review import waiting
from digests.model import CorrectionKind
from tests.driver import Talk, Talker
from tests.running import running

# The charity stories of the demo: their outlets correct them in the afternoon, each in its own language.
CORRECTED = "2025-10-22T13:00:00+00:00"
CHANGES = {
    "kk": ("86 млн теңге", "68 млн теңге", "Түзету"),
    "ru": ("2,6 млн тенге", "2,4 млн тенге", "Исправлен"),
    "en": ("about 1.4 million private donors", "about 1.2 million private donors", "Correction"),
}


async def reader(talk: Talk, language: str, rubric: str = "charity") -> Talker:
    """Somebody who has got a first digest."""
    chat = await talk.person("Reader", language=language)
    await chat.says(f"/start r_{rubric}")
    await chat.taps("👍")
    return await chat.waits(lambda: "📊" in chat.last.text, "the digest")


async def says(chat: Talker, words: str) -> None:
    """Wait until a message of the chat has these words."""
    await chat.waits(lambda: any(words in plain(one.text) for one in chat.messages), words)


async def answered(chat: Talker) -> None:
    """Wait for a note in reply to something."""
    await chat.waits(lambda: chat.last.raw.get("reply_to_message") is not None, "a note")


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


async def test_readers_of_each_language_see_the_old_value_struck_the_new_one_and_a_note(tmp_path: Path) -> None:
    async with running(tmp_path) as (talk, _):
        chats = {language: await reader(talk, language) for language in CHANGES}
        other = await reader(talk, "ru", "petitions")
        digests = {language: chat.last.id for language, chat in chats.items()}
        said = len(other.messages)
        await talk.call("POST", "/sandbox/clock", to=CORRECTED)
        for language, chat in chats.items():
            old, new, words = CHANGES[language]
            await says(chat, new)
            await answered(chat)
            edited = next(plain(one.html) for one in chat.messages if one.id == digests[language])
            assert f"<s>{old}</s> <b>{new}</b>" in edited
            assert words in chat.last.text
            assert chat.last.raw["reply_to_message"]["message_id"] == digests[language]
        await other.refresh()
        assert len(other.messages) == said


@pytest.mark.parametrize("language", list(CHANGES))
async def test_corrections_are_listed_and_the_evidence_shows_both_sentences(language: str, tmp_path: Path) -> None:
    old, new, _ = CHANGES[language]
    async with running(tmp_path) as (talk, app):
        chat = await reader(talk, language)
        await chat.says("/corrections")
        assert "→" not in chat.last.text
        await talk.call("POST", "/sandbox/clock", to=CORRECTED)
        await says(chat, new)
        await chat.says("/corrections")
        assert "→" in chat.last.text
        await chat.taps("🔎")
        pages = plain(chat.last.text)
        for _ in range(3):
            await chat.taps("›")
            pages += plain(chat.last.text)
        assert old in pages
        assert new in pages
        listed = await app.database.corrections.listed(10)
        assert {one.correction.kind for one in listed} == {CorrectionKind.CHANGED}


async def test_an_admin_marks_a_figure_as_wrong_and_its_readers_hear_of_it(tmp_path: Path) -> None:
    async with running(tmp_path) as (talk, app):
        chat, admin = await reader(talk, "en"), talk.known(ADMIN)
        await admin.says("/start r_charity")
        await admin.taps("👍")
        await chat.taps("🔎")
        assert not any("❌" in label for label in chat.last.buttons)
        await admin.taps("🔎")
        [first, *_] = [label for label in admin.last.buttons if "❌" in label]
        await admin.taps(first)
        assert "2" in admin.last.text  # chats that got it
        await admin.taps("✖️")
        assert not admin.last.buttons
        assert await app.database.corrections.listed(10) == ()
        await admin.taps(first)
        await admin.taps("❌")
        digest = next(one for one in chat.messages if "📊" in one.text)
        await chat.waits(lambda: any("<s>" in one.html for one in chat.messages if one.id == digest.id), "the edit")
        await chat.waits(lambda: "marked as wrong" in chat.last.text, "the note")
        [kept] = await app.database.corrections.listed(10)
        assert kept.correction.kind is CorrectionKind.WRONG
        await chat.says("/digest 7")
        assert "<s>" in chat.last.html
        assert "<s><s>" not in chat.last.html


async def test_an_admin_goes_through_what_waits_and_what_was_seen_does_not_come_back(tmp_path: Path) -> None:
    async with running(tmp_path) as (talk, app):
        await reader(talk, "ru")  # whose digest holds a headline back
        admin = talk.known(ADMIN)
        await admin.says("/review")
        database = app.database
        before = await waiting(database.review, database.ledger, STARTS_AT)
        assert before
        for _ in before:
            await admin.taps("👁")
        assert not admin.last.buttons
        assert await waiting(database.review, database.ledger, STARTS_AT) == ()
        await admin.says("/review")
        assert "✅" in admin.last.text


async def test_the_review_is_for_admins_only_whatever_button_is_sent(tmp_path: Path) -> None:
    async with running(tmp_path) as (talk, app):
        chat = await reader(talk, "en")
        await chat.says("/review")
        assert "admins only" in chat.last.text
        found = (await app.database.corrections.due(STARTS_AT + timedelta(days=30), 1))[0]
        ref = found.told[0]
        path = f"/sandbox/chats/{chat.id}/messages/{chat.last.id}/press"
        place = f"{ref.article_id}:{ref.revision}:{ref.index}"
        for data in (f"wm:{place}", f"wa:{place}", "wk", "vp:0", "vd:approve:0123456789abcdef:0"):
            answer = await talk.call("POST", path, user=chat.user, data=data, wait_seconds=30)
            assert "administrators" in answer["text"]
        assert await app.database.corrections.waiting(10) == ()
