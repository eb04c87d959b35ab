"""A walk by chance through the running bot: every button in sight, every command, odd words; faults are kept."""

import asyncio
import logging
import random
import re
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp

from bot.demo import ADMIN, GROUP, demo
from templates.keyboards.parts import TICK, WIDEST_HALF

READER, GROUP_ADMIN = 501, 502
COMMANDS = (
    "start", "help", "digest", "digest 7", "digest grants", "stats", "stats грант", "search грант", "search", "rubrics",
    "schedule", "words", "region", "language", "settings", "status", "corrections", "stop", "feedback", "privacy",
    "mydata", "delete", "cancel", "start r_grants", "start f_0000", "nosuch",
)  # fmt: skip
COMMAND = re.compile(r"(?<!\S)/[a-z]")
OF_ADMINS = ("announce", "announcements", "admin", "sources", "review")
WORDS = ("грант", "волонтёр, еріктілер", "2025", "Wind & <b>rain</b>", "ы" * 4096, "🙂", "-", "12:30")
LOOKS_BACK = 6
"""Buttons of so many messages are in sight."""
TAPS = 0.7
PATIENCE_SECONDS = 20.0
MOST_TEXT, MOST_CAPTION, MOST_TOAST, MOST_DATA = 4096, 1024, 200, 64

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Walked:
    """What came of it. `kinds`: taps by the beginning of their callback data; `faults`: sentences, each once."""

    seed: int
    taps: int
    said: int
    kinds: dict[str, int]
    faults: tuple[str, ...]

    @property
    def is_kept(self) -> bool:
        """Whether nothing was found."""
        return not self.faults


class _Kept(logging.Handler):
    """Remembers what was logged as an error."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        self.lines.append(f"{record.getMessage().partition(' id=')[0]}: {error!r}"[:300])


@dataclass(slots=True)
class _Place:
    """One person in one chat, and where its history was read last."""

    chat: int
    user: int
    commands: tuple[str, ...] = COMMANDS
    address: str = ""
    is_private: bool = True
    answers_members: bool = True
    seen: int = 0
    recent: list[Json] = field(default_factory=list)


@dataclass(slots=True)
class _Walk:
    """The walker: one step after the other, never two at a time."""

    http: aiohttp.ClientSession
    chance: random.Random
    logged: _Kept
    kinds: Counter[str] = field(default_factory=Counter)
    tapped: Counter[tuple[int, str]] = field(default_factory=Counter)
    said: int = 0
    faults: dict[str, None] = field(default_factory=dict)

    async def step(self, place: _Place) -> None:
        """Tap or say something, then look at all that has come of it."""
        await self._read(place)
        buttons = _buttons(place)
        if buttons and self.chance.random() < TAPS:
            what = await self._tap(place, *self._choose(place, buttons))
        else:
            what = await self._say(place)
        for message in await self._read(place):
            self._check(message, what)
        for line in self.logged.lines:
            self.faults[f"{what}: logged {line}"] = None
        self.logged.lines.clear()

    def _choose(self, place: _Place, buttons: list[tuple[int, int, int, Json]]) -> tuple[int, int, int, Json]:
        """The button tapped least so far, for what is new is reached so; by chance among equals."""
        rarest = min(self.tapped[place.chat, _asks(button)] for *_, button in buttons)
        if self.chance.random() < 0.5:
            buttons = [one for one in buttons if self.tapped[place.chat, _asks(one[3])] == rarest]
        return self.chance.choice(buttons)

    async def _tap(self, place: _Place, message: int, row: int, column: int, button: Json) -> str:
        what = f"tap {button['text']!r} ({_asks(button)})"
        self.tapped[place.chat, _asks(button)] += 1
        self.kinds[_asks(button).partition(":")[0]] += 1
        path = f"/sandbox/chats/{place.chat}/messages/{message}/press"
        answer = await self._call(path, user=place.user, row=row, column=column, wait_seconds=PATIENCE_SECONDS)
        if "url" not in answer and not answer["answered"]:
            self.faults[f"{what}: not answered"] = None
        if _units(answer.get("text") or "") > MOST_TOAST:
            self.faults[f"{what}: a toast of more than {MOST_TOAST}"] = None
        self._check_place(what, message, await self._read(place))
        return what

    def _check_place(self, what: str, message: int, recent: list[Json]) -> None:
        """The card is still there, and shows a way on: its own buttons, a command in its words, or a newer message."""
        card = next((one for one in recent if one["message_id"] == message), None)
        if card is None:
            self.faults[f"{what}: the card went away"] = None
        elif (
            not card.get("reply_markup", {}).get("inline_keyboard") and recent[-1] is card and not _names_command(card)
        ):
            self.faults[f"{what}: a dead end: {card.get('text', '')[:60]!r}"] = None

    async def _say(self, place: _Place) -> str:
        is_command = not place.is_private or self.chance.random() < 0.8
        text = self.chance.choice(place.commands if is_command else WORDS)
        if is_command:
            name, space, words = text.partition(" ")
            text = f"/{name}{place.address}{space}{words}"
        what = f"say {text[:40]!r}"
        self.said += 1
        last = max((one["message_id"] for one in place.recent), default=0)
        await self._call(f"/sandbox/chats/{place.chat}/messages", user=place.user, text=text)
        if not await self._is_answered(place, last) and (place.is_private or "/nosuch" not in text):
            self.faults[f"{what} in {'private' if place.is_private else 'a group'}: not answered"] = None
        return what

    async def _is_answered(self, place: _Place, last: int) -> bool:
        loop = asyncio.get_running_loop()
        ends = loop.time() + (PATIENCE_SECONDS if place.is_private else 2)
        while loop.time() < ends:
            if any(one["message_id"] > last and _is_of_bot(one) for one in await self._read(place)):
                return True
            await asyncio.sleep(0.005)
        return False

    async def _read(self, place: _Place) -> list[Json]:
        path = f"/sandbox/chats/{place.chat}/messages?after={place.seen}"
        async with self.http.get(path) as answer:
            found = (await answer.json())["messages"]
        place.recent = found
        place.seen = max(0, found[-1]["message_id"] - 4 * LOOKS_BACK) if found else place.seen
        return list(found)

    async def _call(self, path: str, **body: Any) -> Json:
        async with self.http.post(path, json=body) as answer:
            content: Json = await answer.json()
            if not answer.ok:
                raise RuntimeError(f"{path}: {content}")
            return content

    def _check(self, message: Json, what: str) -> None:
        """What the bot says keeps within Telegram's limits; a label beside another within ours."""
        if not _is_of_bot(message):
            return
        for key, most in (("text", MOST_TEXT), ("caption", MOST_CAPTION)):
            if _units(message.get(key, "")) > most:
                self.faults[f"{what}: a {key} of more than {most}"] = None
        for row in message.get("reply_markup", {}).get("inline_keyboard", ()):
            for button in row:
                if len(row) > 1 and len(button["text"].removeprefix(TICK)) > WIDEST_HALF:
                    self.faults[f"half a row for {button['text']!r}"] = None
                if len(button.get("callback_data", "").encode()) > MOST_DATA:
                    self.faults[f"callback data of more than {MOST_DATA}: {button['callback_data']!r}"] = None


async def walk(folder: Path, *, steps: int, seed: int) -> Walked:
    """So many steps of a reader, the admin of a group and of a channel, a member of the group, and the bot's admin."""
    logged, chance = _Kept(), random.Random(seed)  # noqa: S311
    async with _running(folder, logged) as base, aiohttp.ClientSession(base) as http:
        walker = _Walk(http, chance, logged)
        places = await _places(http)
        for _ in range(steps):
            await walker.step(chance.choice(places))
        return Walked(seed, walker.kinds.total(), walker.said, dict(walker.kinds), tuple(walker.faults))


@asynccontextmanager
async def _running(folder: Path, logged: logging.Handler) -> AsyncIterator[str]:
    async with demo(0, folder, send_per_second=0) as (base, app):
        started = asyncio.Event()
        task = asyncio.create_task(app.run(started.set))
        await asyncio.wait_for(started.wait(), 90)
        logging.getLogger().addHandler(logged)
        try:
            yield base
        finally:
            logging.getLogger().removeHandler(logged)
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)


async def _places(http: aiohttp.ClientSession) -> list[_Place]:
    """Private chats of three people, and the group of the demo as its admin and as a member of it."""
    async with http.get("/sandbox/state") as answer:
        chats = (await answer.json())["chats"]
    [group] = [chat["id"] for chat in chats if chat.get("title") == GROUP["title"]]
    channel = {"title": "Qogam news", "type": "channel", "members": [GROUP_ADMIN, READER], "admins": [GROUP_ADMIN]}
    async with http.post("/sandbox/chats", json=channel) as answer:
        channel_id = (await answer.json())["id"]
    return [
        _Place(READER, READER),
        _Place(GROUP_ADMIN, GROUP_ADMIN),
        _Place(ADMIN, ADMIN, (*COMMANDS, *OF_ADMINS * 3)),
        _Place(group, GROUP_ADMIN, address="@qogam_bot", is_private=False),
        _Place(group, READER, address="@qogam_bot", is_private=False),
        _Place(channel_id, GROUP_ADMIN, ("start", "rubrics", "schedule", "settings", "language"), is_private=False),
    ]


def _buttons(place: _Place) -> list[tuple[int, int, int, Json]]:
    """Message, row, column and button of all that can be tapped in sight."""
    cards = [one for one in place.recent if _is_of_bot(one)][-LOOKS_BACK:]
    return [
        (card["message_id"], row, column, button)
        for card in cards
        for row, buttons in enumerate(card.get("reply_markup", {}).get("inline_keyboard", ()))
        for column, button in enumerate(buttons)
        if "callback_data" in button
    ]


def _asks(button: Json) -> str:
    return str(button.get("callback_data", ""))


def _is_of_bot(message: Json) -> bool:
    return bool(message.get("from", {"is_bot": True})["is_bot"])


def _names_command(message: Json) -> bool:
    """Whether the text says what to write next."""
    return bool(COMMAND.search(message.get("text", "")))


def _units(text: str) -> int:
    """Its length as Telegram counts: in UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2
