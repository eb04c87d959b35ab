"""`@bot WORDS` in any chat: figures as cards with their sentence, outlet and date."""

from collections.abc import Sequence

from aiogram import Bot, Router
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import (
    InlineQuery,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
)

from digests.desk.ask import stats_page
from digests.metrics import MetricsPage
from digests.model import Locale, Newsroom, Subscriber
from digests.ports import Articles, Clock, Ledger, Subscribers
from handlers.answers import markup
from handlers.middleware import locale_of
from templates import Templates
from templates.actions.codes import fitting_words
from templates.inline import Card

KEPT_SECONDS = 60
"""How long Telegram answers the same words of the same person by itself."""


def register(router: Router) -> None:
    """Queries from any chat."""
    router.inline_query.register(offer)


async def offer(
    query: InlineQuery,
    bot: Bot,
    subscribers: Subscribers,
    articles: Articles,
    ledger: Ledger,
    newsroom: Newsroom,
    templates: Templates,
    clock: Clock,
) -> None:
    """Figures with the words; without words the latest of the person's rubrics, or of all of them.

    Whoever asks need not have spoken to the bot, and is not remembered. Answers are personal: two people who write the
    same may read different languages and rubrics.
    """
    person = await subscribers.find(query.from_user.id)
    locale = person.locale if person else locale_of(query.from_user)
    page = int(query.offset) if query.offset.isdigit() else 0
    found = await stats_page(
        articles,
        ledger,
        newsroom.metrics,
        _rubrics(person, newsroom),
        words=fitting_words(query.query).split(),
        locale=locale,
        now=clock(),
        page=page,
    )
    me = await bot.me()
    if isinstance(found, MetricsPage):
        cards = [templates.inline_metric(told, locale, bot=me.username or "") for told in found.shown]
    else:
        cards = [templates.inline_figure(stated, locale, bot=me.username or "") for stated in found.figures]
    await _answer(query, cards, templates, locale, next_offset=str(page + 1) if cards and found.has_more else "")


async def _answer(
    query: InlineQuery, cards: Sequence[Card], templates: Templates, locale: Locale, *, next_offset: str
) -> None:
    is_vain = not cards and not query.offset
    button = InlineQueryResultsButton(text=templates.inline_button(locale, is_vain=is_vain), start_parameter="inline")
    results = [
        InlineQueryResultArticle(
            id=card.id,
            title=card.title,
            description=card.description,
            input_message_content=InputTextMessageContent(message_text=card.bubble.text),
            reply_markup=markup(card.bubble),
        )
        for card in cards
    ]
    try:
        await query.answer(
            list(results), cache_time=KEPT_SECONDS, is_personal=True, next_offset=next_offset, button=button
        )
    except TelegramBadRequest as error:
        # Whoever types on has asked anew meanwhile.
        if "query is too old" not in error.message:
            raise


def _rubrics(person: Subscriber | None, newsroom: Newsroom) -> tuple[str, ...]:
    chosen = person.rubrics if person else frozenset()
    return tuple(sorted(chosen)) or tuple(rubric.key for rubric in newsroom.rubrics)
