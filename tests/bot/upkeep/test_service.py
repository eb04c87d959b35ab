from pathlib import Path

from bot.upkeep.service import unit


def test_the_unit_runs_this_checkout_as_this_user() -> None:
    lines = unit(Path("/srv/qogam"), Path("/srv/qogam/.venv/bin/python"), "news").splitlines()
    assert "User=news" in lines
    assert "WorkingDirectory=/srv/qogam" in lines
    assert 'ExecStart="/srv/qogam/.venv/bin/python" -m bot run' in lines
    assert 'ReadWritePaths="/srv/qogam/var"' in lines


def test_signs_that_systemd_reads_as_its_own_are_written_for_it() -> None:
    lines = unit(Path('/srv/50% "new"'), Path("/usr/bin/python3"), "news").splitlines()
    assert 'WorkingDirectory=/srv/50%% "new"' in lines
    assert 'ReadWritePaths="/srv/50%% \\"new\\"/var"' in lines
