"""/sources: admins see when each source was last read and what ails it, have it read now, and let it rest."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

import structlog
from aiogram import Bot, Router
from aiogram.exceptions import TelegramAPIError
from aiogram.types import CallbackQuery, Message

from digests.desk.team import Team
from digests.model import Act, Locale, Question, Right, SourceHealth, Subscriber
from digests.ports import Audit, Sources, Subscribers
from handlers.answers import SLOW, post, put_in_place, say, say_after
from handlers.asked import Asked
from handlers.ports import AddSource
from handlers.pressed import Pressed
from handlers.rights import May
from handlers.said import Said
from templates import Templates
from templates.actions.admins import AskSource, LookNow, RestSource, ShowSource, SourcesPage
from templates.actions.codes import source_code

log = structlog.get_logger()


def register(router: Router) -> None:
    """The list and its pages, a card for each source, and what can be done there."""
    router.message.register(show, Said("sources"), May(Right.SOURCES))
    router.callback_query.register(turn_page, Pressed(SourcesPage), May(Right.SOURCES))
    router.callback_query.register(show_source, Pressed(ShowSource), May(Right.SOURCES))
    router.callback_query.register(ask_source, Pressed(AskSource), May(Right.SOURCES))
    router.message.register(take_source, Asked(Question.SOURCE), May(Right.SOURCES), flags=SLOW)
    router.callback_query.register(rest, Pressed(RestSource), May(Right.SOURCES))
    router.callback_query.register(look_now, Pressed(LookNow), May(Right.SOURCES))


async def show(message: Message, sources: Sources, templates: Templates, locale: Locale, now: datetime) -> None:
    """The first page."""
    await say(message, templates.sources(await sources.health(), locale, now, page=0))


async def turn_page(
    callback: CallbackQuery, action: SourcesPage, sources: Sources, templates: Templates, locale: Locale, now: datetime
) -> None:
    """Another page in place."""
    await put_in_place(callback, templates.sources(await sources.health(), locale, now, page=max(action.page, 0)))


async def show_source(
    callback: CallbackQuery, action: ShowSource, sources: Sources, templates: Templates, locale: Locale, now: datetime
) -> str | None:
    """All about one."""
    found = await _source(sources, action.source)
    if found is None:
        return templates.toast("stale", locale)
    await put_in_place(callback, templates.source(found, locale, now, page=action.page))
    return None


async def ask_source(
    callback: CallbackQuery, subscriber: Subscriber, subscribers: Subscribers, templates: Templates
) -> None:
    """The next message is the address."""
    await subscribers.save(replace(subscriber, asked=Question.SOURCE))
    await say_after(callback, [templates.note("source_ask", subscriber.locale)])


async def take_source(
    message: Message,
    subscriber: Subscriber,
    subscribers: Subscribers,
    add_source: AddSource,
    audit: Audit,
    templates: Templates,
    now: datetime,
) -> None:
    """Look at it, and read it from now on; an address that is refused is still awaited."""
    added = await add_source(message.text or "")
    await audit.note(Act.ADD_SOURCE, added.source.id, by=subscriber.chat_id, now=now)
    await subscribers.save(replace(subscriber, asked=None))
    found = {"items": added.items, "dated": added.dated, "newest": added.newest}
    await say(message, templates.source_added(added.source.name, added.source.url, subscriber.locale, **found))


async def rest(
    callback: CallbackQuery,
    action: RestSource,
    sources: Sources,
    audit: Audit,
    templates: Templates,
    locale: Locale,
    now: datetime,
) -> str | None:
    """Read it no more, or again; it stays so over a restart."""
    found = await _source(sources, action.source)
    if found is None:
        return templates.toast("stale", locale)
    await sources.rest(found.source.id, wanted=action.wanted, now=now)
    if found.is_resting != action.wanted:  # a second tap does nothing
        act = Act.REST if action.wanted else Act.READ_AGAIN
        await audit.note(act, found.source.id, by=callback.from_user.id, now=now)
    shown = await _source(sources, action.source) or found
    await put_in_place(callback, templates.source(shown, locale, now, page=action.page))
    return templates.toast("saved", locale)


async def look_now(
    callback: CallbackQuery, action: LookNow, sources: Sources, templates: Templates, locale: Locale, now: datetime
) -> str | None:
    """Read it in the next round."""
    found = await _source(sources, action.source)
    if found is None:
        return templates.toast("stale", locale)
    await sources.look_now(found.source.id, now)
    await put_in_place(callback, templates.source(found, locale, now, page=action.page))
    return templates.toast("looking", locale)


async def tell_trouble(
    bot: Bot,
    subscribers: Subscribers,
    templates: Templates,
    team: Team,
    troubled: Sequence[tuple[str, str]],
    names: Mapping[str, str],
) -> None:
    """Tell those who see to them what has begun to ail sources (`troubled`: ids and troubles), in one message each.

    Who has never spoken to the bot hears nothing: it may not begin.
    """
    named = [(names.get(source_id, source_id), trouble) for source_id, trouble in troubled]
    for admin in await team.with_right(Right.SOURCES):
        known = await subscribers.find(admin)
        if known is None:
            continue
        try:
            await post(bot, admin, templates.trouble(named, known.locale))
        except TelegramAPIError as error:
            log.warning("source.untold", error=type(error).__name__)


async def _source(sources: Sources, code: str) -> SourceHealth | None:
    return next((one for one in await sources.health() if source_code(one.source.id) == code), None)
