"""What is wrong with the bot is told to those who run it, once, with a button that leads on."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot import jobs
from bot.demo import ADMIN
from digests.model import Alarm, Locale, Right, Role
from tests.handlers.test_conversations import newcomer
from tests.running import running


async def test_a_full_disk_is_told_once_to_all_who_run_the_bot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(tmp_path) as (talk, app):
        owner, editor, reader = talk.known(ADMIN), await newcomer(talk, "kk"), await newcomer(talk, "en")
        await owner.says("/start")
        now = app.clock()
        await app.database.roles.invite("code", Role.EDITOR, by=ADMIN, now=now, lasts=timedelta(days=1))
        await editor.says("/start t_code")
        before = len((await reader.refresh()).messages)

        monkeypatch.setattr(jobs, "disk_free", lambda _: 5)
        _, watch = app.jobs["watch"]
        await watch()
        expected = {
            locale: app.templates.alarm(Alarm.DISK_LOW, locale, rights=frozenset(Right)).text.partition("\n")[0]
            for locale in Locale
        }
        await owner.waits(lambda: "1 ГБ" in owner.last.text, "the alarm")
        await editor.waits(lambda: "1 ГБ" in editor.last.text, "the alarm")
        assert editor.last.html.startswith(expected[Locale.KK])
        told = len(owner.messages)
        await watch()
        await talk.quiet()
        assert len((await owner.refresh()).messages) == told
        assert len((await reader.refresh()).messages) == before
        await owner.taps("📊")
        assert "👥" in owner.last.text
