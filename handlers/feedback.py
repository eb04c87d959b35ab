"""/feedback: a person writes to the admins; one of them answers, and the answer comes into the person's chat."""

import secrets
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from aiogram import Bot, Router
from aiogram.exceptions import TelegramAPIError, TelegramBadRequest, TelegramForbiddenError
from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, Message

from digests.desk.team import Team
from digests.feedback import fitting, written
from digests.model import FALLBACK, Act, Feedback, Question, Right, Subscriber
from digests.ports import Inbox, Subscribers
from handlers.answers import markup, say, say_after
from handlers.asked import Asked
from handlers.pressed import Pressed
from handlers.rights import May, MayChange
from handlers.said import Said
from templates import Templates
from templates.actions.admins import AnswerFeedback


def register(router: Router) -> None:
    """The command and the text that it asks for; the admin's button and the answer that it asks for."""
    router.message.register(feedback, Said("feedback"), MayChange())
    router.message.register(take_feedback, Asked(Question.FEEDBACK), MayChange())
    router.callback_query.register(ask_answer, Pressed(AnswerFeedback), May(Right.LETTERS))
    router.message.register(take_answer, Asked(Question.ANSWER), May(Right.LETTERS))


async def feedback(
    message: Message,
    bot: Bot,
    command: CommandObject,
    subscriber: Subscriber,
    subscribers: Subscribers,
    inbox: Inbox,
    templates: Templates,
    now: datetime,
    team: Team,
) -> None:
    """`/feedback TEXT` passes the text on; `/feedback` alone asks for it."""
    if not command.args:
        await subscribers.save(replace(subscriber, asked=Question.FEEDBACK))
        await say(message, templates.note("feedback_ask", subscriber.locale))
        return
    kept = await _keep(inbox, subscriber, command.args, now)
    await say(message, templates.note("feedback_kept", subscriber.locale))
    await _tell(bot, team, subscribers, templates, kept)


async def take_feedback(
    message: Message,
    bot: Bot,
    subscriber: Subscriber,
    subscribers: Subscribers,
    inbox: Inbox,
    templates: Templates,
    now: datetime,
    team: Team,
) -> None:
    """The text that was asked for; one that is refused is still awaited."""
    kept = await _keep(inbox, subscriber, message.text or "", now)
    await subscribers.save(replace(subscriber, asked=None))
    await say(message, templates.note("feedback_kept", subscriber.locale))
    await _tell(bot, team, subscribers, templates, kept)


async def ask_answer(
    callback: CallbackQuery,
    action: AnswerFeedback,
    subscriber: Subscriber,
    subscribers: Subscribers,
    inbox: Inbox,
    templates: Templates,
) -> str | None:
    """The admin's next message is the answer."""
    asked = await inbox.begin_answer(action.key, subscriber.chat_id)
    if asked is None:
        return templates.toast("feedback_closed", subscriber.locale)
    await subscribers.save(replace(subscriber, asked=Question.ANSWER))
    await say_after(callback, [templates.ask_answer(asked, subscriber.locale)])
    return None


async def take_answer(
    message: Message,
    bot: Bot,
    subscriber: Subscriber,
    subscribers: Subscribers,
    inbox: Inbox,
    templates: Templates,
    now: datetime,
) -> None:
    """Send the answer and close the matter.

    In this order: whom a failing network keeps from the person can send the answer once more. A person who cannot be
    written to any more is told of, and does not wait for an answer either.
    """
    answer = fitting(message.text or "")
    asked = await inbox.answered_by(subscriber.chat_id)
    person = await subscribers.find(asked.chat_id) if asked else None
    outcome = "answer_late"
    if asked and person:
        is_sent = await _send(bot, person, templates.answer(asked, answer, person.locale).text)
        outcome = "answer_sent" if is_sent else "answer_undelivered"
        await inbox.close(Act.ANSWER, asked.id, by=subscriber.chat_id, now=now)
    await subscribers.save(replace(subscriber, asked=None))
    await say(message, templates.note(outcome, subscriber.locale))


async def _keep(inbox: Inbox, subscriber: Subscriber, text: str, now: datetime) -> Feedback:
    chat = subscriber.chat_id
    kept = written(secrets.token_hex(8), chat, text, now, waiting=await inbox.count(chat))
    await inbox.keep(kept)
    return kept


async def _tell(bot: Bot, team: Team, subscribers: Subscribers, templates: Templates, kept: Feedback) -> None:
    """Show it to all who may answer and can be reached; the others find it with /admin."""
    for admin in await team.with_right(Right.LETTERS):
        known = await subscribers.find(admin)
        card = templates.feedback(kept, known.locale if known else FALLBACK)
        with suppress(TelegramAPIError):
            await bot.send_message(admin, card.text, reply_markup=markup(card))


async def _send(bot: Bot, person: Subscriber, text: str) -> bool:
    try:
        await bot.send_message(person.chat_id, text, message_thread_id=person.thread_id)
    except (TelegramForbiddenError, TelegramBadRequest):  # blocked, or gone
        return False
    return True
