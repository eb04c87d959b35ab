import io
import logging
import sys
from collections.abc import Iterator

import pytest

from bot.logs import set_up_logs
from bot.settings import LogFormat

TOKEN = "123456789:AAFakeFakeFakeFakeFakeFakeFakeFakeFa"


@pytest.fixture(autouse=True)
def _loggers_as_they_were() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


def fail_with(message_text: str) -> None:
    raise ValueError(f"https://api.telegram.org/bot{TOKEN}/sendMessage cannot be reached")


@pytest.mark.parametrize("log_format", list(LogFormat))
def test_an_error_is_logged_without_what_people_wrote_and_without_the_token(
    log_format: LogFormat, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = io.StringIO()
    monkeypatch.setattr(sys, "stderr", written)
    set_up_logs(log_format)
    try:
        fail_with("құпия".upper())  # the source line is in the traceback, its value is not
    except ValueError:
        logging.getLogger("handlers").exception("handler.failed")
    logged = written.getvalue()
    assert "fail_with" in logged
    assert "cannot be reached" in logged
    assert "ҚҰПИЯ" not in logged
    assert TOKEN not in logged
    assert len(logged.splitlines()) < 20
