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
            yield f"{router.name}.{handler.callback.__name__}", handler.callback
    for child in router.sub_routers:
        yield from handlers_of(child)


HANDLERS = sorted(handlers_of(build_router()), key=lambda named: named[0])


@pytest.mark.parametrize("callback", [callback for _, callback in HANDLERS], ids=[name for name, _ in HANDLERS])
def test_every_parameter_of_a_handler_is_provided(callback: Any) -> None:
    parameters = list(inspect.signature(callback).parameters)[1:]  # the first one is the event
    assert set(parameters) <= PROVIDED | OPENED | AIOGRAM


def test_the_handlers_were_found() -> None:
    assert len(HANDLERS) > 20


def test_two_trees_share_no_router() -> None:
    first, second = tree_of(build_router()), tree_of(build_router())
    assert len(first) == len(second) > 5
    assert not set(map(id, first)) & set(map(id, second))


def tree_of(router: Router) -> list[Router]:
    return [router, *(below for child in router.sub_routers for below in tree_of(child))]
