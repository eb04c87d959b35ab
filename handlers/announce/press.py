"""What all the buttons of announcements have in common: their card, and how one is let go."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramAPIError, TelegramBadRequest

from digests.announcements import UNSENT, mailing_key, mailing_of, needs_second
from digests.desk.team import Team
from digests.model import Announcement, AnnouncementState, Bubble, Locale, Right
from digests.ports import Announcements, Mailings, Subscribers
from handlers.answers import markup, post
from handlers.ports import Wake
from templates import Templates

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Press:
    """Announcements on their way from a draft to many chats.

    confirm_above  from so many chats on a second admin has to agree; 0: never
    """

    announcements: Announcements
    mailings: Mailings
    subscribers: Subscribers
    templates: Templates
    wake: Wake
    team: Team
    confirm_above: int

    async def card(self, announcement: Announcement, locale: Locale, now: datetime, *, asks: bool = True) -> Bubble:
        """What the author sees of it just now."""
        if announcement.state is AnnouncementState.DRAFT:
            zone = await self.zone(announcement)
            audience = await self.audience(announcement)
            return self.templates.announcement_draft(announcement, audience, locale, zone=zone, now=now)
        if announcement.state in UNSENT:
            return self.templates.announcement_waiting(announcement, await self.audience(announcement), locale)
        progress = await self.mailings.progress(mailing_key(announcement), now)
        return self.templates.announcement_progress(announcement, progress, locale, asks=asks)

    async def audience(self, announcement: Announcement) -> int:
        """How many would get it now."""
        return await self.announcements.audience(announcement.addressees)

    async def zone(self, announcement: Announcement) -> str:
        """By whose clock its time is chosen: the author's."""
        author = await self.subscribers.find(announcement.author_chat)
        return author.schedule.zone if author else "Asia/Almaty"

    async def confirm(self, bot: Bot, draft: Announcement, now: datetime) -> Announcement:
        """What the draft is after its author has confirmed it: with others where a second admin has to agree."""
        audience, announcers = await self.audience(draft), await self.team.with_right(Right.ANNOUNCE)
        if not needs_second(audience, above=self.confirm_above, admins=len(announcers)):
            return await self.let_go(draft, (AnnouncementState.DRAFT,), now)
        waiting = replace(draft, state=AnnouncementState.CONFIRMING)
        if await self.announcements.turn(waiting, (AnnouncementState.DRAFT,)):
            await self._ask_others(bot, waiting, audience)
        return waiting

    async def let_go(
        self, announcement: Announcement, was: Collection[AnnouncementState], now: datetime, *, at_once: bool = False
    ) -> Announcement:
        """Send it, or keep it for its time where it has one; nothing where the kept one is in none of `was`."""
        if announcement.plan and not at_once:
            await self.announcements.turn(replace(announcement, state=AnnouncementState.SCHEDULED), was)
            return await self.announcements.get(announcement.id) or announcement
        return await self.begin(replace(announcement, plan=None), was, now)

    async def begin(
        self, announcement: Announcement, was: Collection[AnnouncementState], now: datetime
    ) -> Announcement:
        """Queue it for its chats; by readers' own clocks each has its time. What it is then."""
        if await self.announcements.send(announcement, mailing_of(announcement, now), was):
            self.wake()
        return await self.announcements.get(announcement.id) or announcement

    async def refresh(self, bot: Bot, announcement: Announcement, now: datetime) -> None:
        """Bring the card in the author's chat up to date; without one (deleted, never shown) nothing happens."""
        author = await self.subscribers.find(announcement.author_chat)
        if announcement.progress_message is None or author is None:
            return
        card = await self.card(announcement, author.locale, now)
        try:
            await bot.edit_message_text(
                card.text,
                chat_id=announcement.author_chat,
                message_id=announcement.progress_message,
                reply_markup=markup(card),
            )
        except TelegramBadRequest:  # the author deleted the card, or nothing on it changed
            return

    async def tell(self, bot: Bot, announcement: Announcement, note: str) -> None:
        """Say something in reply to the card: an edit of it rings no bell."""
        author = await self.subscribers.find(announcement.author_chat)
        if author is not None:
            said = self.templates.note(note, author.locale)
            await post(bot, announcement.author_chat, said, answers=announcement.progress_message)

    async def _ask_others(self, bot: Bot, announcement: Announcement, audience: int) -> None:
        for admin in await self.team.with_right(Right.ANNOUNCE):
            if admin == announcement.author_chat:
                continue
            known = await self.subscribers.find(admin)
            if known is None:  # has never spoken to the bot, which may not begin
                continue
            try:
                await post(bot, admin, announcement.bubble)
                await post(bot, admin, self.templates.announcement_judge(announcement, audience, known.locale))
            except TelegramAPIError as error:
                log.warning("announcement.unasked", error=type(error).__name__)
