"""/stats: the metrics and the latest figures of the person's rubrics."""

from dataclasses import dataclass
from datetime import datetime

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from digests.desk.ask import metric_card, stats_page
from digests.metrics import MetricsPage
from digests.model import Bubble, Locale, Newsroom, Subscriber
from digests.ports import Articles, Ledger, Offload
from handlers.answers import put_in_place, say
from handlers.pressed import Pressed
from templates import Templates
from templates.actions import ShowMetric, StatsPage, fitting_words, metric_code
from templates.places import place_of


def build() -> Router:
    """The list, its pages, and the cards of metrics."""
    router = Router(name="stats")
    router.message.register(stats, Command("stats"))
    router.callback_query.register(turn_page, Pressed(StatsPage))
    router.callback_query.register(show_metric, Pressed(ShowMetric))
    return router


async def stats(
    message: Message,
    command: CommandObject,
    subscriber: Subscriber,
    articles: Articles,
    ledger: Ledger,
    newsroom: Newsroom,
    templates: Templates,
    now: datetime,
) -> None:
    """`/stats`: of the person's rubrics (of all, before any is chosen); `/stats WORDS`: what has the words."""
    words = fitting_words(command.args or "")
    await say(message, await _Stats(articles, ledger, newsroom, templates).page(subscriber, now, words))


async def turn_page(
    callback: CallbackQuery,
    action: StatsPage,
    subscriber: Subscriber,
    articles: Articles,
    ledger: Ledger,
    newsroom: Newsroom,
    templates: Templates,
    now: datetime,
) -> None:
    """Another page in place; also what "Back" on a card asks for."""
    words = fitting_words(action.words)  # a button of another version may carry more of them
    shown = _Stats(articles, ledger, newsroom, templates)
    await put_in_place(callback, await shown.page(subscriber, now, words, number=action.page))


async def show_metric(
    callback: CallbackQuery,
    action: ShowMetric,
    articles: Articles,
    ledger: Ledger,
    newsroom: Newsroom,
    offload: Offload,
    templates: Templates,
    locale: Locale,
    now: datetime,
) -> str | None:
    """The card of a metric in place; a toast where the newsroom no longer has the metric."""
    metric = next((metric for metric in newsroom.metrics if metric_code(metric.key) == action.metric), None)
    if metric is None:
        return templates.toast("stale", locale)
    card = await metric_card(articles, ledger, offload, metric, place=place_of(action.place), now=now)
    words = fitting_words(action.words)
    await put_in_place(callback, templates.metric(card, locale, page=action.page, words=words))
    return None


@dataclass(frozen=True, slots=True)
class _Stats:
    """What a page of /stats is made from."""

    articles: Articles
    ledger: Ledger
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
            return self.templates.metrics(found, subscriber.locale, words=words)
        return self.templates.stats(found, subscriber.locale, words=words)
