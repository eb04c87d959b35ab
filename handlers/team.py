"""Who runs the bot: owners invite others, change and end their roles, and see what all of them did."""

import asyncio
import secrets
from collections.abc import Collection, Mapping
from contextlib import suppress
from datetime import datetime, timedelta

from aiogram import Bot, F, Router
from aiogram.enums import ChatType
from aiogram.exceptions import TelegramAPIError
from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, Message

from digests.desk.team import Team
from digests.model import Bubble, Locale, Member, Newsroom, Right, Role, Subscriber
from digests.ports import Audit, Subscribers
from digests.team import GIVEN
from handlers.answers import post, put_in_place, say, say_after
from handlers.commands import introduce_to_member
from handlers.fits import Fits
from handlers.pressed import Pressed
from handlers.rights import May
from handlers.said import Started
from templates import DEEDS_PER_PAGE, Templates
from templates.actions.team import GiveRole, Invite, ShowAudit, ShowMember, ShowTeam, TakeRole
from templates.links import INVITATION_LINK, code_of

LASTS = timedelta(days=1)


def register(router: Router) -> None:
    """The team with its members, invitations and who opens one, and the audit."""
    invited = Started(deep_link=True, magic=F.args.startswith(INVITATION_LINK))
    router.message.register(accept, invited, Fits(F.chat.type == ChatType.PRIVATE))
    router.callback_query.register(show, Pressed(ShowTeam), May(Right.TEAM))
    router.callback_query.register(invite, Pressed(Invite), May(Right.TEAM))
    router.callback_query.register(show_member, Pressed(ShowMember), May(Right.TEAM))
    router.callback_query.register(give, Pressed(GiveRole), May(Right.TEAM))
    router.callback_query.register(take, Pressed(TakeRole), May(Right.TEAM))
    router.callback_query.register(show_audit, Pressed(ShowAudit), May(Right.TEAM))


async def accept(
    message: Message,
    bot: Bot,
    command: CommandObject,
    team: Team,
    templates: Templates,
    locale: Locale,
    now: datetime,
) -> None:
    """Whoever opens an invitation has its role from now on; an owner leaves it to others."""
    if message.chat.id in team.owners:
        await say(message, templates.note("owner_already", locale))
        return
    role = await team.roles.accept(code_of(command.args or ""), message.chat.id, now)
    if role is None:
        await say(message, templates.note("invitation_over", locale))
        return
    await say(message, templates.role_given(role, locale))
    await introduce_to_member(bot, templates, message.chat.id, await team.rights_of(message.chat.id))


async def show(callback: CallbackQuery, bot: Bot, team: Team, templates: Templates, locale: Locale) -> None:
    """Everybody, in place."""
    await put_in_place(callback, await _team(bot, team, templates, locale))


async def invite(
    callback: CallbackQuery,
    bot: Bot,
    action: Invite,
    team: Team,
    templates: Templates,
    locale: Locale,
    now: datetime,
) -> str | None:
    """A link to pass on, below."""
    if action.role not in GIVEN:
        return templates.toast("stale", locale)
    code, me = secrets.token_urlsafe(16), await bot.me()
    await team.roles.invite(code, action.role, by=callback.from_user.id, now=now, lasts=LASTS)
    await say_after(callback, [templates.invitation(action.role, me.username or "", code, locale)])
    return None


async def show_member(
    callback: CallbackQuery, bot: Bot, action: ShowMember, team: Team, templates: Templates, locale: Locale
) -> str | None:
    """One of them, in place."""
    return await _show_member(callback, bot, action.chat, team, templates, locale)


async def give(
    callback: CallbackQuery,
    bot: Bot,
    action: GiveRole,
    team: Team,
    subscribers: Subscribers,
    templates: Templates,
    locale: Locale,
    now: datetime,
) -> str | None:
    """Another role; the person hears of it."""
    if action.role not in GIVEN:
        return templates.toast("stale", locale)
    is_new = await team.roles.give(action.chat, action.role, by=callback.from_user.id, now=now)
    stale = await _show_member(callback, bot, action.chat, team, templates, locale)
    if is_new:
        await _tell(bot, team, subscribers, templates, action.chat)
    return stale or templates.toast("saved", locale)


async def take(
    callback: CallbackQuery,
    bot: Bot,
    action: TakeRole,
    team: Team,
    subscribers: Subscribers,
    templates: Templates,
    locale: Locale,
    now: datetime,
) -> str | None:
    """Ask first; then the role is gone, and the person hears of it."""
    if not action.is_confirmed:
        return await _show_member(callback, bot, action.chat, team, templates, locale, asks=True)
    is_gone = await team.roles.take(action.chat, by=callback.from_user.id, now=now)
    await put_in_place(callback, await _team(bot, team, templates, locale))
    if is_gone:
        await _tell(bot, team, subscribers, templates, action.chat)
    return templates.toast("saved" if is_gone else "stale", locale)


async def show_audit(
    callback: CallbackQuery,
    bot: Bot,
    action: ShowAudit,
    audit: Audit,
    newsroom: Newsroom,
    templates: Templates,
    subscriber: Subscriber,
) -> None:
    """A page of what was done, in place; one that is there no more is the last one."""
    page = max(action.page, 0)
    deeds, total = await audit.latest(first=page * DEEDS_PER_PAGE, limit=DEEDS_PER_PAGE)
    if not deeds and total:
        page = (total - 1) // DEEDS_PER_PAGE
        deeds, total = await audit.latest(first=page * DEEDS_PER_PAGE, limit=DEEDS_PER_PAGE)
    names = await _names(bot, {deed.by for deed in deeds} | {deed.whom for deed in deeds if deed.whom})
    sources = {source.id: source.name for source in newsroom.sources}
    zone = subscriber.schedule.zone
    shown = templates.audit(deeds, names, sources, subscriber.locale, page=page, total=total, zone=zone)
    await put_in_place(callback, shown)


async def _team(bot: Bot, team: Team, templates: Templates, locale: Locale) -> Bubble:
    members = await team.members()
    return templates.team(members, await _names(bot, {one.chat_id for one in members}), locale)


async def _show_member(
    callback: CallbackQuery,
    bot: Bot,
    chat: int,
    team: Team,
    templates: Templates,
    locale: Locale,
    *,
    asks: bool = False,
) -> str | None:
    found = await _member(team, chat)
    if found is None:
        await put_in_place(callback, await _team(bot, team, templates, locale))
        return templates.toast("stale", locale)
    await put_in_place(callback, templates.member(found, await _names(bot, {chat}), locale, asks=asks))
    return None


async def _member(team: Team, chat: int) -> Member | None:
    """Somebody whose role can be changed."""
    return next((one for one in await team.members() if one.chat_id == chat and one.role is not Role.OWNER), None)


async def _tell(bot: Bot, team: Team, subscribers: Subscribers, templates: Templates, chat: int) -> None:
    """Tell the person of the role that they have now, where they can be reached, and change their menu of commands."""
    known = await subscribers.find(chat)
    if known is None:
        return
    role = await team.role_of(chat)
    said = templates.role_given(role, known.locale) if role else templates.note("role_taken", known.locale)
    with suppress(TelegramAPIError):
        await post(bot, chat, said)
    await introduce_to_member(bot, templates, chat, await team.rights_of(chat))


async def _names(bot: Bot, chats: Collection[int]) -> Mapping[int, str]:
    """What Telegram calls them: names are kept nowhere. Whom it does not know has none."""
    found = await asyncio.gather(*(bot.get_chat(chat) for chat in chats if chat), return_exceptions=True)
    return {one.id: one.full_name for one in found if not isinstance(one, BaseException)}
