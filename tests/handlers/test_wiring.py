import inspect
from collections.abc import Iterator
from typing import Any

import pytest
from aiogram import Router

from handlers import build_router
from handlers.provided import OPENED, PROVIDED

AIOGRAM = frozenset({"bot", "event_from_user", "event_chat", "state", "command", "action", "question", "waiting"})
"""What aiogram and the filters give: `command` by Command, `action` by Pressed, `waiting` by AwaitsText."""


def handlers_of(router: Router) -> Iterator[tuple[str, Any]]:
    for observer in router.observers.values():
        for handler in observer.handlers:
            yield f"{handler.callback.__module__}.{handler.callback.__name__}", handler.callback


HANDLERS = sorted(handlers_of(build_router()), key=lambda named: named[0])


@pytest.mark.parametrize("callback", [callback for _, callback in HANDLERS], ids=[name for name, _ in HANDLERS])
def test_every_parameter_of_a_handler_is_provided(callback: Any) -> None:
    parameters = list(inspect.signature(callback).parameters)[1:]  # the first one is the event
    assert set(parameters) <= PROVIDED | OPENED | AIOGRAM


def test_the_handlers_were_found() -> None:
    assert len(HANDLERS) > 20


def test_nothing_of_an_update_waits_for_a_thread() -> None:
    """aiogram sends what is no coroutine to one, a rule of `F` too."""
    asked = [
        one
        for observer in build_router().observers.values()
        for handler in observer.handlers
        for one in (handler, *(handler.filters or ()))
    ]
    assert len(asked) > 2 * len(HANDLERS)
    assert [one.callback for one in asked if not one.awaitable] == []


def test_two_routers_of_one_process_share_no_handler() -> None:
    first, second = (
        {id(handler) for observer in build_router().observers.values() for handler in observer.handlers}
        for _ in range(2)
    )
    assert len(first) == len(second) > 20
    assert not first & second
