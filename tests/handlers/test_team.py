"""Owners make others editors and announcers; through the sandbox. And no handler of theirs is open to everybody."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from aiogram import Router
from aiogram.dispatcher.event.handler import HandlerObject

from bot.demo import ADMIN
from digests.model import Locale, Role
from handlers import build_router
from handlers.pressed import Pressed
from handlers.rights import May
from templates.actions import admins, announcements, team
from templates.language import NAMES
from tests.handlers.test_conversations import newcomer
from tests.handlers.test_taps import press
from tests.running import running

TEAM_ACTIONS = {*admins.EVERY, *announcements.EVERY, *team.EVERY}


def handlers_of(router: Router) -> Iterator[tuple[str, HandlerObject]]:
    for observer in router.observers.values():
        yield from ((handler.callback.__module__, handler) for handler in observer.handlers)


def is_guarded(handler: HandlerObject) -> bool:
    return any(isinstance(one.callback, May) for one in handler.filters or ())


def actions_of(handler: HandlerObject) -> set[Any]:
    pressed = (one.callback for one in handler.filters or () if isinstance(one.callback, Pressed))
    return {kind for one in pressed for kind in one._kinds}


def test_every_handler_of_those_who_run_the_bot_asks_for_a_right() -> None:
    every = list(handlers_of(build_router()))
    theirs = [
        handler.callback.__name__
        for name, handler in every
        if name.split(".")[1] in {"admin", "announce", "sources", "review", "team"}
        if not is_guarded(handler)
    ]
    assert theirs == ["accept"]  # whoever has an invitation is nobody yet
    open_to_all = {
        kind
        for name, handler in every
        if name != "handlers.plain" and not is_guarded(handler)
        for kind in actions_of(handler)
    }
    assert open_to_all
    assert not open_to_all & TEAM_ACTIONS
    assert {kind for _, handler in every if is_guarded(handler) for kind in actions_of(handler)} >= TEAM_ACTIONS


@pytest.mark.parametrize("locale", list(Locale))
async def test_an_owner_makes_an_announcer_who_may_announce_and_nothing_else_until_it_ends(
    locale: Locale, tmp_path: Path
) -> None:
    async with running(tmp_path) as (talk, app):
        owner, person = talk.known(ADMIN), await newcomer(talk, locale)
        await owner.says("/start")
        await owner.taps(NAMES[locale])
        await owner.says("/admin")
        await owner.taps("👥")
        await owner.taps("➕ " + app.templates.render("team/role", locale, role=Role.ANNOUNCER).capitalize())
        link = re.search(r"start=(t_[\w-]+)", owner.last.text)
        assert link

        await person.says(f"/start {link[1]}x")
        assert person.last.text == app.templates.note("invitation_over", locale).text
        await owner.says(f"/start {link[1]}")
        assert owner.last.text == app.templates.note("owner_already", locale).text
        await person.says(f"/start {link[1]}")
        assert "/announce" in person.last.text
        assert "/sources" not in person.last.text
        await person.says(f"/start {link[1]}")
        assert person.last.text == app.templates.note("invitation_over", locale).text

        await person.says("/sources")
        assert person.last.text == app.templates.note("not_your_role", locale).text
        await person.says("/help")
        assert "/announce" in person.last.text
        assert "/review" not in person.last.text
        await person.says("/announce Қоғам")
        send = next(button["callback_data"] for row in person.last.rows for button in row if "📣" in button["text"])

        await owner.says("/admin")
        await owner.taps("👥")
        await owner.taps("✏️ 2")
        before = len((await person.refresh()).messages)
        await owner.taps("✖️")
        await owner.taps("‹")
        await owner.taps("✖️")
        assert len((await person.refresh()).messages) == before
        await owner.taps("✖️")
        await person.waits(lambda: len(person.messages) > before, "that the role is over")
        assert person.last.text == app.templates.note("role_taken", locale).text
        refused = await press(talk, person, send)
        assert refused["text"] == app.templates.toast("not_admin", locale)
        await person.says("/announce")
        assert person.last.text == app.templates.note("not_admin", locale).text

        await owner.taps("📊")
        await owner.taps("📜")
        assert app.templates.render("team/role", locale, role=Role.ANNOUNCER) in owner.last.text
        assert owner.last.text.count("Reader") == 2


async def test_another_role_has_other_commands_and_the_person_hears_of_it(tmp_path: Path) -> None:
    async with running(tmp_path) as (talk, app):
        owner, person = talk.known(ADMIN), await newcomer(talk, "en")
        await owner.says("/start")
        await app.database.roles.invite("code", Role.EDITOR, by=ADMIN, now=app.clock(), lasts=timedelta(days=1))
        await person.says("/start t_code")
        assert {"sources", "review"} <= await commands(talk, person) - {"announce"}
        await owner.says("/admin")
        await owner.taps("👥")
        await owner.taps("✏️ 2")
        before = len((await person.refresh()).messages)
        await owner.taps("Автор объявлений")
        await person.waits(lambda: len(person.messages) > before, "the new role")
        assert "/announce" in person.last.text
        assert await commands(talk, person) & {"announce", "sources"} == {"announce"}


async def commands(talk: Any, person: Any) -> set[str]:
    answer = await talk.call("GET", f"/sandbox/commands?chat={person.id}&user={person.id}")
    return {one["command"] for one in answer["commands"]}
