"""Days, hour, quiet hours and city: cards edited in place, and buttons of earlier versions."""

from pathlib import Path

import pytest

from digests.model import Quiet, Schedule
from tests.driver import Talker
from tests.handlers.test_conversations import newcomer
from tests.handlers.test_taps import press
from tests.handlers.test_wishes import kept
from tests.running import running

TUESDAY = {"kk": "Сс", "ru": "Вт", "en": "Tu"}
EVEN_EMPTY = {"kk": "Жаңалық болмаса да", "ru": "И если новостей нет", "en": "Even without news"}
BERLIN = {"kk": "Берлин", "ru": "Берлин", "en": "Berlin"}


def chosen(chat: Talker) -> int:
    return sum(label.startswith("✅") for label in chat.last.buttons)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
async def test_days_quarter_city_and_quiet_hours_are_set_on_one_card(language: str, tmp_path: Path) -> None:
    async with running(tmp_path) as (talk, app):
        chat = await newcomer(talk, language)
        await chat.says("/schedule")
        card = chat.last.id
        await chat.taps(TUESDAY[language])
        assert chosen(chat) == 6
        await chat.taps("🕘")
        await chat.taps("07:00")
        await chat.taps("07:45")
        await chat.taps("🏙")
        await chat.taps(BERLIN[language])
        days = (0, 2, 3, 4, 5, 6)
        assert (await kept(app, chat)).schedule == Schedule(days, 7, 45, "Europe/Berlin")
        await chat.taps("🗓")
        await chat.taps(EVEN_EMPTY[language])
        assert chosen(chat) == 7
        assert (await kept(app, chat)).schedule == Schedule(days, 7, 45, "Europe/Berlin", even_empty=True)
        await chat.taps(EVEN_EMPTY[language])
        await press(talk, chat, "c:at_once")
        await chat.taps("– 07:00")
        await chat.taps("23:00 –")
        await chat.taps("‹")
        assert any("23:00–07:00" in label for label in chat.last.buttons)
        assert (await kept(app, chat)).schedule == Schedule(days, 7, 45, "Europe/Berlin", True, Quiet(23, 7))
        assert chat.last.id == card


async def test_buttons_of_earlier_versions_still_set_the_schedule_and_wrong_ones_change_nothing(
    tmp_path: Path,
) -> None:
    async with running(tmp_path) as (talk, app):
        chat = await newcomer(talk, "en")
        await press(talk, chat, "o:cadence")
        await press(talk, chat, "c:weekly")
        await press(talk, chat, "h:18")
        assert (await kept(app, chat)).schedule == Schedule((0,), 18)
        assert "At least one day" in (await press(talk, chat, "dw:0:0"))["text"]
        assert "no such city" in (await press(talk, chat, "z:Asia/Atlantis"))["text"]
        assert "no such hour" in (await press(talk, chat, "t:9:20"))["text"]
        assert (await kept(app, chat)).schedule == Schedule((0,), 18)
