"""Rules for what people write to the admins, and for the answers."""

from datetime import datetime

from digests.errors import Refusal
from digests.model import Feedback

LONGEST = 3000
"""Characters: a message and the answer to it are shown together, and Telegram takes 4096 of both."""

MOST_WAITING = 5
"""Of one chat: who writes more has not been read yet, and may be a machine."""


def written(key: str, chat_id: int, text: str, now: datetime, *, waiting: int) -> Feedback:
    """The message as it is kept; `waiting` is how many of this chat wait already.

    Raises:
        Refusal: `feedback_too_long` (with `length` and `most`), or `feedback_too_many` (with `most`).
    """
    if waiting >= MOST_WAITING:
        raise Refusal("feedback_too_many", most=MOST_WAITING)
    return Feedback(key, chat_id, now, fitting(text))


def fitting(text: str) -> str:
    """The text without blank edges, if it is not longer than one message can be.

    Raises:
        Refusal: `feedback_too_long` (with `length` and `most`).
    """
    text = text.strip()
    if len(text) > LONGEST:
        raise Refusal("feedback_too_long", length=len(text), most=LONGEST)
    return text
