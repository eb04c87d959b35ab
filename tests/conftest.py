"""What all tests share: the option that approves what the bot says, and no clock over property tests."""

import pytest
from hypothesis import settings

settings.register_profile("shared", deadline=None)  # machines are shared and noisy: time is measured in benchmarks
settings.load_profile("shared")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--approve", action="store_true", help="keep what the bot says now in tests/approved")
