"""A short walk without a plan; the long one is a part of `make soak`."""

from pathlib import Path

from bot.soak.walk import walk


async def test_whatever_people_tap_and_say_nothing_goes_wrong(tmp_path: Path) -> None:
    walked = await walk(tmp_path, steps=250, seed=20251022)
    assert not walked.faults
    assert len(walked.taps) > 4  # kinds: how many there are depends on how fast the bot answers
