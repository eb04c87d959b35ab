"""An announcement on its way: paused, resumed after a restart, dropped; and who may do so."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.app import compose
from bot.demo import ADMIN, demo, demo_settings
from bot.process import App
from bot.storage.copies import copy
from digests.announcements import mailing_key
from digests.model import Announcement, AnnouncementState, Progress
from templates.actions.announcements import SteerAnnouncement, Steering
from tests.builders import a_subscriber
from tests.driver import Message, Talk, Talker, conversation

READERS = 30
PER_SECOND = 5.0
"""Slow enough that a finger is faster than the mailing."""
IN_FLIGHT = 6
"""More than are ever under way at this pace."""


@asynccontextmanager
async def run(app: App) -> AsyncIterator[None]:
    """The bot at work; its end is the end of its process."""
    started = asyncio.Event()
    task = asyncio.create_task(app.run(started.set))
    try:
        async with asyncio.timeout(60):
            await started.wait()
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def readers(talk: Talk, app: App) -> None:
    """People who get digests, each in a chat of their own."""
    for number in range(READERS):
        person = await talk.person(f"Reader {number}")
        await talk.call("POST", f"/sandbox/chats/{person.id}/messages", user=person.user, text="hello")
        await app.database.subscribers.save(a_subscriber(person.id))


async def announced(talk: Talk, app: App) -> tuple[Talker, Announcement]:
    """The admin's announcement, just confirmed."""
    admin = talk.known(ADMIN)
    await admin.says("/announce The hall opens at noon")
    async with asyncio.timeout(30):
        while not admin.last.rows:  # the preview is an answer too, and comes first
            await asyncio.sleep(0.1)
            await admin.refresh()
    draft_id = admin.last.rows[-1][0]["callback_data"].partition(":")[2]
    await admin.taps(admin.last.buttons[-2])
    announcement = await app.database.announcements.get(draft_id)
    assert announcement is not None
    return admin, announcement


async def progress(app: App, announcement: Announcement) -> Progress:
    return await app.database.mailings.progress(mailing_key(announcement))


async def state(app: App, announcement: Announcement) -> AnnouncementState:
    kept = await app.database.announcements.get(announcement.id)
    assert kept is not None
    return kept.state


async def until(app: App, announcement: Announcement, wanted: AnnouncementState) -> None:
    async with asyncio.timeout(30):
        while await state(app, announcement) is not wanted:  # noqa: ASYNC110 the row is all that says it
            await asyncio.sleep(0.1)


async def card(admin: Talker, announcement: Announcement) -> Message:
    await admin.refresh()
    return next(one for one in admin.messages if one.id == announcement.progress_message)


async def test_a_paused_announcement_goes_on_after_a_restart_and_nobody_gets_it_twice(tmp_path: Path) -> None:
    async with demo(0, tmp_path, send_per_second=PER_SECOND) as (base, app), conversation(base) as talk:
        async with run(app):
            await readers(talk, app)
            admin, announcement = await announced(talk, app)
            await admin.taps((await card(admin, announcement)).buttons[0])
            paused = await progress(app, announcement)
            assert await state(app, announcement) is AnnouncementState.PAUSED
            assert paused.queued > IN_FLIGHT
        # The demo holds its database until it ends: the next bot finds what the first one left in a copy of it.
        copy(tmp_path / "demo.db", tmp_path / "again.db")
        settings = demo_settings(base, app.bot.token, tmp_path / "newsroom.toml", tmp_path, 0)
        left = settings.model_copy(update={"database_url": f"sqlite:///{tmp_path}/again.db"})
        async with compose(left, app.clock) as again:
            async with run(again):
                await asyncio.sleep(1.5)  # longer than a sender takes to look
                still = await progress(again, announcement)
                assert paused.sent <= still.sent <= paused.sent + IN_FLIGHT
                assert still.queued > 0
                await admin.taps((await card(admin, announcement)).buttons[0])
                await until(again, announcement, AnnouncementState.DONE)
            done = await progress(again, announcement)
            assert (done.queued, done.withdrawn, done.total) == (0, 0, paused.total)
            assert done.sent == paused.total
            for chat in talk.chats.values():
                if chat is not admin:
                    await chat.refresh()
                    assert len([one for one in chat.messages if one.text == "The hall opens at noon"]) == 1


async def test_only_an_admin_drops_the_rest_of_an_announcement_and_the_totals_add_up(tmp_path: Path) -> None:
    async with demo(0, tmp_path, send_per_second=PER_SECOND) as (base, app), conversation(base) as talk, run(app):
        await readers(talk, app)
        admin, announcement = await announced(talk, app)
        stranger = await next(chat for chat in talk.chats.values() if chat is not admin).refresh()
        path = f"/sandbox/chats/{stranger.id}/messages/{stranger.last.id}/press"
        forged = SteerAnnouncement(announcement.id, Steering.END).pack()
        await talk.call("POST", path, user=stranger.user, data=forged, wait_seconds=10)
        assert await state(app, announcement) is AnnouncementState.SENDING
        await admin.taps((await card(admin, announcement)).buttons[1])
        await until(app, announcement, AnnouncementState.CANCELLED)
        dropped = await progress(app, announcement)
        assert dropped.queued == 0
        assert dropped.withdrawn > 0
        assert dropped.sent + dropped.unreachable + dropped.failed + dropped.withdrawn == dropped.total
        await talk.quiet()
        assert not (await card(admin, announcement)).buttons
