"""What buttons of announcements ask for."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from templates.actions.base import Action


@dataclass(frozen=True, slots=True)
class SendAnnouncement(Action):
    """Confirm a draft."""

    prefix: ClassVar[str] = "as"
    announcement: str


@dataclass(frozen=True, slots=True)
class CancelAnnouncement(Action):
    """Drop a draft."""

    prefix: ClassVar[str] = "ac"
    announcement: str


class Steering(StrEnum):
    """What can be done to an announcement on its way."""

    PAUSE = "p"
    RESUME = "r"
    END = "e"


@dataclass(frozen=True, slots=True)
class SteerAnnouncement(Action):
    """Pause, resume or end an announcement that is being sent."""

    prefix: ClassVar[str] = "at"
    announcement: str
    steering: Steering


@dataclass(frozen=True, slots=True)
class ResolveDoubt(Action):
    """Send what may have arrived or not of an announcement again, or leave it."""

    prefix: ClassVar[str] = "ad"
    announcement: str
    again: bool


EVERY = (SendAnnouncement, CancelAnnouncement, SteerAnnouncement, ResolveDoubt)
"""All of these."""
