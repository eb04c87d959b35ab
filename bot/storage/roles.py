"""The port `Roles`: who runs the bot beside its owners."""

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.audit import keep_act
from bot.storage.tables import invitations, roles
from bot.storage.together import Together
from bot.storage.transactions import Transactions
from digests.model import Act, Member, Role


class RoleStore:
    """The tables `roles` and `invitations`.

    Of an invitation only a hash is kept: who reads the file cannot join by it.
    """

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions
        is_asked = roles.c.chat_id.in_(select(transactions.numbers("chats").c.number))
        self._those = select(roles.c.chat_id, roles.c.role).where(is_asked)
        self._known = Together(self._roles)

    async def of(self, chat_id: int) -> Role | None:
        """The role that this chat was given."""
        return await self._known(chat_id, None)

    async def _roles(self, asked: Mapping[int, None]) -> Mapping[int, Role]:
        found = await self._transactions.look(self._those, {"chats": list(asked)})
        return {row.chat_id: row.role for row in found}

    async def members(self) -> tuple[Member, ...]:
        """Everybody who was given one, the longest there first."""
        chosen = select(roles.c.chat_id, roles.c.role, roles.c.since)
        async with self._transactions.read() as connection:
            rows = await connection.execute(chosen.order_by(roles.c.since, roles.c.chat_id))
            return tuple(Member(*row) for row in rows)

    async def invite(self, code: str, role: Role, *, by: int, now: datetime, lasts: timedelta) -> None:
        """Whoever shows the code first within that time has the role from then on; earlier codes that are over go."""
        row = {"code": _hashed(code), "role": role, "until": now + lasts}
        async with self._transactions.write() as connection:
            await connection.execute(delete(invitations).where(invitations.c.until <= now))
            await connection.execute(insert(invitations).values(row))
            await keep_act(connection, Act.INVITE, role, by, now)

    async def accept(self, code: str, chat_id: int, now: datetime) -> Role | None:
        """Spend the code; the role that the chat has by it, or None where the code is unknown, spent or over."""
        is_good = (invitations.c.code == _hashed(code)) & (invitations.c.until > now)
        async with self._transactions.write() as connection:
            spent = await connection.execute(delete(invitations).where(is_good).returning(invitations.c.role))
            role = spent.scalar_one_or_none()
            if role is not None:
                await self._keep(connection, chat_id, role, now)
                await keep_act(connection, Act.JOIN, role, chat_id, now, whom=chat_id)
        return role

    async def give(self, chat_id: int, role: Role, *, by: int, now: datetime) -> bool:
        """Another role for somebody who has one; whether it is another."""
        has_other = select(roles.c.role).where(roles.c.chat_id == chat_id, roles.c.role != role)
        async with self._transactions.write() as connection:
            if (await connection.execute(has_other)).scalar_one_or_none() is None:
                return False
            await self._keep(connection, chat_id, role, now)
            await keep_act(connection, Act.GIVE, role, by, now, whom=chat_id)
        return True

    async def take(self, chat_id: int, *, by: int, now: datetime) -> bool:
        """No role from now on; whether there was one."""
        taken = delete(roles).where(roles.c.chat_id == chat_id).returning(roles.c.role)
        async with self._transactions.write() as connection:
            role = (await connection.execute(taken)).scalar_one_or_none()
            if role is None:
                return False
            await keep_act(connection, Act.TAKE, role, by, now, whom=chat_id)
        return True

    async def _keep(self, connection: AsyncConnection, chat_id: int, role: Role, now: datetime) -> None:
        row = {"chat_id": chat_id, "role": role, "since": now}
        await connection.execute(self._transactions.upsert(roles, tuple(row)), row)


def _hashed(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()
