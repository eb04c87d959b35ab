from pathlib import Path

import pytest

from bot.soak.kills import kill_run
from digests.model import MailingKind


@pytest.mark.parametrize("kind", [MailingKind.DIGEST, MailingKind.ANNOUNCEMENT])
async def test_a_sender_that_is_killed_loses_nothing_and_doubles_only_what_was_in_doubt(
    tmp_path: Path, kind: MailingKind
) -> None:
    run = await kill_run(tmp_path, kind=kind, recipients=400, kills=4, seed=7)
    assert run.kills >= 1
    assert (run.lost, run.is_kept) == (0, True)
    if kind is MailingKind.ANNOUNCEMENT:  # nobody is sent it twice unasked
        assert run.doubles == 0
        assert run.unknown == run.doubts
