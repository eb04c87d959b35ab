"""/search: news and figures of the past by words."""

from dataclasses import replace
from datetime import datetime

from aiogram import Router
from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, Message

from digests.desk import search as desk
from digests.model import Bubble, Locale, Question, Subscriber
from digests.ports import Articles, Subscribers
from handlers.answers import SLOW, put_in_place, say
from handlers.asked import Asked
from handlers.pressed import Pressed
from handlers.said import Said
from templates import Templates
from templates.actions.codes import fitting_words
from templates.actions.figures import TurnSearch


def register(router: Router) -> None:
    """The command, the words that it asks for, and the pages."""
    router.message.register(search, Said("search"), flags=SLOW)
    router.message.register(take_words, Asked(Question.SEARCH), flags=SLOW)
    router.callback_query.register(turn_page, Pressed(TurnSearch))


async def search(
    message: Message,
    command: CommandObject,
    subscriber: Subscriber,
    subscribers: Subscribers,
    articles: Articles,
    templates: Templates,
    now: datetime,
) -> None:
    """`/search WORDS` looks for them; `/search` alone asks for them."""
    words = fitting_words(command.args or "")
    if words:
        await say(message, await _page(articles, templates, subscriber.locale, words, now))
        return
    await subscribers.save(replace(subscriber, asked=Question.SEARCH))
    await say(message, templates.note("search_ask", subscriber.locale))


async def take_words(
    message: Message,
    subscriber: Subscriber,
    subscribers: Subscribers,
    articles: Articles,
    templates: Templates,
    now: datetime,
) -> None:
    """The words that were asked for."""
    await subscribers.save(replace(subscriber, asked=None))
    words = fitting_words(message.text or "")
    await say(message, await _page(articles, templates, subscriber.locale, words, now))


async def turn_page(
    callback: CallbackQuery,
    action: TurnSearch,
    articles: Articles,
    templates: Templates,
    locale: Locale,
    now: datetime,
) -> None:
    """Another page in place."""
    words = fitting_words(action.words)
    await put_in_place(callback, await _page(articles, templates, locale, words, now, number=action.page))


async def _page(
    articles: Articles, templates: Templates, locale: Locale, words: str, now: datetime, *, number: int = 0
) -> Bubble:
    page = await desk.search(articles, words, now=now, page=number)
    return templates.search(page, locale, words=words)
