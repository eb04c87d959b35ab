"""What all nouns share: languages and keys."""

import hashlib
from enum import StrEnum


class Locale(StrEnum):
    """A language that people read and articles are written in."""

    KK = "kk"
    RU = "ru"
    EN = "en"


FALLBACK = Locale.RU
"""For people who have told Telegram of none of the three."""


def spoken(code: str) -> Locale:
    """The language of a code like `kk` or `en-GB`; `FALLBACK` for all others."""
    language = code.partition("-")[0]
    return Locale(language) if language in set(Locale) else FALLBACK


def short_key(*parts: str) -> str:
    """A stable key of 16 hex digits for what `parts` name: short enough for callback data, wide enough (64 bits)."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
