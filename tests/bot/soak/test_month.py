from pathlib import Path

from bot.soak.month import month_run


async def test_days_of_digests_add_up_whatever_mood_telegram_is_in(tmp_path: Path) -> None:
    days = await month_run(tmp_path, people=200, days=2, seed=3)
    assert days.digests == 400
    assert days.calls > 400
    assert (days.missing, days.inside_a_wait, days.twice_a_day) == (0, 0, 0)
    assert days.is_kept
    assert days.ended["sent"] > 380
