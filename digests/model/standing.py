"""How the bot stands as a whole: what readers and admins are told of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from digests.model.people import Status
from digests.model.words import Locale


class Alarm(StrEnum):
    """What may be wrong with the bot itself."""

    QUEUE_OLD = "queue_old"
    NO_DIGEST = "no_digest"
    DISK_LOW = "disk_low"


@dataclass(frozen=True, slots=True)
class Backlog:
    """Messages that could go out and have not yet; `since` is when the first of them could; None: there is none."""

    waiting: int = 0
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Audience:
    """The subscribers in numbers.

    statuses          all of them
    locales, rubrics  only the active ones, by their language and by each rubric that they read
    week, month       how many of all came in the last 7 and 30 days
    """

    statuses: Mapping[Status, int]
    locales: Mapping[Locale, int]
    rubrics: Mapping[str, int]
    week: int = 0
    month: int = 0
