"""A filter for answers: the message that the bot has asked for."""

from aiogram.enums import ChatType
from aiogram.filters import Filter
from aiogram.types import Message

from digests.model import Question, Subscriber


class Asked(Filter):
    """Passes for a text that answers one of these questions, and gives the question as `question`.

    In a group that is a reply to the bot's message: people there talk to each other.
    """

    def __init__(self, *questions: Question, anything: bool = False) -> None:
        """`anything`: a picture or a file answers too."""
        self._questions = questions
        self._anything = anything

    async def __call__(self, message: Message, subscriber: Subscriber) -> bool | dict[str, Question]:
        text = message.text or ("" if self._anything else None)
        if subscriber.asked not in self._questions or text is None or text.startswith("/"):
            return False
        replied = message.reply_to_message and message.reply_to_message.from_user
        is_answer = message.chat.type == ChatType.PRIVATE or bool(replied and replied.is_bot)
        return {"question": subscriber.asked} if is_answer else False
