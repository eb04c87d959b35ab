"""/review: admins judge what the gate held back, doubtful corrections, and sources that differ."""

from datetime import datetime

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from digests.desk.review import waiting
from digests.model import Locale, Right
from digests.ports import Ledger, Review
from handlers.answers import put_in_place, say
from handlers.pressed import Pressed
from handlers.rights import May
from handlers.said import Said
from templates import Templates
from templates.actions.admins import Decide, ReviewPage


def register(router: Router) -> None:
    """One thing at a time, with what can be said of it."""
    router.message.register(show, Said("review"), May(Right.REVIEW))
    router.callback_query.register(turn_page, Pressed(ReviewPage), May(Right.REVIEW))
    router.callback_query.register(decide, Pressed(Decide), May(Right.REVIEW))


async def show(
    message: Message, review: Review, ledger: Ledger, templates: Templates, locale: Locale, now: datetime
) -> None:
    """The first."""
    await say(message, templates.review(await waiting(review, ledger, now), locale, number=0))


async def turn_page(
    callback: CallbackQuery,
    action: ReviewPage,
    review: Review,
    ledger: Ledger,
    templates: Templates,
    locale: Locale,
    now: datetime,
) -> None:
    """Another one in place."""
    await put_in_place(callback, templates.review(await waiting(review, ledger, now), locale, number=action.number))


async def decide(
    callback: CallbackQuery,
    action: Decide,
    review: Review,
    ledger: Ledger,
    templates: Templates,
    locale: Locale,
    now: datetime,
) -> str:
    """Apply a judgement; the next one takes its place. What another admin has judged already is only taken away."""
    is_new = await review.decide(action.act, action.key, by=callback.from_user.id, now=now)
    await put_in_place(callback, templates.review(await waiting(review, ledger, now), locale, number=action.number))
    return templates.toast("saved" if is_new else "stale", locale)
