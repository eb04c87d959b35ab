import asyncio
from contextlib import suppress
from types import SimpleNamespace
from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramBadRequest,
    TelegramConflictError,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods import EditMessageText, GetUpdates, SendMessage
from aiohttp import (
    ClientConnectorDNSError,
    ClientConnectorError,
    ClientOSError,
    ClientPayloadError,
    ConnectionTimeoutError,
    ServerDisconnectedError,
)

import bot.telegram
from bot.budgets import OwnBudgets
from bot.pace import Held, Lane, Pace, lane
from bot.sandbox.server import TOKEN
from bot.telegram import (
    LONGEST_BACK_OFF_SECONDS,
    LONGEST_REPLY_WAIT_SECONDS,
    Insisting,
    Pacing,
    Refusals,
    Session,
    back_off_seconds,
    judge,
)
from digests.model import Failed, InDoubt, Missing, Moved, Postponed, Rejected, TopicLost, Unreachable

BOT: Any = None
METHOD: Any = SendMessage(chat_id=1, text="x")


def bad(words: str) -> TelegramBadRequest:
    return TelegramBadRequest(METHOD, f"Bad Request: {words}")


def caused(cause: Exception) -> TelegramNetworkError:
    """As aiogram wraps what befalls a connection."""
    error = TelegramNetworkError(METHOD, str(cause))
    error.__cause__ = cause
    return error


def test_a_flood_wait_is_obeyed_and_is_no_attempt() -> None:
    outcome = judge(TelegramRetryAfter(METHOD, "Too Many Requests", 7), attempts=3)
    assert isinstance(outcome, Postponed)
    assert 7 < outcome.seconds < 8
    assert (outcome.is_attempt, outcome.is_rest) == (False, True)


def test_what_is_held_for_its_pace_is_no_attempt_and_nobody_else_rests() -> None:
    assert judge(Held(30), attempts=0) == Postponed(30, "pace", is_attempt=False, is_rest=False)


def test_an_upgraded_group_moves_its_deliveries() -> None:
    assert judge(TelegramMigrateToChat(METHOD, "upgraded", -100), 0) == Moved(-100)


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (TelegramForbiddenError(METHOD, "Forbidden: bot was blocked by the user"), Unreachable),
        (TelegramForbiddenError(METHOD, "Forbidden: user is deactivated"), Unreachable),
        (TelegramForbiddenError(METHOD, "Forbidden: bot was kicked from the supergroup chat"), Unreachable),
        (bad("not enough rights to send text messages to the chat"), Unreachable),
        (bad("need administrator rights in the channel chat"), Unreachable),
        (bad("chat not found"), Missing),
        (bad("TOPIC_CLOSED"), TopicLost),
        (bad("message thread not found"), TopicLost),
        (bad("can't parse entities: unexpected end tag"), Rejected),
        (bad("message is too long"), Rejected),
        (bad("message text is empty"), Rejected),
        (bad("BUTTON_DATA_INVALID"), Rejected),
        (TelegramEntityTooLarge(METHOD, "Request Entity Too Large"), Rejected),
        (bad("something that was never seen"), Failed),
        (TelegramNotFound(METHOD, "Not Found"), Failed),
    ],
)
def test_what_telegram_refuses_has_an_end_of_its_own(error: Exception, kind: type) -> None:
    assert type(judge(error, 0)) is kind


ADDRESS: Any = SimpleNamespace(host="telegram", port=443, ssl=True, is_ssl=True)
SURELY_UNSENT = [
    TelegramServerError(METHOD, "502 Bad Gateway"),
    caused(ClientConnectorError(ADDRESS, OSError(111, "Connection refused"))),
    caused(ClientConnectorDNSError(ADDRESS, OSError(-2, "Name or service not known"))),
    caused(ConnectionTimeoutError("no greeting")),
]


@pytest.mark.parametrize("error", SURELY_UNSENT)
def test_what_was_surely_not_sent_is_tried_again_later(error: Exception) -> None:
    outcome = judge(error, attempts=0)
    assert isinstance(outcome, Postponed)
    assert (outcome.is_attempt, outcome.is_rest) == (True, False)


@pytest.mark.parametrize(
    "error",
    [
        caused(ServerDisconnectedError()),
        caused(ClientOSError(104, "Connection reset by peer")),
        caused(TimeoutError()),
        caused(ClientPayloadError("not all of it came")),
        ClientDecodeError("Failed to decode object", ValueError("x"), '{"ok": tr'),
    ],
)
def test_what_may_have_arrived_is_in_doubt(error: Exception) -> None:
    assert isinstance(judge(error, attempts=0), InDoubt)


@pytest.mark.parametrize(
    "error", [TelegramUnauthorizedError(METHOD, "Unauthorized"), TelegramConflictError(METHOD, "Conflict")]
)
def test_what_no_delivery_is_to_blame_for_is_raised_again(error: Exception) -> None:
    with pytest.raises(type(error)):
        judge(error, 0)


def test_a_proxys_page_is_a_5xx_and_half_an_answer_is_none() -> None:
    session, of_bot = Session(), Bot(TOKEN)
    with pytest.raises(TelegramServerError, match="502 Bad Gateway"):
        session.check_response(of_bot, METHOD, 502, "<html>502</html>")
    with pytest.raises(TelegramServerError, match="599"):
        session.check_response(of_bot, METHOD, 599, "")
    with pytest.raises(ClientDecodeError):
        session.check_response(of_bot, METHOD, 200, '{"ok": tr')


async def test_three_conflicts_in_a_row_end_the_process_and_one_does_not() -> None:
    async def conflict(bot: Any, method: Any) -> Any:
        raise TelegramConflictError(METHOD, "terminated by other getUpdates request")

    async def answer(bot: Any, method: Any) -> Any:
        return None

    refusals = Refusals()
    verdict = asyncio.create_task(refusals.verdict())
    await asyncio.sleep(0)
    for call in (conflict, conflict, answer, conflict, conflict):
        with suppress(TelegramConflictError):
            await refusals(call, BOT, GetUpdates())
    await asyncio.sleep(0)
    assert not verdict.done()
    with suppress(TelegramConflictError):
        await refusals(conflict, BOT, GetUpdates())
    assert "Another process" in await verdict


async def test_a_token_that_is_known_no_more_ends_the_process_whoever_learns_it() -> None:
    async def unauthorized(bot: Any, method: Any) -> Any:
        raise TelegramUnauthorizedError(METHOD, "Unauthorized")

    refusals = Refusals()
    verdict = asyncio.create_task(refusals.verdict())
    await asyncio.sleep(0)
    for _ in range(2):
        with pytest.raises(TelegramUnauthorizedError):
            await refusals(unauthorized, BOT, METHOD)
    assert "BOT_TOKEN" in await verdict


def test_the_back_off_has_full_jitter_under_a_ceiling_that_grows() -> None:
    for attempts, ceiling in ((0, 2), (5, 64), (50, LONGEST_BACK_OFF_SECONDS)):
        waits = [back_off_seconds(attempts) for _ in range(300)]
        assert max(waits) <= ceiling
        assert min(waits) < ceiling / 10 < ceiling * 0.9 < max(waits)


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
    return Pacing(Pace(OwnBudgets(20, monotonic=lambda: 1.0), sleep=at_once))


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
