"""What buttons of announcements ask for."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from templates.actions.base import Action


class Card(StrEnum):
    """What the card of a draft shows: all of it, or one choice."""

    ALL = "d"
    ADDRESSEES = "a"
    LOCALE = "l"
    RUBRIC = "r"
    REGION = "g"
    DAY = "w"


@dataclass(frozen=True, slots=True)
class OpenDraft(Action):
    """Show this on the card."""

    prefix: ClassVar[str] = "ao"
    announcement: str
    card: Card


@dataclass(frozen=True, slots=True)
class AddressTo(Action):
    """Only chats with this language, rubric or region (which of them says `card`); an empty key: any."""

    prefix: ClassVar[str] = "ax"
    announcement: str
    card: Card
    key: str


@dataclass(frozen=True, slots=True)
class AskAddressees(Action):
    """Ask for a list of chats."""

    prefix: ClassVar[str] = "al"
    announcement: str


@dataclass(frozen=True, slots=True)
class AddressAll(Action):
    """Everybody who takes announcements."""

    prefix: ClassVar[str] = "ae"
    announcement: str


@dataclass(frozen=True, slots=True)
class PickHour(Action):
    """Show the hours of a day ("20251120"), or the quarters of one of its hours ("2025112009")."""

    prefix: ClassVar[str] = "ah"
    announcement: str
    within: str


@dataclass(frozen=True, slots=True)
class SetPlan(Action):
    """Send it at this local time ("202511200915"); empty: at once."""

    prefix: ClassVar[str] = "ap"
    announcement: str
    wall: str


@dataclass(frozen=True, slots=True)
class SetReadersClock(Action):
    """Go by each reader's own clock, or by the author's."""

    prefix: ClassVar[str] = "ai"
    announcement: str
    wanted: bool


@dataclass(frozen=True, slots=True)
class SetTrial(Action):
    """Send it to a few chats first, or to all at once."""

    prefix: ClassVar[str] = "ar"
    announcement: str
    wanted: bool


@dataclass(frozen=True, slots=True)
class SendAnnouncement(Action):
    """Confirm a draft."""

    prefix: ClassVar[str] = "as"
    announcement: str


@dataclass(frozen=True, slots=True)
class JudgeAnnouncement(Action):
    """A second admin agrees with another one's announcement, or does not."""

    prefix: ClassVar[str] = "aa"
    announcement: str
    agreed: bool


@dataclass(frozen=True, slots=True)
class SendNow(Action):
    """Send now what waits for its time, or whose time went by."""

    prefix: ClassVar[str] = "av"
    announcement: str


@dataclass(frozen=True, slots=True)
class CancelAnnouncement(Action):
    """Drop what nobody has yet."""

    prefix: ClassVar[str] = "ac"
    announcement: str


class Steering(StrEnum):
    """What can be done to an announcement on its way. REST: after the first few chats, send it to the others."""

    PAUSE = "p"
    RESUME = "r"
    END = "e"
    REST = "o"


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


@dataclass(frozen=True, slots=True)
class OpenAnnouncement(Action):
    """Show an announcement with its card, below."""

    prefix: ClassVar[str] = "aq"
    announcement: str


EVERY = (
    *(OpenDraft, AddressTo, AskAddressees, AddressAll, PickHour, SetPlan, SetReadersClock, SetTrial),
    *(SendAnnouncement, JudgeAnnouncement, SendNow, CancelAnnouncement, SteerAnnouncement, ResolveDoubt),
    OpenAnnouncement,
)
"""All of these."""
