"""Announcements under way: pause, resume, drop, doubts, the others after the first few; and all that there were."""

from dataclasses import replace
from datetime import datetime

from aiogram import Bot, Router
from aiogram.types import CallbackQuery, Message

from digests.announcements import WANTED_FOR, mailing_key
from digests.model import Act, AnnouncementState, Locale, Right
from digests.ports import Announcements, Audit, Mailings, Outbox
from handlers.announce.press import Press
from handlers.answers import post, put_in_place, say
from handlers.pressed import Pressed
from handlers.rights import May
from handlers.said import Said
from templates import Templates
from templates.actions.announcements import OpenAnnouncement, ResolveDoubt, SteerAnnouncement, Steering
from templates.texts.announcements import MANY

STATE_OF = {
    Steering.PAUSE: AnnouncementState.PAUSED,
    Steering.RESUME: AnnouncementState.SENDING,
    Steering.END: AnnouncementState.ENDING,
}
ACT_OF = {
    Steering.PAUSE: Act.PAUSE,
    Steering.RESUME: Act.RESUME,
    Steering.END: Act.DROP,
    Steering.REST: Act.SEND,
}


def register(router: Router) -> None:
    """The buttons of the progress card, and the history."""
    router.message.register(history, Said("announcements"), May(Right.ANNOUNCE))
    router.callback_query.register(open_again, Pressed(OpenAnnouncement), May(Right.ANNOUNCE))
    router.callback_query.register(steer, Pressed(SteerAnnouncement), May(Right.ANNOUNCE))
    router.callback_query.register(resolve_doubt, Pressed(ResolveDoubt), May(Right.ANNOUNCE))


async def history(
    message: Message, announcements: Announcements, mailings: Mailings, templates: Templates, locale: Locale
) -> None:
    """The latest announcements of all admins, with what became of them."""
    told = [(one, await mailings.progress(mailing_key(one))) for one in await announcements.history(MANY)]
    await say(message, templates.announcement_history(told, locale))


async def open_again(
    callback: CallbackQuery, bot: Bot, action: OpenAnnouncement, press: Press, locale: Locale, now: datetime
) -> str | None:
    """The announcement itself and its card, below; from now on the author's card is this one."""
    known = await press.announcements.get(action.announcement)
    if known is None or callback.message is None:
        return press.templates.toast("stale", locale)
    chat = callback.message.chat.id
    await post(bot, chat, known.bubble)
    card = await post(bot, chat, await press.card(known, locale, now))
    if chat == known.author_chat:
        await press.announcements.turn(replace(known, progress_message=card.message_id), (known.state,))
    return None


async def steer(
    callback: CallbackQuery, action: SteerAnnouncement, press: Press, audit: Audit, locale: Locale, now: datetime
) -> str | None:
    """Pause, resume or drop what is being sent; the card shows what holds then, whoever tapped first."""
    announcement = await press.announcements.get(action.announcement)
    if announcement is None:
        return press.templates.toast("stale", locale)
    was = announcement.state
    if action.steering is Steering.REST:
        await press.begin(replace(announcement, is_tried=False), (AnnouncementState.TRIED,), now)
    elif await press.announcements.steer(announcement.id, mailing_key(announcement), STATE_OF[action.steering], now):
        press.wake()
    announcement = await press.announcements.get(action.announcement) or announcement
    if announcement.state is not was:  # a second tap does nothing
        await audit.note(ACT_OF[action.steering], announcement.id, by=callback.from_user.id, now=now)
    await put_in_place(callback, await press.card(announcement, locale, now))
    return None


async def resolve_doubt(
    callback: CallbackQuery, action: ResolveDoubt, press: Press, outbox: Outbox, locale: Locale, now: datetime
) -> str | None:
    """Send what may have arrived or not again, or leave it; the card asks no more. A second tap changes nothing."""
    announcement = await press.announcements.get(action.announcement)
    if announcement is None:
        return press.templates.toast("stale", locale)
    if action.again:
        # The card is under way first: were it the other way round, an end in between would leave it as it is.
        announcement = replace(announcement, state=AnnouncementState.SENDING)
        await press.announcements.save(announcement)
        await outbox.send_again(mailing_key(announcement), now, now + WANTED_FOR)
        press.wake()
    await put_in_place(callback, await press.card(announcement, locale, now, asks=False))
    return None
