"""What the clock does to announcements: their time comes, their cards move, they end."""

from dataclasses import replace
from datetime import datetime

from aiogram import Bot

from digests.announcements import ended, fallen_due, mailing_key
from digests.model import AnnouncementState
from handlers.announce.press import Press


async def begin_due(bot: Bot, press: Press, now: datetime) -> None:
    """Send what has waited for this moment; of what is too late the author is asked."""
    for waiting in await press.announcements.scheduled():
        match fallen_due(waiting, now):
            case AnnouncementState.SENDING:
                await press.refresh(bot, await press.begin(waiting, (AnnouncementState.SCHEDULED,), now), now)
            case AnnouncementState.OVERDUE:
                late = replace(waiting, state=AnnouncementState.OVERDUE)
                if await press.announcements.turn(late, (AnnouncementState.SCHEDULED,)):
                    await press.refresh(bot, late, now)
                    await press.tell(bot, late, "announcement_overdue")


async def show_progress(bot: Bot, press: Press, now: datetime) -> None:
    """Bring the progress cards of announcements under way up to date; those with nothing left to send are done."""
    for announcement in await press.announcements.sending():
        key = mailing_key(announcement)
        if announcement.state is AnnouncementState.ENDING:  # what was on its way may have been put back since
            await press.announcements.steer(announcement.id, key, AnnouncementState.ENDING, now)
        shown = ended(announcement, await press.mailings.progress(key))
        if shown is not announcement:
            await press.announcements.save(shown)
        await press.refresh(bot, shown, now)
        if shown.state is AnnouncementState.STOPPED:
            await press.tell(bot, shown, "announcement_stopped")
