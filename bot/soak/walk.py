"""A walk without a plan: people tap whatever they see and say whatever can be said, and nothing may go wrong.

Four people in five chats: a reader of each language, an admin, a group and a channel with their administrators. The
seed decides each step, so a fault can be walked to again.
"""

import asyncio
import logging
import random
import re
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp

from bot.demo import ADMIN, demo
from digests.model import Locale
from templates import Templates

ANSWER_SECONDS = 30
MOST_UNITS = {"text": 4096, "caption": 1024}
NAMED = re.compile(r"(?<!\S)/[a-z]")
"""A command in a text: what to write next."""
WAYS_OUT = ("/settings", "/start", "/help")
COMMANDS = (
    *("/start", "/digest", "/digest 7", "/digest ecology", "/digest zzz", "/stats", "/stats грант", "/stats zzz"),
    *("/search", "/search грант", "/words", "/words -жоқ, білім", "/region", "/rubrics", "/schedule", "/language"),
    *("/settings", "/stop", "/help", "/feedback", "/feedback Рахмет", "/privacy", "/mydata", "/delete", "/cancel"),
    *("/corrections", "/status", "/announce", "/announce <b>Ура</b> & всё", "/announcements", "/sources", "/review"),
    *("/admin", "/nonsense", "/start r_ecology", "/start f_nothing", "/digest@qogam_bot"),
)
WORDS = (
    "сәлем",
    "привет",
    "hello <b>",
    "грант, білім",
    "12 -100500",
    "09:00",
    "👍",
    "ж" * 4000,
    "https://a.example/?a=1&b=2",
)
PICTURE = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
LATEST = 4
"""Buttons of so many messages are tapped, and now and then of any."""
SCROLLED = 40
"""How far back somebody looks for a button, in messages."""
WIDEST = 20
"""Of a label that shares its row, in characters, the sign before it left out."""


@dataclass(slots=True)
class Walked:
    """What was done, and what went wrong with the step at which it did."""

    steps: int = 0
    taps: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    @property
    def is_kept(self) -> bool:
        """Whether nothing went wrong."""
        return not self.faults


@dataclass(frozen=True, slots=True)
class _Place:
    chat: int
    user: int
    can_speak: bool = True


async def walk(folder: Path, *, steps: int, seed: int) -> Walked:
    """So many steps; it goes on after a fault, for the next one may be another."""
    chance, walked = random.Random(seed), Walked()  # noqa: S311
    async with _demo(folder) as (http, templates):
        with _errors_into(walked.faults):  # the end of the demo cuts jobs short, and that is no fault
            walker = _Walker(http, chance, walked, _stale(templates))
            places = await _people(walker)
            for place in places:
                if place.chat > 0:
                    await _ask(walker, place, "/start")  # else all steps may be over before the first button is there
            for number in range(steps):
                walked.steps = number
                await walker.step(chance.choice(places))
            await _find_the_way_out(walker, places)
    return walked


@asynccontextmanager
async def _demo(folder: Path) -> AsyncIterator[tuple[aiohttp.ClientSession, Templates]]:
    async with demo(0, folder, send_per_second=0) as (base, app), aiohttp.ClientSession(base) as http:
        started = asyncio.Event()
        task = asyncio.create_task(app.run(started.set))
        try:
            async with asyncio.timeout(90):
                await started.wait()
            yield http, app.templates
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)


class _errors_into(logging.Handler):  # noqa: N801 it is used as a function
    """Every error that is logged meanwhile is a fault."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__(logging.ERROR)
        self._faults = faults

    def emit(self, record: logging.LogRecord) -> None:
        self._faults.append(f"logged: {record.name}: {record.getMessage()} {record.exc_info and record.exc_info[1]!r}")

    def __enter__(self) -> None:
        logging.getLogger().addHandler(self)

    def __exit__(self, *_: object) -> None:
        logging.getLogger().removeHandler(self)


def _stale(templates: Templates) -> frozenset[str]:
    return frozenset(templates.toast("stale", locale) for locale in Locale)


class _Walker:
    def __init__(
        self, http: aiohttp.ClientSession, chance: random.Random, walked: Walked, stale: frozenset[str]
    ) -> None:
        self._http, self._chance, self._walked, self._stale = http, chance, walked, stale
        self._seen: Counter[int] = Counter()

    async def step(self, place: _Place) -> None:
        """A tap where there is a button, mostly; else words, a command, a picture, or an earlier message edited."""
        messages = await self.messages(place.chat)
        self._look_at(messages)
        kind = self._chance.random()
        buttons = [*_buttons(messages[-LATEST:] if kind < 0.6 else messages)]
        if buttons and kind < 0.7:
            await self._tap(place, *self._chance.choice(buttons), is_latest=kind < 0.6)
        elif not place.can_speak:
            return
        elif kind < 0.9:
            await self.say(place, {"text": self._chance.choice(COMMANDS)})
        elif kind < 0.97:
            await self.say(place, {"text": self._chance.choice(WORDS)})
        else:
            await self.say(
                place, {"photo": PICTURE, "caption": self._chance.choice(("", "Суббота - https://a.example"))}
            )

    async def messages(self, chat: int) -> list[dict[str, Any]]:
        """What there is to see, of the latest that were there the last time on."""
        after = max(0, self._seen[chat] - SCROLLED)
        async with self._http.get(f"/sandbox/chats/{chat}/messages", params={"after": str(after)}) as answer:
            answer.raise_for_status()
            found: list[dict[str, Any]] = (await answer.json())["messages"]
        self._seen[chat] = max((message["message_id"] for message in found), default=0)
        return found

    async def say(self, place: _Place, content: dict[str, Any]) -> None:
        """It is not waited for the answer: people do not, either."""
        path = f"/sandbox/chats/{place.chat}/messages"
        async with self._http.post(path, json={"user": place.user, **content}) as answer:
            if answer.status != 200:
                self.fault(f"the sandbox does not take {content}: {await answer.text()}")

    async def call(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """Anything else of the user's side."""
        async with self._http.post(path, json=body) as answer:
            answer.raise_for_status()
            found: dict[str, Any] = await answer.json()
            return found

    def fault(self, what: str) -> None:
        """Keep what went wrong."""
        self._walked.faults.append(f"step {self._walked.steps}: {what}")

    async def _tap(self, place: _Place, message: dict[str, Any], row: int, column: int, *, is_latest: bool) -> None:
        button = message["reply_markup"]["inline_keyboard"][row][column]
        self._walked.taps[button.get("callback_data", "url").partition(":")[0]] += 1
        path = f"/sandbox/chats/{place.chat}/messages/{message['message_id']}/press"
        body = {"user": place.user, "row": row, "column": column, "wait_seconds": ANSWER_SECONDS}
        async with self._http.post(path, json=body) as response:
            if response.status != 200:  # another step has edited the message meanwhile
                return
            answer = await response.json()
        if "url" not in answer and not answer["answered"]:
            self.fault(f"no answer to {button}")
        if is_latest and answer.get("text") in self._stale:
            self.fault(f"a button that was just shown does not work: {button}")
        await self._find_a_way_on(place, message, button)

    async def _find_a_way_on(self, place: _Place, tapped: dict[str, Any], button: dict[str, Any]) -> None:
        """The card is still there, with buttons or with words that name a command, unless something came below it."""
        messages = await self.messages(place.chat)
        card = next((one for one in messages if one["message_id"] == tapped["message_id"]), None)
        if card is None and messages and messages[0]["message_id"] < tapped["message_id"]:
            self.fault(f"the card went away under {button}")
        elif card and card is messages[-1] and not card.get("reply_markup") and not NAMED.search(card.get("text", "")):
            self.fault(f"a dead end behind {button}: {card.get('text')}")

    def _look_at(self, messages: Sequence[dict[str, Any]]) -> None:
        for message in messages[-LATEST:]:
            for key, most in MOST_UNITS.items():
                if _is_of_bot(message) and len(message.get(key, "").encode("utf-16-le")) // 2 > most:
                    self.fault(f"a {key} of more than {most}")
            for row in message.get("reply_markup", {}).get("inline_keyboard", []):
                wide = [button["text"] for button in row if len(row) > 1 and len(_label(button["text"])) > WIDEST]
                if wide:
                    self.fault(f"labels that are cut on a phone: {wide}")


def _is_of_bot(message: dict[str, Any]) -> bool:
    return bool(message.get("from", {"is_bot": True})["is_bot"])


def _label(text: str) -> str:
    """Without the signs before the words."""
    return re.sub(r"^\W+", "", text)


def _buttons(messages: Sequence[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], int, int]]:
    for message in messages:
        for row, buttons in enumerate(message.get("reply_markup", {}).get("inline_keyboard", [])):
            for column in range(len(buttons)):
                yield message, row, column


async def _people(walker: _Walker) -> list[_Place]:
    """A reader of each language, the admin of the demo, and a group and a channel that the readers look after."""
    readers = [
        await walker.call("/sandbox/users", {"first_name": "Reader", "language_code": locale}) for locale in Locale
    ]
    boss, member, _ = (reader["id"] for reader in readers)
    group = {"title": "Steppe", "type": "group", "members": [boss, member], "admins": [boss], "bot": "member"}
    channel = {"title": "News", "type": "channel", "members": [boss], "admins": [boss], "bot": "administrator"}
    chats = [(await walker.call("/sandbox/chats", body))["id"] for body in (group, channel)]
    return [
        *(_Place(reader["id"], reader["id"]) for reader in readers),
        _Place(ADMIN, ADMIN),
        _Place(chats[0], boss),
        _Place(chats[0], member),
        _Place(chats[1], boss, can_speak=False),
    ]


async def _find_the_way_out(walker: _Walker, places: Sequence[_Place]) -> None:
    """Wherever the walk has led, a command is answered."""
    for place in places:
        if not place.can_speak or place.chat < 0:
            continue
        for command in WAYS_OUT:
            await _ask(walker, place, command)


async def _ask(walker: _Walker, place: _Place, command: str) -> None:
    """Say it and wait for the answer, as somebody does who has nothing else to tap."""
    seen = max((message["message_id"] for message in await walker.messages(place.chat)), default=0)
    await walker.say(place, {"text": command})
    for _ in range(ANSWER_SECONDS * 10):
        await asyncio.sleep(0.1)
        latest = (await walker.messages(place.chat))[-1]
        if latest["message_id"] > seen and latest["from"]["is_bot"]:
            return
    walker.fault(f"no answer to {command} in chat {place.chat}")
