"""What people are given to do it with: fields of a JSON object, each of the type that it must have."""

import math
from collections.abc import Collection
from typing import Any

from bot.sandbox.chats import Json
from bot.sandbox.refusals import Mistake

LARGEST = 2**53  # beyond it JSON numbers are no longer exact


def number(given: Json, key: str, default: int | None = None) -> int:
    """A whole number; Mistake when it is missing without a default."""
    value = given.get(key)
    if value is None and default is not None:
        return default
    if not isinstance(value, int) or not _is_id(value):
        raise Mistake(f"{key} must be a whole number")
    return value


def optional_number(given: Json, key: str) -> int | None:
    """A whole number; None when the field is missing."""
    return None if given.get(key) is None else number(given, key)


def numbers(given: Json, key: str) -> list[int]:
    """Whole numbers, each once; none when the field is missing."""
    value = given.get(key)
    if value is None:
        return []
    if not isinstance(value, list | tuple) or not all(_is_id(one) for one in value):
        raise Mistake(f"{key} must be a list of whole numbers")
    return list(dict.fromkeys(int(one) for one in value))


def seconds(given: Json, key: str, default: float, *, most: float) -> float:
    """A number of seconds from 0 to `most`."""
    value = given.get(key, default)
    if (
        isinstance(value, bool)
        or not isinstance(value, int | float)
        or not 0 <= value <= most
        or not math.isfinite(value)
    ):
        raise Mistake(f"{key} must be a number of seconds from 0 to {most:g}")
    return float(value)


def text(given: Json, key: str, *, most: int = 4096) -> str:
    """The string; empty when the field is missing."""
    value = given.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Mistake(f"{key} must be a string")
    if len(value) > most:
        raise Mistake(f"{key} has more than {most} characters")
    return value


def flag(given: Json, key: str) -> bool | None:
    """True or false; None when the field is missing."""
    value = given.get(key)
    if value is not None and not isinstance(value, bool):
        raise Mistake(f"{key} must be true or false")
    return value


def one_of(given: Json, key: str, known: Collection[str], default: str) -> str:
    """One of the known words; a default that is none of them makes the field necessary."""
    value = given.get(key, default)
    if not isinstance(value, str) or value not in known:
        raise Mistake(f"{key} must be one of: {', '.join(known)}")
    return value


def _is_id(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < LARGEST
