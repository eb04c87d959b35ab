"""A conversation with the bot over the sandbox's user side; waiting follows the event stream."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

import aiohttp

TIMEOUT_SECONDS = 30.0
QUIET_SECONDS = 0.15


@dataclass(frozen=True, slots=True)
class Message:
    """One message as a person sees it."""

    raw: dict[str, Any]

    @property
    def id(self) -> int:
        return int(self.raw["message_id"])

    @property
    def text(self) -> str:
        return str(self.raw.get("text") or self.raw.get("caption") or "")

    @property
    def html(self) -> str:
        return str(self.raw["html"])

    @property
    def rows(self) -> list[list[dict[str, Any]]]:
        return list(self.raw.get("reply_markup", {}).get("inline_keyboard", []))

    @property
    def buttons(self) -> list[str]:
        return [button["text"] for row in self.rows for button in row]

    @property
    def from_bot(self) -> bool:
        return bool(self.raw.get("from", {"is_bot": True})["is_bot"])


class Talk:
    """The event stream and the calls that every chat shares."""

    def __init__(self, http: aiohttp.ClientSession) -> None:
        self.http = http
        self.events: list[dict[str, Any]] = []
        self.chats: dict[int, Talker] = {}
        self._arrived = asyncio.Condition()

    async def person(self, first_name: str, *, language: str = "ru", **more: Any) -> "Talker":
        user = await self.call("POST", "/sandbox/users", first_name=first_name, language_code=language, **more)
        return self._talker(user["id"], user["id"])

    async def group(self, title: str, *, members: "list[Talker]", **more: Any) -> "Talker":
        """A group in which the first member speaks; `speaks_as` gives the others' voices."""
        ids = [member.user for member in members]
        chat = await self.call("POST", "/sandbox/chats", **{"title": title, "type": "group", "members": ids, **more})
        return self._talker(chat["id"], ids[0])

    def known(self, user: int) -> "Talker":
        """A person whom the sandbox has already, in the private chat."""
        return self._talker(user, user)

    def _talker(self, chat: int, user: int) -> "Talker":
        return self.chats.setdefault(chat, Talker(self, chat, user))

    async def call(self, method: str, path: str, **body: Any) -> Any:
        async with self.http.request(method, path, json=body if method != "GET" else None) as answer:
            content = await answer.json()
            assert answer.ok, f"{method} {path}: {content}"
            return content

    async def refused(self, method: str, path: str, **body: Any) -> str:
        """The sentence with which the sandbox refuses a mistake."""
        async with self.http.request(method, path, json=body if method != "GET" else None) as answer:
            assert answer.status == 400, f"{method} {path}: {answer.status} {await answer.text()}"
            return str((await answer.json())["error"])

    async def listen(self, ready: asyncio.Event) -> None:
        async with self.http.get("/sandbox/events", timeout=aiohttp.ClientTimeout(total=None)) as stream:
            ready.set()
            async for line in stream.content:
                if line.startswith(b"data: "):
                    await self._take(json.loads(line[6:]))

    async def _take(self, event: dict[str, Any]) -> None:
        async with self._arrived:
            self.events.append(event)
            self._arrived.notify_all()

    async def wait_for(self, wanted: Callable[[dict[str, Any]], bool], *, start: int, what: str) -> None:
        """Return once an event after position `start` is wanted; AssertionError after the time-out."""
        try:
            async with asyncio.timeout(TIMEOUT_SECONDS), self._arrived:
                await self._arrived.wait_for(lambda: any(wanted(event) for event in self.events[start:]))
        except TimeoutError:
            seen = [event["type"] for event in self.events[start:]]
            raise AssertionError(f"waited {TIMEOUT_SECONDS:g} s for {what}; saw only {seen}") from None

    def _more_than(self, count: int) -> bool:
        return len(self.events) > count

    async def quiet(self) -> None:
        """Return once nothing has happened for a moment."""
        while True:
            count = len(self.events)
            try:
                async with asyncio.timeout(QUIET_SECONDS), self._arrived:
                    await self._arrived.wait_for(partial(self._more_than, count))
            except TimeoutError:
                return


class Talker:
    """One person in one chat."""

    def __init__(self, talk: Talk, chat: int, user: int) -> None:
        self._talk, self.id, self.user = talk, chat, user
        self.messages: list[Message] = []
        self.toast: str | None = None

    def speaks_as(self, other: "Talker") -> "Talker":
        return Talker(self._talk, self.id, other.user)

    @property
    def last(self) -> Message:
        """The latest message of the bot."""
        found = [message for message in self.messages if message.from_bot]
        assert found, "the bot has not said anything here"
        return found[-1]

    async def says(self, text: str, *, answered: bool = True, **more: Any) -> "Talker":
        """Send a text and wait for the bot's answer; with `answered=False` only until it is quiet."""
        start = len(self._talk.events)
        await self._talk.call("POST", f"/sandbox/chats/{self.id}/messages", user=self.user, text=text, **more)
        if answered:
            await self._talk.wait_for(self._is_answer, start=start, what=f"an answer to {text!r}")
        return await self.refresh()

    def _is_answer(self, event: dict[str, Any]) -> bool:
        return event["type"] in {"message", "edit"} and event["chat"] == self.id and Message(event["message"]).from_bot

    async def taps(self, label: str) -> "Talker":
        """Tap the button with this text in its label on the latest message that has one."""
        message, row, column = self._button(label)
        path = f"/sandbox/chats/{self.id}/messages/{message.id}/press"
        answer = await self._talk.call(
            "POST", path, user=self.user, row=row, column=column, wait_seconds=TIMEOUT_SECONDS
        )
        assert "url" in answer or answer["answered"], f"the bot did not answer the tap on {label!r}"
        self.toast = answer.get("text")
        return await self.refresh()

    def _button(self, label: str) -> tuple[Message, int, int]:
        for message in reversed(self.messages):
            for row, buttons in enumerate(message.rows):
                for column, button in enumerate(buttons):
                    if label in button["text"]:
                        return message, row, column
        raise AssertionError(f"no button {label!r}; there are {[message.buttons for message in self.messages]}")

    async def waits(self, until: Callable[[], bool], what: str) -> "Talker":
        """Read the chat again and again until it is so."""
        try:
            async with asyncio.timeout(TIMEOUT_SECONDS):
                while not (await self.refresh()).messages or not until():
                    pass  # reading waits for quiet
        except TimeoutError:
            texts = [message.text for message in self.messages]
            raise AssertionError(f"waited {TIMEOUT_SECONDS:g} s for {what}; the chat is {texts}") from None
        return self

    async def greeted(self) -> "Talker":
        """Wait for the bot's first words here: what comes after them is an answer."""
        return await self.waits(lambda: any(message.from_bot for message in self.messages), "a greeting")

    async def refresh(self) -> "Talker":
        """Wait until it is quiet and read the chat again."""
        await self._talk.quiet()
        found = await self._talk.call("GET", f"/sandbox/chats/{self.id}/messages")
        self.messages = [Message(raw) for raw in found["messages"]]
        return self


@asynccontextmanager
async def conversation(base_url: str) -> AsyncIterator[Talk]:
    async with aiohttp.ClientSession(base_url) as http:
        talk, ready = Talk(http), asyncio.Event()
        listener = asyncio.create_task(talk.listen(ready))
        try:
            await asyncio.wait_for(ready.wait(), TIMEOUT_SECONDS)
            yield talk
        finally:
            listener.cancel()
            await asyncio.gather(listener, return_exceptions=True)
