"""The card of a draft: for whom it is, when it goes, and whether it goes at all."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from aiogram import Bot, Router
from aiogram.types import CallbackQuery

from digests.announcements import UNSENT, addressed, cancelled, planned, tried
from digests.errors import Refusal
from digests.model import Act, Addressees, Announcement, AnnouncementState, Locale, Plan, Right, Subscriber
from digests.ports import Announcements, Audit
from handlers.announce.press import Press
from handlers.answers import put_in_place
from handlers.pressed import Pressed
from handlers.rights import May
from templates import Templates
from templates.actions.announcements import (
    AddressAll,
    AddressTo,
    CancelAnnouncement,
    Card,
    JudgeAnnouncement,
    OpenDraft,
    PickHour,
    SendAnnouncement,
    SendNow,
    SetPlan,
    SetReadersClock,
    SetTrial,
)
from templates.actions.base import Action

WALL = "%Y%m%d%H%M"


def register(router: Router) -> None:
    """Every button of the card until the announcement is under way."""
    handlers: dict[type[Action], Callable[..., Any]] = {
        OpenDraft: open_card,
        AddressTo: address_to,
        AddressAll: address_all,
        PickHour: pick_hour,
        SetPlan: set_plan,
        SetReadersClock: set_readers_clock,
        SetTrial: set_trial,
        SendAnnouncement: send,
        JudgeAnnouncement: judge,
        SendNow: send_now,
        CancelAnnouncement: cancel,
    }
    for action, handler in handlers.items():
        router.callback_query.register(handler, Pressed(action), May(Right.ANNOUNCE))


async def open_card(
    callback: CallbackQuery, action: OpenDraft, press: Press, subscriber: Subscriber, now: datetime
) -> str | None:
    """One choice of the draft, or all that is set."""
    return await _turn(callback, press, subscriber, now, action.announcement, lambda draft: draft, action.card)


async def address_to(
    callback: CallbackQuery, action: AddressTo, press: Press, subscriber: Subscriber, now: datetime
) -> str | None:
    """Choose readers of a language, a rubric or a region."""
    key = action.key or None
    every: dict[Card, dict[str, Any]] = {
        Card.LOCALE: {"locale": Locale(key) if key in set(Locale) else None},
        Card.RUBRIC: {"rubric": key},
        Card.REGION: {"region": key},
    }
    changes = every.get(action.card, {})
    return await _turn(
        callback,
        press,
        subscriber,
        now,
        action.announcement,
        lambda draft: addressed(draft, replace(draft.addressees, **changes)),
        Card.ADDRESSEES,
    )


async def address_all(
    callback: CallbackQuery, action: AddressAll, press: Press, subscriber: Subscriber, now: datetime
) -> str | None:
    """Choose nobody in particular."""
    return await _turn(
        callback,
        press,
        subscriber,
        now,
        action.announcement,
        lambda draft: addressed(draft, Addressees()),
        Card.ADDRESSEES,
    )


async def pick_hour(
    callback: CallbackQuery, action: PickHour, press: Press, subscriber: Subscriber, now: datetime
) -> str | None:
    """The hours of the day that was tapped, or the quarters of the hour."""
    draft = await _draft(press.announcements, action.announcement)
    if draft is None or not action.within.isascii() or not action.within.isdigit() or len(action.within) not in {8, 10}:
        return press.templates.toast("stale", subscriber.locale)
    offered = press.templates.announcement_hours(
        draft,
        await press.audience(draft),
        subscriber.locale,
        zone=await press.zone(draft),
        now=now,
        within=action.within,
    )
    await put_in_place(callback, offered)
    return None


async def set_plan(
    callback: CallbackQuery, action: SetPlan, press: Press, subscriber: Subscriber, now: datetime
) -> str | None:
    """Set the time, or none."""
    try:
        wall = datetime.strptime(action.wall, WALL) if action.wall else None  # noqa: DTZ007 the zone is the plan's
    except ValueError:
        return press.templates.toast("stale", subscriber.locale)
    draft = await _draft(press.announcements, action.announcement)
    zone = await press.zone(draft) if draft else ""

    def change(draft: Announcement) -> Announcement:
        is_local = bool(draft.plan and draft.plan.is_local)
        return planned(draft, Plan(wall, zone, is_local) if wall else None, now)

    return await _turn(callback, press, subscriber, now, action.announcement, change, Card.DAY if wall else Card.ALL)


async def set_readers_clock(
    callback: CallbackQuery, action: SetReadersClock, press: Press, subscriber: Subscriber, now: datetime
) -> str | None:
    """Go by each reader's own clock, or by the author's."""

    def change(draft: Announcement) -> Announcement:
        return planned(draft, draft.plan and replace(draft.plan, is_local=action.wanted), now)

    return await _turn(callback, press, subscriber, now, action.announcement, change, Card.DAY)


async def set_trial(
    callback: CallbackQuery, action: SetTrial, press: Press, subscriber: Subscriber, now: datetime
) -> str | None:
    """A few chats first, or all."""
    return await _turn(
        *(callback, press, subscriber, now, action.announcement),
        lambda draft: tried(draft, wanted=action.wanted),
        Card.ALL,
    )


async def send(
    callback: CallbackQuery,
    bot: Bot,
    action: SendAnnouncement,
    press: Press,
    audit: Audit,
    subscriber: Subscriber,
    now: datetime,
) -> str | None:
    """Confirm the draft; its card shows what becomes of it. A second tap changes nothing."""
    draft = await press.announcements.get(action.announcement)
    if draft is None or callback.message is None:
        return press.templates.toast("stale", subscriber.locale)
    if draft.state is not AnnouncementState.DRAFT:
        raise Refusal("announcement_closed")
    if draft.plan:
        planned(draft, draft.plan, now)  # it may have passed since it was chosen
    if not await press.audience(draft):
        raise Refusal("announcement_nobody")
    await audit.note(Act.SEND, draft.id, by=subscriber.chat_id, now=now)
    confirmed = await press.confirm(bot, replace(draft, progress_message=callback.message.message_id), now)
    await put_in_place(callback, await press.card(confirmed, subscriber.locale, now))
    return None


async def judge(
    callback: CallbackQuery,
    bot: Bot,
    action: JudgeAnnouncement,
    press: Press,
    audit: Audit,
    subscriber: Subscriber,
    now: datetime,
) -> str | None:
    """A second admin lets it go, or drops it; its author's own word does not count."""
    asked = await press.announcements.get(action.announcement)
    if asked is None or asked.author_chat == subscriber.chat_id:
        return press.templates.toast("stale", subscriber.locale)
    if asked.state is not AnnouncementState.CONFIRMING:
        raise Refusal("announcement_closed")
    await audit.note(Act.AGREE if action.agreed else Act.REFUSE, asked.id, by=subscriber.chat_id, now=now)
    if action.agreed:
        now_is = await press.let_go(asked, (AnnouncementState.CONFIRMING,), now)
    else:
        now_is = cancelled(asked)
        await press.announcements.turn(now_is, (AnnouncementState.CONFIRMING,))
    await put_in_place(
        callback,
        press.templates.note("announcement_agreed" if action.agreed else "announcement_refused", subscriber.locale),
    )
    await press.refresh(bot, now_is, now)
    if not action.agreed:
        await press.tell(bot, asked, "announcement_dismissed")
    return None


async def send_now(
    callback: CallbackQuery, action: SendNow, press: Press, audit: Audit, subscriber: Subscriber, now: datetime
) -> str | None:
    """Send what waits for its time, or whose time went by. A second tap finds it under way."""
    waiting = await press.announcements.get(action.announcement)
    if waiting is None:
        return press.templates.toast("stale", subscriber.locale)
    was = (AnnouncementState.SCHEDULED, AnnouncementState.OVERDUE)
    if waiting.state in was:
        await audit.note(Act.SEND, waiting.id, by=subscriber.chat_id, now=now)
        waiting = await press.let_go(waiting, was, now, at_once=True)
    await put_in_place(callback, await press.card(waiting, subscriber.locale, now))
    return None


async def cancel(
    callback: CallbackQuery,
    action: CancelAnnouncement,
    announcements: Announcements,
    templates: Templates,
    locale: Locale,
) -> str | None:
    """Drop what nobody has yet."""
    draft = await announcements.get(action.announcement)
    if draft is None:
        return templates.toast("stale", locale)
    dropped = cancelled(draft)
    if not await announcements.turn(dropped, (*UNSENT, AnnouncementState.CANCELLED)):
        raise Refusal("announcement_closed")
    await put_in_place(callback, templates.note("announce_cancelled", locale))
    return None


async def _draft(announcements: Announcements, id_: str) -> Announcement | None:
    draft = await announcements.get(id_)
    return draft if draft and draft.state is AnnouncementState.DRAFT else None


async def _turn(
    callback: CallbackQuery,
    press: Press,
    subscriber: Subscriber,
    now: datetime,
    id_: str,
    change: Callable[[Announcement], Announcement],
    card: Card,
) -> str | None:
    """Change the draft and show this on its card."""
    draft = await _draft(press.announcements, id_)
    if draft is None:
        raise Refusal("announcement_closed")
    changed = change(draft)
    if changed != draft and not await press.announcements.turn(changed, (AnnouncementState.DRAFT,)):
        raise Refusal("announcement_closed")
    shown = press.templates.announcement_draft(
        changed,
        await press.audience(changed),
        subscriber.locale,
        zone=await press.zone(changed),
        now=now,
        card=card,
    )
    await put_in_place(callback, shown)
    return None
