"""Those who run the bot, and what they did."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from digests.model.corrections import Act


class Role(StrEnum):
    """What somebody who runs the bot is there for. Owners are named in the settings, all others by owners."""

    OWNER = "owner"
    EDITOR = "editor"
    ANNOUNCER = "announcer"


class Right(StrEnum):
    """What a role may be allowed."""

    NUMBERS = "numbers"
    LETTERS = "letters"
    ANNOUNCE = "announce"
    SOURCES = "sources"
    REVIEW = "review"
    TEAM = "team"


@dataclass(frozen=True, slots=True)
class Member:
    """One of them. `since` is None for an owner: the settings do not say."""

    chat_id: int
    role: Role
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Deed:
    """What one of them did, as the audit keeps it.

    by       who did it; 0: somebody who has had all of it removed since
    subject  what it was done to: a key, the id of a source, a role
    whom     whose role it was; None: it was about nobody's
    """

    at: datetime
    by: int
    act: Act
    subject: str
    whom: int | None = None
