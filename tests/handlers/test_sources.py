"""Sources in the admins' chat: what ails them, a card for each, and what can be done there."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.demo import ADMIN
from digests.desk.team import Team
from digests.model import Locale
from handlers import tell_trouble
from templates.language import NAMES
from tests.running import running


@pytest.mark.parametrize("locale", list(Locale))
async def test_an_admin_lets_a_source_rest_wakes_it_and_hears_of_trouble(locale: Locale, tmp_path: Path) -> None:
    async with running(tmp_path) as (talk, app):
        admin, stranger = talk.known(ADMIN), await talk.person("Reader")
        await admin.says("/start")
        await admin.taps(NAMES[locale])
        await stranger.says("/help")
        told = len(stranger.messages)
        names = {source.id: source.name for source in app.newsroom.sources}
        first = app.newsroom.sources[0].id

        # The other owner has never spoken to the bot.
        team = Team(frozenset({ADMIN, stranger.id + 1}), app.database.roles)
        await tell_trouble(app.bot, app.database.subscribers, app.templates, team, [(first, "silent")], names)
        await admin.waits(lambda: names[first] in admin.last.text, "the alert")
        assert len((await stranger.refresh()).messages) == told

        await admin.taps("📰")
        listed = admin.last
        await admin.taps("🔧 1")
        assert admin.last.id == listed.id
        await admin.taps("⏸")
        assert "⏸" in admin.last.text
        later = app.clock() + timedelta(days=400)
        assert first not in {source.id for source, _ in await app.database.sources.claim(later, 99, later)}
        await admin.taps("▶️")
        assert "⏸" not in admin.last.text
        assert first in {source.id for source, _ in await app.database.sources.claim(later, 99, later)}
        await admin.taps("🔄")
        assert admin.toast
        await admin.taps("‹")
        assert admin.last.text.partition("\n")[0] == listed.text.partition("\n")[0]
