"""/words and /region, and how long digests are: what a digest is to be like beyond its rubrics."""

from dataclasses import replace

from aiogram import Router
from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, Message

from digests.model import Question, Subscriber
from digests.ports import Subscribers
from digests.subscriptions import (
    said_words,
    with_all_regions,
    with_announcements,
    with_length,
    with_region,
    with_words,
    without_word,
)
from handlers.answers import put_in_place, say
from handlers.asked import Asked
from handlers.pressed import Pressed
from handlers.rights import MayChange
from handlers.said import Said
from templates import Templates
from templates.actions.codes import word_code
from templates.actions.settings import AskWords, DropWord, SetAllRegions, SetAnnouncements, SetLength, SetRegion


def register(router: Router) -> None:
    """The two commands, the words that are asked for, and a handler for each kind of button."""
    router.message.register(words, Said("words"), MayChange())
    router.message.register(region, Said("region"), MayChange())
    router.message.register(take_words, Asked(Question.WORDS, Question.WITHOUT), MayChange())
    router.callback_query.register(ask_words, Pressed(AskWords), MayChange())
    router.callback_query.register(drop_word, Pressed(DropWord), MayChange())
    router.callback_query.register(set_region, Pressed(SetRegion), MayChange())
    router.callback_query.register(set_all_regions, Pressed(SetAllRegions), MayChange())
    router.callback_query.register(set_length, Pressed(SetLength), MayChange())
    router.callback_query.register(set_announcements, Pressed(SetAnnouncements), MayChange())


async def words(
    message: Message,
    command: CommandObject,
    subscriber: Subscriber,
    subscribers: Subscribers,
    templates: Templates,
) -> None:
    """`/words` shows the two lists; `/words grants, -sport` adds to them."""
    wanted, unwanted = said_words(command.args or "")
    for said, is_wanted in ((wanted, True), (unwanted, False)):
        if said:
            subscriber = with_words(subscriber, said, wanted=is_wanted)
    if wanted or unwanted:
        await subscribers.save(subscriber)
    await say(message, templates.words(subscriber))


async def region(message: Message, subscriber: Subscriber, templates: Templates) -> None:
    """The regions as toggles."""
    await say(message, templates.regions(subscriber))


async def ask_words(
    callback: CallbackQuery, action: AskWords, subscriber: Subscriber, subscribers: Subscribers, templates: Templates
) -> None:
    """The next message is taken as words."""
    question = Question.WORDS if action.wanted else Question.WITHOUT
    await subscribers.save(replace(subscriber, asked=question))
    await put_in_place(callback, templates.ask_words(subscriber, wanted=action.wanted))


async def take_words(
    message: Message, question: Question, subscriber: Subscriber, subscribers: Subscribers, templates: Templates
) -> None:
    """The words that were asked for; what has none is refused, and they are still awaited."""
    subscriber = with_words(subscriber, message.text or "", wanted=question is Question.WORDS)
    subscriber = replace(subscriber, asked=None)
    await subscribers.save(subscriber)
    await say(message, templates.words(subscriber))


async def drop_word(
    callback: CallbackQuery, action: DropWord, subscriber: Subscriber, subscribers: Subscribers, templates: Templates
) -> None:
    """One word less."""
    for word in (*subscriber.wishes.words, *subscriber.wishes.without):
        if word_code(word) == action.code:
            subscriber = without_word(subscriber, word)
    await subscribers.save(subscriber)
    await put_in_place(callback, templates.words(subscriber))


async def set_region(
    callback: CallbackQuery, action: SetRegion, subscriber: Subscriber, subscribers: Subscribers, templates: Templates
) -> None:
    """A region more, or less."""
    subscriber = with_region(subscriber, action.key, wanted=action.wanted)
    await subscribers.save(subscriber)
    await put_in_place(callback, templates.regions(subscriber))


async def set_all_regions(
    callback: CallbackQuery, subscriber: Subscriber, subscribers: Subscribers, templates: Templates
) -> None:
    """The whole country."""
    subscriber = with_all_regions(subscriber)
    await subscribers.save(subscriber)
    await put_in_place(callback, templates.regions(subscriber))


async def set_length(
    callback: CallbackQuery, action: SetLength, subscriber: Subscriber, subscribers: Subscribers, templates: Templates
) -> str:
    """Digests with their stories, or their figures alone."""
    subscriber = with_length(subscriber, action.length)
    await subscribers.save(subscriber)
    await put_in_place(callback, templates.settings(subscriber))
    return templates.toast("saved", subscriber.locale)


async def set_announcements(
    callback: CallbackQuery,
    action: SetAnnouncements,
    subscriber: Subscriber,
    subscribers: Subscribers,
    templates: Templates,
) -> str:
    """Take what admins write to all, or not; digests come in any case."""
    subscriber = with_announcements(subscriber, wanted=action.wanted)
    await subscribers.save(subscriber)
    await put_in_place(callback, templates.settings(subscriber))
    return templates.toast("saved", subscriber.locale)
