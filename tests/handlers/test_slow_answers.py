"""What takes long shows that it goes on."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from tests.driver import Talk
from tests.handlers.test_conversations import newcomer
from tests.running import running


async def shown(talk: Talk) -> int:
    """How often the bot has shown that it is busy."""
    calls = (await talk.call("GET", "/sandbox/calls"))["calls"]
    return int(calls.get("sendChatAction", {}).get("200", 0))


async def test_an_answer_that_takes_long_is_announced_by_typing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(tmp_path) as (talk, app):
        chat = await newcomer(talk, "ru")
        articles: Any = type(app.database.articles)
        search = articles.search

        async def slow(*words: Any, **more: Any) -> Any:
            await asyncio.sleep(1.5)
            return await search(*words, **more)

        monkeypatch.setattr(articles, "search", slow)
        await chat.says("/help")
        assert await shown(talk) == 0  # a quick one costs no call more
        await chat.says("/search грант")
        assert await shown(talk) == 1
