"""Several processes on one database, killed in turn; ten minutes of it are a part of `make soak`."""

from pathlib import Path

import pytest

from bot.soak.many import many_run
from tests.databases import new_postgres_url


@pytest.mark.postgres
async def test_processes_that_are_killed_in_turn_lose_nothing_together(tmp_path: Path) -> None:
    run = await many_run(tmp_path, None, new_postgres_url(), seconds=12, seed=3, port=18_482)
    assert run.kills >= 2
    assert run.messages > 100
    assert run.updates > 50
    assert (run.lost, run.unanswered) == (0, 0)
    assert run.doubles <= run.doubts
    assert run.leaderless <= 10
