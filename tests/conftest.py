"""What all tests share: the option that approves what the bot says."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--approve", action="store_true", help="keep what the bot says now in tests/approved")
