"""/announce: what an admin writes becomes a draft, which is shown as it will go out."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from html import escape

from aiogram import Bot, Router
from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, Message

from digests.announcements import addressed, chats_of, drafted, written
from digests.errors import Refusal
from digests.model import (
    Announcement,
    AnnouncementState,
    Button,
    Locale,
    Media,
    MediaKind,
    Question,
    Right,
    Subscriber,
)
from digests.ports import Announcements, Subscribers
from handlers.announce.press import Press
from handlers.answers import post, put_in_place, say
from handlers.asked import Asked
from handlers.pressed import Pressed
from handlers.rights import May
from handlers.said import Said
from templates import Templates
from templates.actions.announcements import AskAddressees


def register(router: Router) -> None:
    """The command, what it asks for, and the list of chats that a button asks for."""
    router.message.register(announce, Said("announce"), May(Right.ANNOUNCE))
    router.message.register(take_message, Asked(Question.ANNOUNCEMENT, anything=True), May(Right.ANNOUNCE))
    router.callback_query.register(ask_chats, Pressed(AskAddressees), May(Right.ANNOUNCE))
    router.message.register(take_chats, Asked(Question.ADDRESSEES), May(Right.ANNOUNCE))


async def announce(
    message: Message,
    bot: Bot,
    command: CommandObject,
    subscriber: Subscriber,
    subscribers: Subscribers,
    announcements: Announcements,
    templates: Templates,
    press: Press,
    now: datetime,
) -> None:
    """`/announce TEXT` makes a draft of the text; `/announce` alone asks for it."""
    draft = drafted(message.chat.id, now)
    if not command.args:
        await announcements.save(draft)
        await subscribers.save(replace(subscriber, asked=Question.ANNOUNCEMENT))
        await say(message, templates.note("announce_ask", subscriber.locale))
        return
    text = message.html_text.partition(escape(command.prefix + command.command))[2]
    await _show(bot, press, written(draft, text.partition(" ")[2] or text), subscriber.locale, now)


async def take_message(
    message: Message,
    bot: Bot,
    subscriber: Subscriber,
    subscribers: Subscribers,
    announcements: Announcements,
    press: Press,
    now: datetime,
) -> None:
    """What was asked for, with its formatting, picture or file, and buttons; what is refused is still awaited."""
    asked = await announcements.latest(message.chat.id, AnnouncementState.AWAITING_TEXT)
    media, links = _media(message), _links(message)
    draft = written(asked or drafted(message.chat.id, now), message.html_text, media, links)
    await _show(bot, press, draft, subscriber.locale, now)
    await subscribers.save(replace(subscriber, asked=None))


async def ask_chats(
    callback: CallbackQuery,
    action: AskAddressees,
    subscriber: Subscriber,
    subscribers: Subscribers,
    announcements: Announcements,
    templates: Templates,
) -> str | None:
    """Ask for the list of chats, on the card of the draft."""
    draft = await announcements.get(action.announcement)
    if draft is None or draft.state is not AnnouncementState.DRAFT:
        return templates.toast("stale", subscriber.locale)
    await subscribers.save(replace(subscriber, asked=Question.ADDRESSEES))
    await put_in_place(callback, templates.announcement_list(draft, subscriber.locale))
    return None


async def take_chats(
    message: Message,
    bot: Bot,
    subscriber: Subscriber,
    subscribers: Subscribers,
    announcements: Announcements,
    press: Press,
    now: datetime,
) -> None:
    """The list that was asked for; the card comes again below it."""
    draft = await announcements.latest(message.chat.id, AnnouncementState.DRAFT)
    if draft is None:
        raise Refusal("announcement_closed")
    listed = replace(draft.addressees, chats=chats_of(message.text or ""))
    await _card(bot, press, addressed(draft, listed), subscriber.locale, now)
    await subscribers.save(replace(subscriber, asked=None))


async def _show(bot: Bot, press: Press, draft: Announcement, locale: Locale, now: datetime) -> None:
    # The preview is sent first: what Telegram refuses never becomes a draft that could be confirmed.
    await post(bot, draft.author_chat, draft.bubble)
    await press.announcements.save(draft)
    await _card(bot, press, draft, locale, now)


async def _card(bot: Bot, press: Press, draft: Announcement, locale: Locale, now: datetime) -> None:
    shown = await post(bot, draft.author_chat, await press.card(draft, locale, now))
    await press.announcements.save(replace(draft, progress_message=shown.message_id))


def _media(message: Message) -> Media | None:
    """The picture or the file of a message; Refusal for what cannot be announced: an album, a sticker, a voice."""
    if message.media_group_id:
        raise Refusal("announcement_album")
    if message.photo:
        return Media(MediaKind.PHOTO, max(message.photo, key=lambda size: size.width).file_id)
    if message.document and not message.animation:
        return Media(MediaKind.DOCUMENT, message.document.file_id)
    if not message.text:
        raise Refusal("announcement_empty")
    return None


def _links(message: Message) -> Sequence[Button]:
    """The buttons of a forwarded message that lead to pages; its others would ask a bot that is not this one."""
    rows = message.reply_markup.inline_keyboard if message.reply_markup else []
    return [Button(button.text, url=button.url) for row in rows for button in row if button.url]
