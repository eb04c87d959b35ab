"""Who runs the bot, and what each of them may do: the owners of the settings, and those who were given a role."""

from dataclasses import dataclass

from digests.model import Member, Right, Role
from digests.ports import Roles
from digests.team import RIGHTS, rights_of


@dataclass(frozen=True, slots=True)
class Team:
    """All of them. A role is asked of the database each time: what was taken away is gone at once, everywhere."""

    owners: frozenset[int]
    roles: Roles

    async def role_of(self, chat_id: int) -> Role | None:
        """The role of this person's chat."""
        return Role.OWNER if chat_id in self.owners else await self.roles.of(chat_id)

    async def rights_of(self, chat_id: int) -> frozenset[Right]:
        """What this person may do."""
        return rights_of(await self.role_of(chat_id))

    async def members(self) -> tuple[Member, ...]:
        """Everybody, the owners first."""
        given = [one for one in await self.roles.members() if one.chat_id not in self.owners]
        return (*(Member(chat, Role.OWNER) for chat in sorted(self.owners)), *given)

    async def with_right(self, right: Right) -> tuple[int, ...]:
        """The chats of all who may do this."""
        return tuple(one.chat_id for one in await self.members() if right in RIGHTS[one.role])
