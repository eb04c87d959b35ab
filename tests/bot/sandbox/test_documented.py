"""docs/sandbox.md names what there is, and nothing else."""

import re
from pathlib import Path

from bot.clock import MovableClock
from bot.sandbox import Sandbox
from bot.sandbox.faults import KNOWN
from bot.sandbox.methods import HANDLERS
from tests.bot.sandbox.sandboxed import SUNDAY

TEXT = (Path(__file__).parents[3] / "docs" / "sandbox.md").read_text(encoding="utf-8")
UPDATES = {"getUpdates", "setWebhook", "deleteWebhook", "getWebhookInfo"}


def test_every_method_of_the_bot_side_is_documented() -> None:
    rows = re.findall(
        r"^\| [a-z ]+ \| ((?:`[a-zA-Z]+` ?)+)\|$", TEXT.partition("What it is strict about")[0], re.MULTILINE
    )
    assert {name for row in rows for name in re.findall(r"`(\w+)`", row)} == {*HANDLERS, *UPDATES}


def test_every_call_of_the_user_side_is_documented() -> None:
    served = set()
    for route in Sandbox(MovableClock(SUNDAY)).app().router.routes():
        path = route.resource.canonical if route.resource else ""
        if path.startswith("/sandbox/") and route.method != "HEAD":
            served.add((route.method, path.replace("/topics/{id}", "/topics/{message_thread_id}")))
    named = {
        (method, path.replace("/files/{file_id}", "/files/{id}"))
        for method, path in re.findall(r"`(GET|POST|PATCH|PUT) (/sandbox/[^`?]+)[^`]*`", TEXT)
    }
    named |= {("POST", "/sandbox/chats/{chat}/unblock")} if "`…/unblock`" in TEXT else set()
    assert named == served


def test_every_fault_is_documented_with_its_parameters() -> None:
    table = TEXT.partition("## Faults")[2]
    rows = re.findall(r"^\| `(\w+)` \|([^|]*)\|", table, re.MULTILINE)
    assert {name: {one for one in KNOWN[name] if f"`{one}`" in parameters} for name, parameters in rows} == {
        name: set(parameters) for name, parameters in KNOWN.items()
    }
