"""/stats: the metrics and the latest figures of the person's rubrics."""

from dataclasses import dataclass
from datetime import datetime

from aiogram import Router
from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, Message

from digests.desk.ask import charts_behind, metric_card, metric_chart, stats_page
from digests.metrics import MetricsPage
from digests.model import Bubble, Locale, Newsroom, Subscriber
from digests.ports import Articles, Follows, Ledger, Mailings, Offload, Pictures
from handlers.answers import SLOW, put_in_place, say, say_after
from handlers.pictures import Gallery
from handlers.ports import Draw
from handlers.pressed import Pressed
from handlers.said import Said
from templates import Templates
from templates.actions.codes import fitting_words, metric_of
from templates.actions.figures import ShowChart, ShowDynamics, ShowMetric, StatsPage
from templates.places import place_of


def register(router: Router) -> None:
    """The list, its pages, and the cards of metrics."""
    router.message.register(stats, Said("stats"), flags=SLOW)
    router.callback_query.register(turn_page, Pressed(StatsPage))
    router.callback_query.register(show_metric, Pressed(ShowMetric))
    router.callback_query.register(show_chart, Pressed(ShowChart))
    router.callback_query.register(show_dynamics, Pressed(ShowDynamics))


async def stats(
    message: Message,
    command: CommandObject,
    subscriber: Subscriber,
    articles: Articles,
    ledger: Ledger,
    follows: Follows,
    newsroom: Newsroom,
    templates: Templates,
    now: datetime,
) -> None:
    """`/stats`: of the person's rubrics (of all, before any is chosen); `/stats WORDS`: what has the words."""
    words = fitting_words(command.args or "")
    await say(message, await _Stats(articles, ledger, follows, newsroom, templates).page(subscriber, now, words))


async def turn_page(
    callback: CallbackQuery,
    action: StatsPage,
    subscriber: Subscriber,
    articles: Articles,
    ledger: Ledger,
    follows: Follows,
    newsroom: Newsroom,
    templates: Templates,
    now: datetime,
) -> None:
    """Another page in place; also what "Back" on a card asks for."""
    words = fitting_words(action.words)  # a button of another version may carry more of them
    shown = _Stats(articles, ledger, follows, newsroom, templates)
    await put_in_place(callback, await shown.page(subscriber, now, words, number=action.page))


async def show_metric(
    callback: CallbackQuery,
    action: ShowMetric,
    subscriber: Subscriber,
    articles: Articles,
    ledger: Ledger,
    follows: Follows,
    newsroom: Newsroom,
    offload: Offload,
    templates: Templates,
    locale: Locale,
    now: datetime,
) -> str | None:
    """The card of a metric in place; a toast where the newsroom no longer has the metric."""
    metric = metric_of(action.metric, newsroom.metrics)
    if metric is None:
        return templates.toast("stale", locale)
    card = await metric_card(articles, ledger, offload, metric, place=place_of(action.place), now=now)
    words = fitting_words(action.words)
    followed = {(one.series, one.place) for one in await follows.of(subscriber.chat_id)}
    is_followed = (metric.key, card.place) in followed
    shown = templates.metric(card, locale, page=action.page, words=words, is_followed=is_followed)
    await put_in_place(callback, shown)
    return None


async def show_chart(
    callback: CallbackQuery,
    action: ShowChart,
    ledger: Ledger,
    newsroom: Newsroom,
    offload: Offload,
    pictures: Pictures,
    draw: Draw,
    templates: Templates,
    locale: Locale,
    now: datetime,
) -> str | None:
    """The chart of a metric, below; a toast where its values are no longer there."""
    metric = metric_of(action.metric, newsroom.metrics)
    chart = metric and await metric_chart(ledger, offload, metric, place=place_of(action.place), now=now)
    if not chart:
        return templates.toast("stale", locale)
    await Gallery(pictures, draw).show(callback, *templates.chart(chart, locale), now)
    return None


async def show_dynamics(
    callback: CallbackQuery,
    action: ShowDynamics,
    ledger: Ledger,
    mailings: Mailings,
    newsroom: Newsroom,
    offload: Offload,
    pictures: Pictures,
    draw: Draw,
    templates: Templates,
    locale: Locale,
    now: datetime,
) -> str | None:
    """The chart behind a digest; where there are several, which of them."""
    charts = await charts_behind(ledger, mailings, offload, newsroom.metrics, action.mailing, now)
    if not charts:
        return templates.toast("no_chart", locale)
    if len(charts) > 1:
        await say_after(callback, [templates.charts(charts, locale)])
        return None
    await Gallery(pictures, draw).show(callback, *templates.chart(charts[0], locale), now)
    return None


@dataclass(frozen=True, slots=True)
class _Stats:
    """What a page of /stats is made from."""

    articles: Articles
    ledger: Ledger
    follows: Follows
    newsroom: Newsroom
    templates: Templates

    async def page(self, subscriber: Subscriber, now: datetime, words: str, *, number: int = 0) -> Bubble:
        """The page as it is said to this person."""
        rubrics = tuple(sorted(subscriber.rubrics)) or tuple(rubric.key for rubric in self.newsroom.rubrics)
        found = await stats_page(
            self.articles,
            self.ledger,
            self.newsroom.metrics,
            rubrics,
            words=words.split(),
            locale=subscriber.locale,
            now=now,
            page=number,
        )
        if isinstance(found, MetricsPage):
            follows_some = found.number == 0 and bool(await self.follows.of(subscriber.chat_id))
            return self.templates.metrics(found, subscriber.locale, words=words, follows_some=follows_some)
        return self.templates.stats(found, subscriber.locale, words=words)
