"""/announce: an admin writes to all subscribers; preview, confirmation, progress, doubts."""

from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from html import escape

from aiogram import Bot, F, Router
from aiogram.enums import ChatType
from aiogram.exceptions import TelegramBadRequest
from aiogram.filters import Command, CommandObject, Filter
from aiogram.types import CallbackQuery, Message, ReplyParameters

from digests.announcements import WANTED_FOR, cancelled, drafted, ended, mailing_key, mailing_of, with_text
from digests.errors import Refusal
from digests.model import Announcement, AnnouncementState, Bubble, Locale
from digests.ports import Announcements, Mailings, Outbox, Subscribers
from handlers.answers import markup, put_in_place, say
from handlers.ports import Wake
from handlers.pressed import Pressed
from handlers.rights import IsAdmin
from templates import Templates
from templates.actions.announcements import (
    CancelAnnouncement,
    ResolveDoubt,
    SendAnnouncement,
    SteerAnnouncement,
    Steering,
)

STATE_OF = {
    Steering.PAUSE: AnnouncementState.PAUSED,
    Steering.RESUME: AnnouncementState.SENDING,
    Steering.END: AnnouncementState.ENDING,
}


def build() -> Router:
    """The draft, its text, the two buttons under the preview, and those of the progress card."""
    router = Router(name="announce")
    router.message.register(announce, Command("announce"), IsAdmin())
    router.message.register(refuse, Command("announce"))
    router.message.register(take_text, ~F.text.startswith("/"), IsAdmin(), AwaitsText())
    router.callback_query.register(send, Pressed(SendAnnouncement), IsAdmin())
    router.callback_query.register(cancel, Pressed(CancelAnnouncement), IsAdmin())
    router.callback_query.register(steer, Pressed(SteerAnnouncement), IsAdmin())
    router.callback_query.register(resolve_doubt, Pressed(ResolveDoubt), IsAdmin())
    return router


class AwaitsText(Filter):
    """Passes when the admin's last announcement still waits for its text, and gives it as `waiting`."""

    async def __call__(self, message: Message, announcements: Announcements) -> bool | dict[str, Announcement]:
        waiting = await announcements.awaiting_text(message.chat.id)
        return {"waiting": waiting} if waiting else False


async def announce(
    message: Message,
    command: CommandObject,
    announcements: Announcements,
    templates: Templates,
    locale: Locale,
    now: datetime,
) -> None:
    """`/announce TEXT` makes a draft of the text; `/announce` alone asks for it."""
    draft = drafted(message.chat.id, now)
    if not command.args:
        await announcements.save(draft)
        await say(message, templates.note("announce_ask", locale))
        return
    text = message.html_text.partition(escape(command.prefix + command.command))[2]
    await _preview(message, with_text(draft, text.partition(" ")[2] or text), announcements, templates, locale)


async def refuse(message: Message, templates: Templates, locale: Locale) -> None:
    """Say that this is for admins."""
    if message.chat.type == ChatType.PRIVATE:
        await say(message, templates.note("not_admin", locale))


async def take_text(
    message: Message, waiting: Announcement, announcements: Announcements, templates: Templates, locale: Locale
) -> None:
    """The text that was asked for, with its formatting; what comes without one is refused, and still awaited."""
    text = message.html_text if message.text else ""
    await _preview(message, with_text(waiting, text), announcements, templates, locale)


async def send(
    callback: CallbackQuery,
    action: SendAnnouncement,
    announcements: Announcements,
    mailings: Mailings,
    templates: Templates,
    locale: Locale,
    wake: Wake,
    now: datetime,
) -> str | None:
    """Queue it for everybody; the confirmation becomes the progress card. A second tap changes nothing."""
    draft = await announcements.get(action.announcement)
    if draft is None or callback.message is None:
        return templates.toast("stale", locale)
    if draft.state is not AnnouncementState.DRAFT:
        raise Refusal("announcement_closed")
    draft = replace(draft, progress_message=callback.message.message_id)
    mailing = mailing_of(draft, now)
    await announcements.send(draft, mailing)
    wake()
    sending = replace(draft, state=AnnouncementState.SENDING)
    await put_in_place(callback, templates.announcement_progress(sending, await mailings.progress(mailing.key), locale))
    return None


async def cancel(
    callback: CallbackQuery,
    action: CancelAnnouncement,
    announcements: Announcements,
    templates: Templates,
    locale: Locale,
) -> str | None:
    """Drop the draft."""
    draft = await announcements.get(action.announcement)
    if draft is None:
        return templates.toast("stale", locale)
    await announcements.save(cancelled(draft))
    await put_in_place(callback, templates.note("announce_cancelled", locale))
    return None


async def steer(
    callback: CallbackQuery,
    action: SteerAnnouncement,
    announcements: Announcements,
    mailings: Mailings,
    templates: Templates,
    locale: Locale,
    wake: Wake,
    now: datetime,
) -> str | None:
    """Pause, resume or drop what is being sent; the card shows what holds then, whoever tapped first."""
    announcement = await announcements.get(action.announcement)
    if announcement is None:
        return templates.toast("stale", locale)
    key = mailing_key(announcement)
    if await announcements.steer(announcement.id, key, STATE_OF[action.steering], now):
        wake()
    announcement = await announcements.get(action.announcement) or announcement
    card = templates.announcement_progress(announcement, await mailings.progress(key), locale)
    await put_in_place(callback, card)
    return None


async def resolve_doubt(
    callback: CallbackQuery,
    action: ResolveDoubt,
    announcements: Announcements,
    mailings: Mailings,
    outbox: Outbox,
    templates: Templates,
    locale: Locale,
    wake: Wake,
    now: datetime,
) -> str | None:
    """Send what may have arrived or not again, or leave it; the card asks no more. A second tap changes nothing."""
    announcement = await announcements.get(action.announcement)
    if announcement is None:
        return templates.toast("stale", locale)
    key = mailing_key(announcement)
    if action.again:
        # The card is under way first: were it the other way round, an end in between would leave it as it is.
        announcement = replace(announcement, state=AnnouncementState.SENDING)
        await announcements.save(announcement)
        await outbox.send_again(key, now, now + WANTED_FOR)
        wake()
    card = templates.announcement_progress(announcement, await mailings.progress(key), locale, asks=False)
    await put_in_place(callback, card)
    return None


async def show_progress(
    bot: Bot,
    announcements: Announcements,
    mailings: Mailings,
    subscribers: Subscribers,
    templates: Templates,
    now: datetime,
) -> None:
    """Bring the progress cards of announcements under way up to date; those with nothing left to send are done."""
    for announcement in await announcements.sending():
        author = await subscribers.find(announcement.author_chat)
        key = mailing_key(announcement)
        if announcement.state is AnnouncementState.ENDING:  # what was on its way may have been put back since
            await announcements.steer(announcement.id, key, AnnouncementState.ENDING, now)
        progress = await mailings.progress(key)
        shown = ended(announcement, progress)
        if shown is not announcement:
            await announcements.save(shown)
        if announcement.progress_message is None or author is None:
            continue
        card = templates.announcement_progress(shown, progress, author.locale)
        with suppress(TelegramBadRequest):  # the author deleted the card, or nothing on it changed
            await bot.edit_message_text(
                card.text,
                chat_id=announcement.author_chat,
                message_id=announcement.progress_message,
                reply_markup=markup(card),
            )
        if shown.state is AnnouncementState.STOPPED:  # an edit rings no bell
            note = templates.note("announcement_stopped", author.locale)
            await bot.send_message(
                announcement.author_chat,
                note.text,
                reply_parameters=ReplyParameters(
                    message_id=announcement.progress_message, allow_sending_without_reply=True
                ),
            )


async def _preview(
    message: Message, draft: Announcement, announcements: Announcements, templates: Templates, locale: Locale
) -> None:
    # The preview is sent first: a text that Telegram refuses never becomes a draft that could be confirmed.
    await say(message, Bubble(draft.text))
    await announcements.save(draft)
    await say(message, templates.announcement_confirm(draft, await announcements.audience(), locale))
