import re
from pathlib import Path

import pytest

from bot.settings import Settings, load_settings, model_of, token_of
from digests.errors import ConfigError

EXAMPLE = Path(__file__).parents[2] / ".env.example"


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def test_the_example_names_every_setting_and_no_other() -> None:
    named = set(re.findall(r"^([A-Z_]+)=", EXAMPLE.read_text(encoding="utf-8"), re.MULTILINE))
    assert named == {name.upper() for name in Settings.model_fields}


def test_the_example_gives_the_defaults(tmp_path: Path) -> None:
    defaults = load_settings()
    (tmp_path / ".env").write_text(EXAMPLE.read_text(encoding="utf-8"), encoding="utf-8")
    example = load_settings()
    assert example.model_dump(exclude={"bot_token"}) == defaults.model_dump(exclude={"bot_token"})


def test_admins_are_numbers_separated_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADMIN_IDS", "1001, 1002,")
    assert load_settings().admin_ids == {1001, 1002}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ADMIN_IDS", "Aigerim"),
        ("TELEGRAM_API_URL", "api.telegram.org"),
        ("LOG_FORMAT", "xml"),
        ("SEND_WORKERS", "0"),
        ("CONTACT", "a@b.kz) evil"),
        ("CONTACT", "қоғам"),
        ("LLM_URL", "api.example.com/v1"),
        ("LLM_KEY", "two\nlines"),
        ("LLM_TIMEOUT_SECONDS", "0"),
        ("LLM_CONCURRENT", "100"),
        ("LLM_CALLS_A_DAY", "0"),
        ("ALLOW_PRIVATE_ADDRESSES", "perhaps"),
    ],
)
def test_an_unusable_value_gives_one_sentence_that_names_the_variable(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ConfigError, match=rf"^{name} cannot be used: (write|it must) [^\n]+\.$"):
        load_settings()


@pytest.mark.parametrize("token", ["", "no-number:abc", "987654"])
def test_what_cannot_be_a_token_is_refused_without_showing_it(monkeypatch: pytest.MonkeyPatch, token: str) -> None:
    monkeypatch.setenv("BOT_TOKEN", token)
    with pytest.raises(ConfigError, match="BOT_TOKEN") as refused:
        token_of(load_settings())
    assert not token or token not in str(refused.value)


def test_no_model_is_asked_unless_an_address_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    assert model_of(load_settings()) is None
    monkeypatch.setenv("LLM_URL", "http://127.0.0.1:11434/v1/")
    with pytest.raises(ConfigError, match="LLM_MODEL"):
        model_of(load_settings())
    monkeypatch.setenv("LLM_MODEL", "small")
    assert (model_of(load_settings()), load_settings().llm_url) == ("small", "http://127.0.0.1:11434/v1")


def test_the_key_of_the_model_is_in_no_text_of_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LLM_KEY", "sk-not-a-real-one")
    assert "sk-not" not in repr(load_settings())
    monkeypatch.setenv("LLM_KEY", "sk-not-a-real-one\u00e9")
    with pytest.raises(ConfigError) as refused:
        load_settings()
    assert "sk-not" not in str(refused.value)
