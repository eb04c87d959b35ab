from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.demo import ADMIN
from bot.process import App
from digests.announcements import mailing_key, mailing_of
from digests.model import AnnouncementState, Delivery, InDoubt, Outcome, Rejected, Status
from handlers import show_progress
from tests.driver import Talk, Talker
from tests.running import running


async def announced(talk: Talk, app: App, outcome: Outcome) -> Talker:
    """The admin's announcement to one reader, of which this became; the bot's own sender has nothing to do."""
    admin = talk.known(ADMIN)
    await admin.says("/announce The hall opens at noon")
    await admin.waits(lambda: bool(admin.last.buttons), "the question below the draft")
    reader = await app.database.subscribers.find(ADMIN)
    assert reader is not None
    [draft_id] = [button["callback_data"].partition(":")[2] for button in admin.last.rows[-1][:1]]
    draft = await app.database.announcements.get(draft_id)
    assert draft is not None
    draft = replace(draft, state=AnnouncementState.SENDING, progress_message=admin.last.id)
    await app.database.subscribers.save(replace(reader, status=Status.ACTIVE))
    [delivery] = await queued(app, draft.id)
    await app.database.announcements.save(draft)
    await app.database.outbox.exchange([(delivery, outcome)], app.clock())
    await progress(app)
    await talk.quiet()
    return await admin.refresh()


async def queued(app: App, draft_id: str) -> tuple[Delivery, ...]:
    """The announcement's deliveries, claimed before the bot's sender can."""
    draft = await app.database.announcements.get(draft_id)
    assert draft is not None
    now = app.clock() + timedelta(days=1)
    mailing = replace(mailing_of(draft, now), expires_at=now + timedelta(days=1))
    await app.database.announcements.send(draft, mailing)
    turn = await app.database.outbox.exchange((), now, wanted=9, lease=timedelta(minutes=1))
    assert turn.claimed[0].mailing == mailing_key(draft)
    return turn.claimed


async def progress(app: App) -> None:
    await show_progress(app.bot, app.press, app.clock())


@pytest.mark.parametrize(("label", "more"), [(0, 1), (1, 0)])
async def test_the_author_says_whether_what_is_in_doubt_is_sent_again(tmp_path: Path, label: int, more: int) -> None:
    async with running(tmp_path) as (talk, app):
        admin = await announced(talk, app, InDoubt(0, "timeout"))
        card = admin.last
        assert len(card.buttons) == 2
        texts = len([one for one in admin.messages if one.text == "The hall opens at noon"])
        await admin.taps(card.buttons[label])
        await talk.quiet()
        await admin.refresh()
        assert not {*next(one for one in admin.messages if one.id == card.id).buttons} & {*card.buttons}
        assert len([one for one in admin.messages if one.text == "The hall opens at noon"]) == texts + more


async def test_the_author_is_told_that_an_announcement_stopped_and_why(tmp_path: Path) -> None:
    async with running(tmp_path) as (talk, app):
        admin = await announced(talk, app, Rejected("Bad Request: can't parse entities"))
        note, card = admin.last, [one for one in admin.messages if "can't parse entities" in one.text]
        assert len(card) == 1
        assert note.raw["reply_to_message"]["message_id"] == card[0].id
        assert note.text != card[0].text
