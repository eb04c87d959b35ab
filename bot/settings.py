"""The settings of the process, from the environment and from .env; .env.example documents each."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from digests.errors import ConfigError

REMEDIES = {
    "ADMIN_IDS": "write the numbers of Telegram users, separated by commas",
    "ALLOW_PRIVATE_ADDRESSES": "write true or false",
    "LLM_TIMEOUT_SECONDS": "write a number of seconds from 1 to 120",
    "LLM_CONCURRENT": "write a whole number from 1 to 32",
    "LLM_CALLS_A_DAY": "write a whole number from 1 to 1000000",
    "LOG_FORMAT": "write text or json",
    "COLLECT_EVERY_SECONDS": "write a number of seconds from 0.2 to 3600",
    "PUBLISH_EVERY_SECONDS": "write a number of seconds from 0.2 to 60",
    "SEND_PER_SECOND": "write a number from 0 (no limit) to 1000",
    "SEND_WORKERS": "write a whole number from 1 to 200",
    "PAY_FOR_SPEED": "write true or false",
    "CONFIRM_ABOVE": "write a whole number; 0 means that no second admin is asked",
    "WEBHOOK_PORT": "write a number from 1 to 65535",
    "WEB_PORT": "write a number from 1 to 65535, or leave it empty for no web pages",
    "WEB_BEHIND_PROXY": "write true or false",
}


TELEGRAM = "https://api.telegram.org"


class LogFormat(StrEnum):
    """How log lines look: for people, or one JSON object a line."""

    TEXT = "text"
    JSON = "json"


class Settings(BaseSettings):
    """What an operator can set; a name carries its unit."""

    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8", extra="ignore", frozen=True)

    bot_token: SecretStr | None = None
    telegram_api_url: str = TELEGRAM
    database_url: str = "sqlite+aiosqlite:///var/qogam.db"
    redis_url: str = ""
    newsroom_file: Path = Path("newsroom.toml")
    admin_ids: Annotated[frozenset[int], NoDecode] = frozenset()
    contact: str = ""
    allow_private_addresses: bool = False
    log_format: LogFormat = LogFormat.TEXT
    collect_every_seconds: Annotated[float, Field(ge=0.2, le=3600)] = 15
    publish_every_seconds: Annotated[float, Field(ge=0.2, le=60)] = 5
    recheck_every_seconds: Annotated[float, Field(ge=0.2, le=3600)] = 30
    send_per_second: Annotated[float, Field(ge=0, le=1000)] = 29
    send_workers: Annotated[int, Field(ge=1, le=200)] = 20
    pay_for_speed: bool = False
    confirm_above: Annotated[int, Field(ge=0)] = 1000
    llm_url: str = ""
    llm_key: SecretStr = SecretStr("")
    llm_model: str = ""
    llm_timeout_seconds: Annotated[float, Field(ge=1, le=120)] = 20
    llm_concurrent: Annotated[int, Field(ge=1, le=32)] = 4
    llm_calls_a_day: Annotated[int, Field(ge=1, le=1_000_000)] = 500

    webhook_url: str = ""
    webhook_port: Annotated[int, Field(ge=0, le=65535)] = 8482
    web_port: Annotated[int, Field(ge=0, le=65535)] | None = None
    web_host: str = "127.0.0.1"
    web_url: str = ""
    web_behind_proxy: bool = False

    @field_validator("web_port", mode="before")
    @classmethod
    def _none_where_empty(cls, value: object) -> object:
        return None if value == "" else value

    @field_validator("admin_ids", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        return [part.strip() for part in value.split(",") if part.strip()]

    @field_validator("contact")
    @classmethod
    def _fits_a_header(cls, value: str) -> str:
        if not value.isascii() or not value.isprintable() or any(mark in value for mark in "();"):
            raise ValueError("write an address or a page in plain ASCII, like news@example.kz")
        return value.strip()

    @field_validator("llm_key")
    @classmethod
    def _fits_one_line(cls, value: SecretStr) -> SecretStr:
        if not value.get_secret_value().isascii() or not value.get_secret_value().isprintable():
            raise ValueError("write the key on one line, in plain ASCII")
        return value

    @field_validator("telegram_api_url", "webhook_url", "web_url", "llm_url")
    @classmethod
    def _is_http(cls, value: str) -> str:
        if value and not value.startswith(("http://", "https://")):
            raise ValueError("it must start with http:// or https://")
        return value.rstrip("/")


def load_settings() -> Settings:
    """The settings; ConfigError in one sentence that names the variable when a value cannot be used."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        name = str(first["loc"][0]).upper()
        remedy = REMEDIES.get(name) or first["msg"].removeprefix("Value error, ")
        raise ConfigError(f"{name} cannot be used: {remedy}.") from error


def model_of(settings: Settings) -> str | None:
    """The name of the language model; None: there is none. ConfigError where only the address is given."""
    if settings.llm_url and not settings.llm_model:
        raise ConfigError("LLM_MODEL is missing: write the name of a model that LLM_URL knows.")
    return settings.llm_model if settings.llm_url else None


def webhook_of(settings: Settings) -> str:
    """Where Telegram calls; ConfigError where there is no such address."""
    if not settings.webhook_url:
        raise ConfigError(
            "WEBHOOK_URL is missing: write the https:// address at which your proxy reaches WEBHOOK_PORT."
        )
    return settings.webhook_url


def redis_of(settings: Settings) -> str:
    """Where processes share their pace; ConfigError where there is no such address."""
    if not settings.redis_url:
        raise ConfigError("REDIS_URL is missing: several processes share their pace there; write redis://host:6379/0.")
    return settings.redis_url


def token_of(settings: Settings) -> str:
    """The bot's token; ConfigError where there is none or where it cannot be one."""
    token = settings.bot_token.get_secret_value() if settings.bot_token else ""
    if not token:
        raise ConfigError("BOT_TOKEN is missing: write the token that @BotFather gave you into .env.")
    number, _, secret = token.partition(":")
    if not number.isdigit() or not secret:
        raise ConfigError("BOT_TOKEN cannot be used: a token looks like 123456:ABC-DEF.")
    return token
