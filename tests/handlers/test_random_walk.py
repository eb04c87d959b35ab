"""A short walk by chance through the running bot; `make soak` takes ten thousand steps."""

from pathlib import Path

from bot.soak.walk import walk

STEPS, SEED = 300, 7


async def test_a_walk_by_chance_finds_every_tap_answered_and_a_way_on_from_every_card(tmp_path: Path) -> None:
    walked = await walk(tmp_path, steps=STEPS, seed=SEED)
    assert walked.faults == ()
    assert walked.taps > STEPS / 2
    assert len(walked.kinds) > 10
