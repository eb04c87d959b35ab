"""What all nouns share: languages and keys."""

import hashlib
from enum import StrEnum


class Locale(StrEnum):
    """A language that people read and articles are written in."""

    KK = "kk"
    RU = "ru"
    EN = "en"


def short_key(*parts: str) -> str:
    """A stable key of 16 hex digits for what `parts` name: short enough for callback data, wide enough (64 bits)."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
