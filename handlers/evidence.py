"""The sentences behind figures, wherever their buttons stand; admins can mark a figure as wrong there."""

from datetime import datetime

from aiogram import Bot, F, Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.enums import ChatType
from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, Message

from digests.corrections import marked_wrong
from digests.desk.ask import evidence, evidence_of
from digests.desk.team import Team
from digests.model import FigureRef, Locale, Right, Status, Subscriber
from digests.ports import Articles, Corrections, Mailings, Offload, Review
from handlers.answers import Link, put_in_place, say, say_after
from handlers.pressed import Pressed
from handlers.rights import May, rights_here
from handlers.said import Started
from templates import Templates
from templates.actions.admins import AskWrong, KeepFigure, MarkWrong
from templates.actions.figures import EvidenceFrom, ShowEvidence, ShowFigure
from templates.links import figure_of, mailing_link, mailing_of


def register(router: Router) -> None:
    """The pages of a mailing's evidence, one figure alone, and an admin's judgement of a figure."""
    router.message.register(open_link, Started(deep_link=True, magic=F.args.regexp("^[ef]_")))
    router.callback_query.register(show_evidence, Pressed(ShowEvidence))
    router.callback_query.register(turn_evidence, Pressed(EvidenceFrom))
    router.callback_query.register(show_figure, Pressed(ShowFigure))
    router.callback_query.register(ask_wrong, Pressed(AskWrong), May(Right.REVIEW))
    router.callback_query.register(mark_wrong, Pressed(MarkWrong), May(Right.REVIEW))
    router.callback_query.register(keep_figure, Pressed(KeepFigure), May(Right.REVIEW))


async def open_link(
    message: Message,
    command: CommandObject,
    articles: Articles,
    corrections: Corrections,
    mailings: Mailings,
    offload: Offload,
    subscriber: Subscriber,
    templates: Templates,
) -> None:
    """`/start f_<figure>` and `/start e_<mailing>`: the sentences; whoever is no subscriber is greeted after them."""
    link = command.args or ""
    if ref := figure_of(link):
        page, key = await evidence(articles, corrections, offload, [ref]), None
    else:
        key = mailing_of(link)
        page = await evidence_of(articles, corrections, mailings, offload, key=key, first=0)
    await say(message, templates.evidence(page, subscriber.locale, mailing=key))
    if subscriber.status is not Status.ACTIVE:
        raise SkipHandler


async def show_evidence(
    callback: CallbackQuery,
    action: ShowEvidence,
    bot: Bot,
    articles: Articles,
    corrections: Corrections,
    mailings: Mailings,
    offload: Offload,
    templates: Templates,
    locale: Locale,
    team: Team,
) -> Link | None:
    """The sentences behind a digest, below it; a channel's reader is led to the bot, so that nobody else sees them."""
    if callback.message and callback.message.chat.type == ChatType.CHANNEL:
        me = await bot.me()
        return Link(f"https://t.me/{me.username}?start={mailing_link(action.mailing)}")
    page = await evidence_of(articles, corrections, mailings, offload, key=action.mailing, first=0)
    may_mark = Right.REVIEW in await rights_here(callback, team)
    await say_after(callback, [templates.evidence(page, locale, mailing=action.mailing, may_mark=may_mark)])
    return None


async def turn_evidence(
    callback: CallbackQuery,
    action: EvidenceFrom,
    articles: Articles,
    corrections: Corrections,
    mailings: Mailings,
    offload: Offload,
    templates: Templates,
    locale: Locale,
    team: Team,
) -> None:
    """Other sentences in place."""
    page = await evidence_of(articles, corrections, mailings, offload, key=action.mailing, first=action.first)
    may_mark = Right.REVIEW in await rights_here(callback, team)
    await put_in_place(callback, templates.evidence(page, locale, mailing=action.mailing, may_mark=may_mark))


async def show_figure(
    callback: CallbackQuery,
    action: ShowFigure,
    articles: Articles,
    corrections: Corrections,
    offload: Offload,
    templates: Templates,
    locale: Locale,
    team: Team,
) -> None:
    """The sentence of one figure."""
    page = await evidence(articles, corrections, offload, [_ref(action)])
    may_mark = Right.REVIEW in await rights_here(callback, team)
    await say_after(callback, [templates.evidence(page, locale, mailing=None, may_mark=may_mark)])


async def ask_wrong(
    callback: CallbackQuery, action: AskWrong, articles: Articles, review: Review, templates: Templates, locale: Locale
) -> str | None:
    """Ask, below, whether the figure is to be marked, and say how many chats got it."""
    found = await articles.figures([_ref(action)])
    if not found:
        return templates.toast("stale", locale)
    await say_after(callback, [templates.ask_wrong(found[0], await review.readers(found[0].ref), locale)])
    return None


async def mark_wrong(
    callback: CallbackQuery,
    action: MarkWrong,
    articles: Articles,
    review: Review,
    templates: Templates,
    locale: Locale,
    now: datetime,
) -> str | None:
    """Mark it; the next run of `recheck` tells its readers. A second tap changes nothing."""
    if not await articles.figures([_ref(action)]):
        return templates.toast("stale", locale)
    await review.mark_wrong(marked_wrong(_ref(action), now), by=callback.from_user.id, now=now)
    await put_in_place(callback, templates.note("wrong_marked", locale))
    return None


async def keep_figure(callback: CallbackQuery, templates: Templates, locale: Locale) -> None:
    """It stays as it is."""
    await put_in_place(callback, templates.note("wrong_cancelled", locale))


def _ref(action: ShowFigure | AskWrong | MarkWrong) -> FigureRef:
    return FigureRef(action.article, action.revision, action.index)
