"""What the bot says is what was approved; `pytest tests/templates/test_approved.py --approve` approves anew."""

from difflib import unified_diff
from pathlib import Path

import pytest

from digests.model import Bubble, Button, Locale
from templates.language import MESSAGES
from tests.templates.screens import NOTES, TOASTS, screens

APPROVED = Path(__file__).parent.parent / "approved"
NAMES = sorted(screens(Locale.EN))


def written(bubble: Bubble) -> str:
    """The HTML as it is sent, and a line a row of buttons with what each asks for."""
    rows = (" ".join(map(button, row)) for row in bubble.keyboard)
    return "\n".join((bubble.text, *rows))


def button(button: Button) -> str:
    return f"[{button.label} → {button.action or button.url}]"


@pytest.mark.parametrize("locale", list(Locale))
@pytest.mark.parametrize("name", NAMES)
def test_the_bot_says_what_was_approved(name: str, locale: Locale, request: pytest.FixtureRequest) -> None:
    said = "\n\n<hr>\n\n".join(map(written, screens(locale)[name])) + "\n"
    path = APPROVED / locale / f"{name}.html"
    if request.config.getoption("--approve"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(said, encoding="utf-8")
    approved = path.read_text(encoding="utf-8") if path.exists() else ""
    if said != approved:
        difference = unified_diff(approved.splitlines(), said.splitlines(), "approved", "said now", lineterm="")
        pytest.fail("\n".join((f"{path.name} in {locale}; approve it with --approve:", *difference)), pytrace=False)


def test_nothing_is_approved_that_the_bot_no_longer_says() -> None:
    kept = {path.relative_to(APPROVED).as_posix() for path in APPROVED.rglob("*.html")}
    assert kept == {f"{locale}/{name}.html" for locale in Locale for name in NAMES}


def test_every_note_and_toast_is_among_the_screens() -> None:
    for folder, names in (("notes", NOTES), ("toasts", TOASTS)):
        assert {path.stem for path in (MESSAGES / folder).glob("*.j2")} == set(names)
