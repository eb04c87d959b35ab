"""Sources in the admins' chat: what ails them, a card for each, and what can be done there."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.demo import ADMIN
from bot.newsroom import load_newsroom
from digests.desk.team import Team
from digests.model import Act, Locale, SourceKind
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


@pytest.mark.parametrize("locale", list(Locale))
async def test_an_editor_adds_a_source_by_its_address(locale: Locale, tmp_path: Path) -> None:
    async with running(tmp_path) as (talk, app):
        admin = talk.known(ADMIN)
        await admin.says("/start")
        await admin.taps(NAMES[locale])
        file = app.settings.newsroom_file
        text = file.read_text(encoding="utf-8")
        known = load_newsroom(file).sources
        feed = next(one for one in known if one.kind is SourceKind.FEED)
        # It is in the file no more, as if it had never been there.
        tables = [table for table in text.split("[[sources]]") if f'"{feed.url}"' not in table]
        file.write_text("[[sources]]".join(tables), encoding="utf-8")

        await admin.says("/sources")
        await admin.taps("➕")
        for said, note in (("not an address", "source_no_address"), ("ftp://a.example/x", "source_no_address")):
            await admin.says(said)
            assert admin.last.text == app.templates.note(note, locale).text
        other = next(one for one in known if one.url != feed.url)
        await admin.says(feed.url.rpartition("/")[0] + "/there-is-no-such-thing")
        assert "http_404" in admin.last.text
        await admin.says(feed.url)
        assert "✅" in admin.last.text
        assert feed.url in admin.last.text
        added = next(one for one in load_newsroom(file).sources if one.url == feed.url)
        health = {one.source.id for one in await app.database.sources.health()}
        assert {added.id, other.id} <= health
        assert len(load_newsroom(file).sources) == len(known)
        before = len(admin.messages)
        await admin.says(feed.url)  # nothing is asked any more
        assert admin.messages[-1].text == app.templates.unknown(locale).text
        assert len(admin.messages) == before + 2

        await admin.taps("📰")
        await admin.taps("➕")
        await admin.says(feed.url)
        assert added.name in admin.last.text
        deeds, _ = await app.database.audit.latest(first=0, limit=1)
        assert (deeds[0].act, deeds[0].subject) == (Act.ADD_SOURCE, added.id)
