"""Following a metric: from its card, and the list of what a chat follows."""

from datetime import datetime

from aiogram import Router
from aiogram.types import CallbackQuery

from digests.desk.ask import metric_card
from digests.follows import follow
from digests.model import Bubble, Locale, Newsroom, Subscriber
from digests.ports import Articles, Follows, Ledger, Offload
from handlers.answers import put_in_place, say_after
from handlers.pressed import Pressed
from handlers.rights import MayChange
from templates import Templates
from templates.actions.codes import metric_code, metric_of, place_code
from templates.actions.figures import OpenFollows, SetFollow, StopFollow
from templates.places import place_of


def register(router: Router) -> None:
    """In a group only its administrators change what it follows."""
    router.callback_query.register(set_follow, Pressed(SetFollow), MayChange())
    router.callback_query.register(open_follows, Pressed(OpenFollows))
    router.callback_query.register(stop_follow, Pressed(StopFollow), MayChange())


async def set_follow(
    callback: CallbackQuery,
    action: SetFollow,
    subscriber: Subscriber,
    articles: Articles,
    ledger: Ledger,
    follows: Follows,
    newsroom: Newsroom,
    offload: Offload,
    templates: Templates,
    now: datetime,
) -> str | None:
    """Follow the metric of this card, or follow it no longer; the card says which."""
    metric, locale = metric_of(action.metric, newsroom.metrics), subscriber.locale
    if metric is None:
        return templates.toast("stale", locale)
    place = place_of(action.place)
    card = await metric_card(articles, ledger, offload, metric, place=place, now=now)
    if action.wanted:
        await follows.add(follow(subscriber.chat_id, metric, place, card.facts, now))
    else:
        await follows.remove(subscriber.chat_id, metric.key, place)
    shown = templates.metric(card, locale, page=action.page, words=action.words, is_followed=action.wanted)
    await put_in_place(callback, shown)
    return templates.toast("followed" if action.wanted else "unfollowed", locale)


async def open_follows(
    callback: CallbackQuery,
    action: OpenFollows,
    subscriber: Subscriber,
    follows: Follows,
    newsroom: Newsroom,
    templates: Templates,
) -> None:
    """The list, in place of /stats or below a message that is worth keeping."""
    shown = await _listed(subscriber, follows, newsroom, templates)
    await (say_after(callback, [shown]) if action.below else put_in_place(callback, shown))


async def stop_follow(
    callback: CallbackQuery,
    action: StopFollow,
    subscriber: Subscriber,
    follows: Follows,
    newsroom: Newsroom,
    templates: Templates,
) -> str:
    """One less in the list."""
    for one in await follows.of(subscriber.chat_id):
        if (metric_code(one.series), place_code(one.place)) == (action.metric, action.place):
            await follows.remove(subscriber.chat_id, one.series, one.place)
    await put_in_place(callback, await _listed(subscriber, follows, newsroom, templates))
    return templates.toast("unfollowed", subscriber.locale)


async def _listed(subscriber: Subscriber, follows: Follows, newsroom: Newsroom, templates: Templates) -> Bubble:
    followed = await follows.of(subscriber.chat_id)
    locale: Locale = subscriber.locale
    return templates.follows(followed, newsroom.metrics, locale)
