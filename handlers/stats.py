"""/stats: the latest figures of the person's rubrics, and the sentences in which they stand."""

from collections.abc import Sequence
from datetime import datetime

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from digests.desk.ask import evidence, latest
from digests.evidence import page_from, quotes
from digests.model import Bubble, FigureRef, Locale, Newsroom, Subscriber
from digests.ports import Articles, Mailings
from handlers.answers import put_in_place, say, say_after
from handlers.pressed import Pressed
from templates import Templates
from templates.actions import EvidenceFrom, ShowEvidence, ShowFigure, StatsPage, fitting_words


def build() -> Router:
    """The card and its pages; sentences behind figures, wherever their buttons stand."""
    router = Router(name="stats")
    router.message.register(stats, Command("stats"))
    router.callback_query.register(turn_page, Pressed(StatsPage))
    router.callback_query.register(show_evidence, Pressed(ShowEvidence))
    router.callback_query.register(turn_evidence, Pressed(EvidenceFrom))
    router.callback_query.register(show_figure, Pressed(ShowFigure))
    return router


async def stats(
    message: Message,
    command: CommandObject,
    subscriber: Subscriber,
    articles: Articles,
    newsroom: Newsroom,
    templates: Templates,
    now: datetime,
) -> None:
    """`/stats`: of the person's rubrics (of all, before any is chosen); `/stats WORDS`: only those with the words."""
    words = fitting_words(command.args or "")
    await say(message, await _page(articles, _rubrics(subscriber, newsroom), templates, subscriber.locale, now, words))


async def turn_page(
    callback: CallbackQuery,
    action: StatsPage,
    subscriber: Subscriber,
    articles: Articles,
    newsroom: Newsroom,
    templates: Templates,
    now: datetime,
) -> None:
    """Another page in place."""
    rubrics = _rubrics(subscriber, newsroom)
    bubble = await _page(articles, rubrics, templates, subscriber.locale, now, action.words, page=action.page)
    await put_in_place(callback, bubble)


async def show_evidence(
    callback: CallbackQuery,
    action: ShowEvidence,
    articles: Articles,
    mailings: Mailings,
    templates: Templates,
    locale: Locale,
) -> None:
    """The sentences behind a digest, below it."""
    page = await evidence(articles, mailings, action.mailing, first=0)
    await say_after(callback, [templates.evidence(page, locale, mailing=action.mailing)])


async def turn_evidence(
    callback: CallbackQuery,
    action: EvidenceFrom,
    articles: Articles,
    mailings: Mailings,
    templates: Templates,
    locale: Locale,
) -> None:
    """Other sentences in place."""
    page = await evidence(articles, mailings, action.mailing, action.first)
    await put_in_place(callback, templates.evidence(page, locale, mailing=action.mailing))


async def show_figure(
    callback: CallbackQuery, action: ShowFigure, articles: Articles, templates: Templates, locale: Locale
) -> None:
    """The sentence of one figure."""
    figures = await articles.figures([FigureRef(action.article, action.revision, action.index)])
    await say_after(callback, [templates.evidence(page_from(quotes(figures), 0), locale, mailing=None)])


async def _page(
    articles: Articles,
    rubrics: Sequence[str],
    templates: Templates,
    locale: Locale,
    now: datetime,
    words: str,
    *,
    page: int = 0,
) -> Bubble:
    found = await latest(articles, rubrics, words=words.split(), locale=locale, now=now, page=page)
    return templates.stats(found, locale, words=words)


def _rubrics(subscriber: Subscriber, newsroom: Newsroom) -> tuple[str, ...]:
    return tuple(sorted(subscriber.rubrics)) or tuple(rubric.key for rubric in newsroom.rubrics)
