"""What buttons of the team and the audit ask for."""

from dataclasses import dataclass
from typing import ClassVar

from digests.model import Role
from templates.actions.base import Action


@dataclass(frozen=True, slots=True)
class ShowTeam(Action):
    """All who run the bot, in place."""

    prefix: ClassVar[str] = "tm"


@dataclass(frozen=True, slots=True)
class Invite(Action):
    """Make an invitation to this role, below."""

    prefix: ClassVar[str] = "ti"
    role: Role


@dataclass(frozen=True, slots=True)
class ShowMember(Action):
    """One of them, in place."""

    prefix: ClassVar[str] = "tp"
    chat: int


@dataclass(frozen=True, slots=True)
class GiveRole(Action):
    """Another role for one of them."""

    prefix: ClassVar[str] = "tg"
    chat: int
    role: Role


@dataclass(frozen=True, slots=True)
class TakeRole(Action):
    """Take somebody's role away; where it is not confirmed yet, ask."""

    prefix: ClassVar[str] = "tx"
    chat: int
    is_confirmed: bool


@dataclass(frozen=True, slots=True)
class ShowAudit(Action):
    """A page of what was done (from 0, the newest), in place."""

    prefix: ClassVar[str] = "ta"
    page: int


EVERY = (ShowTeam, Invite, ShowMember, GiveRole, TakeRole, ShowAudit)
"""All of these."""
