"""What the container files say, as far as it can be seen where no engine runs."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from bot.__main__ import _parser
from bot.settings import Settings

ROOT = Path(__file__).parents[3]


def instructions() -> list[tuple[str, str]]:
    text = (ROOT / "Dockerfile").read_text().replace("\\\n", " ")
    lines = [line.split(maxsplit=1) for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return [(word, rest) for word, rest in lines]


def test_the_linter_of_dockerfiles_finds_nothing() -> None:
    linter = Path(sys.executable).with_name("hadolint")
    found = subprocess.run([linter, "Dockerfile"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (found.returncode, found.stdout) == (0, "")


def test_every_process_that_is_composed_is_a_command() -> None:
    compose = (ROOT / "compose.yaml").read_text()
    own = compose.partition("\n  postgres:")[0]
    commands = re.findall(r"command: \[(\w+)\]", own)
    assert commands == ["updates", "worker", "migrate"]
    for command in commands:
        assert _parser().parse_args([command]).run


def test_the_image_is_no_root_and_pins_what_it_installs() -> None:
    said = instructions()
    users = [rest for word, rest in said if word == "USER"]
    assert users == ["10001"]  # a number: a host that knows no names sees that it is not root
    assert all(":" in rest.split()[0] and "latest" not in rest for word, rest in said if word == "FROM")
    [install] = [rest for word, rest in said if word == "RUN" and "pip install" in rest]
    assert "--require-hashes" in install


def test_everything_that_is_copied_is_there_and_let_in() -> None:
    let_in = {line.removeprefix("!") for line in (ROOT / ".dockerignore").read_text().splitlines() if line[:1] == "!"}
    copied = [rest.split()[:-1] for word, rest in instructions() if word == "COPY" and "--from" not in rest]
    for name in (name for names in copied for name in names):
        assert (ROOT / name).exists(), name
        assert name in let_in, name


def test_every_package_of_the_bot_is_in_the_image() -> None:
    copied = " ".join(rest for word, rest in instructions() if word == "COPY")
    packages = [path.parent.name for path in ROOT.glob("*/__init__.py") if path.parent.name != "tests"]
    assert sorted(packages) == ["bot", "digests", "handlers", "templates"]
    assert all(name in copied for name in packages)


def test_what_the_files_set_is_a_setting() -> None:
    known = {name.upper() for name in Settings.model_fields} | {"PATH", "PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE"}
    set_here = [rest for word, rest in instructions() if word == "ENV"]
    assert {pair.partition("=")[0] for rest in set_here for pair in rest.split()} <= known
    compose = (ROOT / "compose.yaml").read_text()
    block: Any = compose.partition("environment:\n")[2].partition("    volumes:")[0]
    assert {line.strip().partition(":")[0] for line in block.splitlines() if line.strip()} <= known
