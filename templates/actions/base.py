"""What an inline button asks for: callback data that carries the wanted state, never "flip".

An action packs to `prefix:field:field`, at most 64 bytes; what does not unpack (another version, another bot) is None.
"""

from dataclasses import fields
from enum import StrEnum
from typing import ClassVar, Self

MOST_BYTES = 64


class Action:
    """The base of all actions; subclasses are frozen dataclasses of str, int, bool and StrEnum fields."""

    prefix: ClassVar[str]

    def pack(self) -> str:
        """The callback data."""
        values = [getattr(self, field.name) for field in fields(self)]  # type: ignore[arg-type]
        return ":".join([self.prefix, *(str(int(value) if isinstance(value, bool) else value) for value in values)])

    @classmethod
    def unpack(cls, callback_data: str) -> Self | None:
        """The action, or None where this is not one of this class."""
        prefix, *parts = callback_data.split(":")
        wanted = fields(cls)  # type: ignore[arg-type]
        if prefix != cls.prefix or len(parts) != len(wanted):
            return None
        try:
            return cls(*(_read(field.type, part) for field, part in zip(wanted, parts, strict=True)))
        except ValueError:
            return None


def _read(kind: object, part: str) -> object:
    if kind is bool:
        if part not in {"0", "1"}:
            raise ValueError(part)
        return part == "1"
    if kind is int or (isinstance(kind, type) and issubclass(kind, StrEnum)):
        return kind(part)
    return part
