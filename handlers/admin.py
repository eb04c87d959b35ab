"""/admin: subscribers, growth and deliveries in numbers, and what people wrote, one by one."""

from datetime import datetime, timedelta

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from digests.desk.team import Team
from digests.model import Act, Bubble, Locale, Right
from digests.ports import Inbox, Overview
from handlers.answers import put_in_place, say
from handlers.pressed import Pressed
from handlers.rights import May, rights_here
from handlers.said import Said
from templates import Templates
from templates.actions.admins import CloseFeedback, OpenFeedback, ShowAdmin

DAY = timedelta(days=1)
MOST_SHOWN = 100
"""Of what people wrote; the next ones are seen when these are answered."""


def register(router: Router) -> None:
    """The card, and the pages of what people wrote."""
    router.message.register(show, Said("admin"), May(Right.NUMBERS))
    router.callback_query.register(show_again, Pressed(ShowAdmin), May(Right.NUMBERS))
    router.callback_query.register(turn_page, Pressed(OpenFeedback), May(Right.LETTERS))
    router.callback_query.register(close, Pressed(CloseFeedback), May(Right.LETTERS))


async def show(
    message: Message, team: Team, overview: Overview, inbox: Inbox, templates: Templates, locale: Locale, now: datetime
) -> None:
    """The numbers."""
    rights = await rights_here(message, team)
    await say(message, await _overview(rights, overview, inbox, templates, locale, now))


async def show_again(
    callback: CallbackQuery,
    team: Team,
    overview: Overview,
    inbox: Inbox,
    templates: Templates,
    locale: Locale,
    now: datetime,
) -> None:
    """The numbers of now, in place."""
    rights = await rights_here(callback, team)
    await put_in_place(callback, await _overview(rights, overview, inbox, templates, locale, now))


async def turn_page(
    callback: CallbackQuery, action: OpenFeedback, inbox: Inbox, templates: Templates, locale: Locale
) -> None:
    """One of what people wrote, in place."""
    await put_in_place(callback, templates.inbox(await inbox.waiting(MOST_SHOWN), locale, number=action.number))


async def close(
    callback: CallbackQuery,
    action: CloseFeedback,
    inbox: Inbox,
    templates: Templates,
    locale: Locale,
    now: datetime,
) -> str:
    """Put one aside without an answer; the next one takes its place."""
    is_new = await inbox.close(Act.CLOSE, action.key, by=callback.from_user.id, now=now)
    await put_in_place(callback, templates.inbox(await inbox.waiting(MOST_SHOWN), locale, number=action.number))
    return templates.toast("saved" if is_new else "feedback_closed", locale)


async def _overview(
    rights: frozenset[Right], overview: Overview, inbox: Inbox, templates: Templates, locale: Locale, now: datetime
) -> Bubble:
    audience, sent = await overview.audience(now), await overview.ended_since(now - DAY)
    return templates.overview(audience, sent, locale, waiting=await inbox.count(), rights=rights)
