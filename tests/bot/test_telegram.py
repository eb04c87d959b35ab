import asyncio
from typing import Any

import pytest
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import EditMessageText, SendMessage

import bot.telegram
from bot.pace import Lane, Pace, lane
from bot.telegram import (
    LONGEST_BACK_OFF_SECONDS,
    LONGEST_REPLY_WAIT_SECONDS,
    Insisting,
    Pacing,
    back_off_seconds,
    judge,
)
from digests.model import Moved, Postponed, Rejected, Unreachable

BOT: Any = None
METHOD: Any = SendMessage(chat_id=1, text="x")


def test_a_flood_wait_is_obeyed_and_is_no_attempt() -> None:
    outcome = judge(TelegramRetryAfter(METHOD, "Too Many Requests", 7), attempts=3)
    assert isinstance(outcome, Postponed)
    assert 7 < outcome.seconds < 8
    assert not outcome.is_attempt


def test_a_chat_that_blocked_the_bot_is_unreachable() -> None:
    assert isinstance(judge(TelegramForbiddenError(METHOD, "Forbidden: bot was blocked by the user"), 0), Unreachable)


def test_a_chat_that_is_not_found_is_unreachable() -> None:
    assert isinstance(judge(TelegramBadRequest(METHOD, "Bad Request: chat not found"), 0), Unreachable)


def test_a_message_that_cannot_be_parsed_is_the_messages_fault() -> None:
    assert isinstance(judge(TelegramBadRequest(METHOD, "Bad Request: can't parse entities"), 0), Rejected)


def test_an_upgraded_group_moves_its_deliveries() -> None:
    assert judge(TelegramMigrateToChat(METHOD, "upgraded", -100), 0) == Moved(-100)


@pytest.mark.parametrize(
    "error",
    [
        TelegramServerError(METHOD, "Bad Gateway"),
        TelegramNetworkError(METHOD, "ServerDisconnectedError"),
        ClientDecodeError("Failed to decode object", ValueError("x"), "<html>"),
    ],
)
def test_a_failure_of_the_world_is_tried_again_later(error: Any) -> None:
    outcome = judge(error, attempts=0)
    assert isinstance(outcome, Postponed)
    assert outcome.seconds > 0
    assert outcome.is_attempt


def test_the_back_off_grows_up_to_its_ceiling() -> None:
    assert back_off_seconds(0) <= 2
    assert back_off_seconds(5) >= 16
    assert back_off_seconds(50) <= LONGEST_BACK_OFF_SECONDS


class Refusing:
    """Telegram, which refuses the first calls."""

    def __init__(self, *waits: int) -> None:
        self.waits = list(waits)
        self.calls = 0

    async def __call__(self, bot: Any, method: Any) -> Any:
        self.calls += 1
        if self.waits:
            raise TelegramRetryAfter(METHOD, "Too Many Requests", self.waits.pop(0))
        return "answer"


async def at_once(seconds: float) -> None:
    """A sleep that takes no time."""


def pacing() -> Pacing:
    return Pacing(Pace(20, monotonic=lambda: 1.0, sleep=at_once))


async def test_a_reply_that_is_refused_for_its_pace_is_made_again() -> None:
    telegram = Refusing(3, 5)
    answer: Any = await pacing()(telegram, BOT, METHOD)
    assert (answer, telegram.calls) == ("answer", 3)


@pytest.mark.parametrize("waits", [(1, 1, 1), (LONGEST_REPLY_WAIT_SECONDS + 1,)])
async def test_a_reply_is_not_made_for_ever(waits: tuple[int, ...]) -> None:
    telegram = Refusing(*waits)
    with pytest.raises(TelegramRetryAfter):
        await pacing()(telegram, BOT, METHOD)
    assert telegram.calls == len(waits)


async def test_a_delivery_that_is_refused_goes_back_to_the_outbox_at_once() -> None:
    async def deliver() -> None:
        lane.set(Lane.MAILING)
        await pacing()(telegram, BOT, METHOD)

    telegram = Refusing(1)
    with pytest.raises(TelegramRetryAfter):
        await asyncio.create_task(deliver())
    assert telegram.calls == 1


EDIT: Any = EditMessageText(chat_id=1, message_id=2, text="x")
FAILURES = [
    TelegramServerError(METHOD, "Bad Gateway"),
    TelegramNetworkError(METHOD, "ServerDisconnectedError"),
    ClientDecodeError("Failed to decode object", ValueError("x"), "<html>"),
]


class Failing:
    """A way to Telegram on which the first calls fail."""

    def __init__(self, *errors: Exception) -> None:
        self.errors = list(errors)
        self.calls = 0

    async def __call__(self, bot: Any, method: Any) -> Any:
        self.calls += 1
        if self.errors:
            raise self.errors.pop(0)
        return "answer"


@pytest.fixture
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bot.telegram, "PAUSES_SECONDS", (0, 0))


@pytest.mark.usefixtures("_no_pauses")
@pytest.mark.parametrize("error", FAILURES)
async def test_an_edit_is_made_again_when_the_way_there_failed(error: Exception) -> None:
    telegram = Failing(error, error)
    answer: Any = await Insisting()(telegram, BOT, EDIT)
    assert (answer, telegram.calls) == ("answer", 3)


@pytest.mark.usefixtures("_no_pauses")
async def test_an_edit_is_not_made_for_ever() -> None:
    telegram = Failing(*FAILURES)
    with pytest.raises(ClientDecodeError):
        await Insisting()(telegram, BOT, EDIT)
    assert telegram.calls == 3


@pytest.mark.parametrize("error", FAILURES)
async def test_a_message_that_may_have_arrived_is_not_sent_again(error: Any) -> None:
    telegram = Failing(error)
    with pytest.raises(type(error)):
        await Insisting()(telegram, BOT, METHOD)
    assert telegram.calls == 1


@pytest.mark.usefixtures("_no_pauses")
async def test_what_telegram_refuses_is_not_asked_again() -> None:
    telegram = Failing(TelegramBadRequest(EDIT, "Bad Request: message is not modified"))
    with pytest.raises(TelegramBadRequest):
        await Insisting()(telegram, BOT, EDIT)
    assert telegram.calls == 1


async def test_a_reply_follows_its_group_that_became_a_supergroup() -> None:
    chats = []

    async def telegram(bot: Any, method: Any) -> Any:
        chats.append(method.chat_id)
        if method.chat_id == 1:
            raise TelegramMigrateToChat(METHOD, "upgraded", -1001)
        return "answer"

    answer: Any = await pacing()(telegram, BOT, METHOD)
    assert (answer, chats) == ("answer", [1, -1001])
