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
from aiogram.methods import SendMessage

from bot.telegram import LONGEST_BACK_OFF_SECONDS, back_off_seconds, judge
from digests.model import Moved, Postponed, Rejected, Unreachable

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
