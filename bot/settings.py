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
    "LOG_FORMAT": "write text or json",
    "COLLECT_EVERY_SECONDS": "write a number of seconds from 0.2 to 3600",
    "PUBLISH_EVERY_SECONDS": "write a number of seconds from 0.2 to 60",
    "SEND_PER_SECOND": "write a number from 0 (no limit) to 1000",
    "SEND_WORKERS": "write a whole number from 1 to 200",
}


class LogFormat(StrEnum):
    """How log lines look: for people, or one JSON object a line."""

    TEXT = "text"
    JSON = "json"


class Settings(BaseSettings):
    """What an operator can set; a name carries its unit."""

    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8", extra="ignore", frozen=True)

    bot_token: SecretStr | None = None
    telegram_api_url: str = "https://api.telegram.org"
    database_url: str = "sqlite+aiosqlite:///var/qogam.db"
    newsroom_file: Path = Path("newsroom.toml")
    admin_ids: Annotated[frozenset[int], NoDecode] = frozenset()
    contact: str = ""
    allow_private_addresses: bool = False
    log_format: LogFormat = LogFormat.TEXT
    collect_every_seconds: Annotated[float, Field(ge=0.2, le=3600)] = 15
    publish_every_seconds: Annotated[float, Field(ge=0.2, le=60)] = 5
    send_per_second: Annotated[float, Field(ge=0, le=1000)] = 29
    send_workers: Annotated[int, Field(ge=1, le=200)] = 20

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

    @field_validator("telegram_api_url")
    @classmethod
    def _is_http(cls, value: str) -> str:
        if not value.startswith(("http://", "https://")):
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


def token_of(settings: Settings) -> str:
    """The bot's token; ConfigError where there is none or where it cannot be one."""
    token = settings.bot_token.get_secret_value() if settings.bot_token else ""
    if not token:
        raise ConfigError("BOT_TOKEN is missing: write the token that @BotFather gave you into .env.")
    number, _, secret = token.partition(":")
    if not number.isdigit() or not secret:
        raise ConfigError("BOT_TOKEN cannot be used: a token looks like 123456:ABC-DEF.")
    return token
