"""What people say, through the sandbox and the real bot of the demo; each sentence is answered in their language."""

from pathlib import Path

import pytest

from bot.demo import ADMIN
from digests.model import AnnouncementState, Schedule, Status
from tests.driver import Talk, Talker
from tests.running import running

COMMANDS = (
    *("/digest", "/digest 7", "/digest ecology", "/digest zzz", "/stats", "/stats zzz", "/help", "/privacy"),
    *("/search", "/cancel", "/search zzz", "/words", "/words zzz, -yyy", "/words ,", "/region"),
    *("/rubrics", "/settings", "/language", "/schedule", "/sources", "/status", "hello", "/stop"),
)


async def newcomer(talk: Talk, language: str) -> Talker:
    """Somebody who has chosen the first rubric and said that it is done."""
    chat = await talk.person("Reader", language=language)
    await chat.says("/start")
    await chat.taps(chat.last.buttons[3])
    await chat.taps("👍")
    return chat


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
async def test_every_command_is_answered(language: str, tmp_path: Path) -> None:
    async with running(tmp_path) as (talk, _):
        chat = await newcomer(talk, language)
        answers = {}
        for said in COMMANDS:
            await chat.says(said)
            answers[said] = chat.last.text
        assert all(answers.values())
        assert answers["/digest zzz"] != answers["/digest ecology"]
        assert answers["/stats zzz"] != answers["/stats"]


async def test_every_menu_leads_back_and_keeps_what_was_chosen(tmp_path: Path) -> None:
    async with running(tmp_path) as (talk, app):
        chat = await newcomer(talk, "en")
        await chat.says("/schedule")
        await chat.taps("Monday")
        await chat.taps("18:00")
        await chat.taps("18:45")
        kept = await app.database.subscribers.find(chat.id)
        assert kept is not None
        assert kept.schedule == Schedule((0,), 18, 45)
        await chat.says("/rubrics")
        await chat.taps("All")
        kept = await app.database.subscribers.find(chat.id)
        assert kept is not None
        assert len(kept.rubrics) == 15
        await chat.says("/language")
        await chat.taps("Қазақша")
        await chat.says("/help")
        assert "дайджест" in chat.last.text


async def test_who_pauses_can_come_back_with_one_tap(tmp_path: Path) -> None:
    async with running(tmp_path) as (talk, app):
        chat = await newcomer(talk, "ru")
        await chat.says("/stop")
        kept = await app.database.subscribers.find(chat.id)
        assert kept is not None
        assert kept.status is Status.PAUSED
        await chat.taps(chat.last.buttons[0])
        kept = await app.database.subscribers.find(chat.id)
        assert kept is not None
        assert kept.status is Status.ACTIVE


async def test_in_a_group_only_its_administrators_change_settings(tmp_path: Path) -> None:
    async with running(tmp_path) as (talk, _):
        boss, member = await talk.person("Boss"), await talk.person("Member")
        group = await talk.group("Steppe", members=[boss, member], admins=[boss.id], bot="member")
        await group.greeted()
        await group.speaks_as(member).says("/settings@qogam_bot")
        refused = group.speaks_as(member)
        await refused.refresh()
        text = refused.last.text
        await group.speaks_as(boss).says("/rubrics@qogam_bot")
        allowed = group.speaks_as(boss)
        await allowed.refresh()
        assert allowed.last.text != text
        assert allowed.last.buttons


async def test_an_admin_sees_the_sources_and_can_drop_a_draft(tmp_path: Path) -> None:
    async with running(tmp_path) as (talk, _):
        admin = talk.known(ADMIN)
        await admin.says("/sources")
        assert "Вестник" in admin.last.text
        await admin.says("/announce Встреча <сегодня> & завтра")
        await admin.waits(lambda: bool(admin.last.buttons), "the question below the draft")
        await admin.taps(admin.last.buttons[-1])
        assert not admin.last.buttons


async def test_what_cannot_be_announced_is_refused_and_a_text_is_still_awaited(tmp_path: Path) -> None:
    async with running(tmp_path) as (talk, _):
        admin = talk.known(ADMIN)
        await admin.says("/announce")
        await admin.says("x" * 5000)
        assert not admin.last.buttons
        assert "4 096" in admin.last.text.replace("\u00a0", " ")
        await admin.says("The hall opens at noon")
        await admin.waits(lambda: bool(admin.last.buttons), "the card below the draft")


async def test_an_announcement_is_sent_or_dropped_once(tmp_path: Path) -> None:
    async with running(tmp_path) as (talk, app):
        admin = talk.known(ADMIN)
        await admin.says("/announce The hall opens at noon")
        await admin.waits(lambda: bool(admin.last.buttons), "the card below the draft")
        card = admin.last
        send, drop = (button["callback_data"] for button in card.rows[-1])
        path = f"/sandbox/chats/{admin.id}/messages/{card.id}/press"
        answers = [
            await talk.call("POST", path, user=admin.user, data=data, wait_seconds=30) for data in (drop, send, drop)
        ]
        assert ["text" in answer for answer in answers] == [False, True, False]
        assert "/announce" in answers[1]["text"]
        kept = await app.database.announcements.get(send.partition(":")[2])
        assert kept is not None
        assert kept.state is AnnouncementState.CANCELLED


async def test_an_admin_who_says_start_gets_the_commands_of_admins(tmp_path: Path) -> None:
    async with running(tmp_path) as (talk, _):
        admin = talk.known(ADMIN)
        await admin.says("/start")
        await talk.quiet()
        shown = await talk.call("GET", f"/sandbox/commands?chat={ADMIN}&user={ADMIN}")
        assert "announce" in [entry["command"] for entry in shown["commands"]]
