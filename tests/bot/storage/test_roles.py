from datetime import timedelta

from sqlalchemy import select

from bot.storage import Database
from bot.storage.tables import invitations
from digests.model import Act, Deed, Member, Role
from tests.builders import DAY, HOUR, NOW

OWNER, ERZHAN, AIGUL = 504, 1, 2


async def invite(database: Database, code: str, role: Role = Role.EDITOR, *, lasts: timedelta = DAY) -> None:
    await database.roles.invite(code, role, by=OWNER, now=NOW, lasts=lasts)


async def deeds(database: Database) -> list[tuple[int, Act, str, int | None]]:
    found, _ = await database.audit.latest(first=0, limit=99)
    return [(one.by, one.act, one.subject, one.whom) for one in reversed(found)]


async def test_an_invitation_makes_one_person_a_member_once(database: Database) -> None:
    await invite(database, "code")
    assert await database.roles.accept("another", ERZHAN, NOW) is None
    assert await database.roles.accept("code", ERZHAN, NOW + HOUR) is Role.EDITOR
    assert await database.roles.accept("code", AIGUL, NOW + HOUR) is None
    assert await database.roles.members() == (Member(ERZHAN, Role.EDITOR, NOW + HOUR),)
    assert [await database.roles.of(chat) for chat in (ERZHAN, AIGUL)] == [Role.EDITOR, None]
    assert await deeds(database) == [(OWNER, Act.INVITE, "editor", None), (ERZHAN, Act.JOIN, "editor", ERZHAN)]


async def test_an_invitation_that_is_over_is_worth_nothing_and_goes_with_the_next(database: Database) -> None:
    await invite(database, "late", lasts=HOUR)
    assert await database.roles.accept("late", ERZHAN, NOW + HOUR) is None
    await database.roles.invite("new", Role.EDITOR, by=OWNER, now=NOW + HOUR, lasts=DAY)
    async with database.engines.reader.connect() as connection:
        codes = (await connection.execute(select(invitations.c.code))).scalars().all()
    assert len(codes) == 1
    assert "new" not in codes[0]


async def test_a_second_invitation_changes_the_role(database: Database) -> None:
    for code, role in (("first", Role.EDITOR), ("second", Role.ANNOUNCER)):
        await invite(database, code, role)
        await database.roles.accept(code, ERZHAN, NOW)
    assert await database.roles.members() == (Member(ERZHAN, Role.ANNOUNCER, NOW),)


async def test_a_role_is_changed_and_taken_away_once_and_the_audit_says_by_whom(database: Database) -> None:
    assert not await database.roles.give(ERZHAN, Role.EDITOR, by=OWNER, now=NOW)
    await invite(database, "code")
    await database.roles.accept("code", ERZHAN, NOW)
    assert not await database.roles.give(ERZHAN, Role.EDITOR, by=OWNER, now=NOW)
    assert await database.roles.give(ERZHAN, Role.ANNOUNCER, by=OWNER, now=NOW + HOUR)
    assert await database.roles.of(ERZHAN) is Role.ANNOUNCER
    assert await database.roles.take(ERZHAN, by=OWNER, now=NOW)
    assert not await database.roles.take(ERZHAN, by=OWNER, now=NOW)
    assert await database.roles.of(ERZHAN) is None
    assert (await deeds(database))[2:] == [
        (OWNER, Act.GIVE, "announcer", ERZHAN),
        (OWNER, Act.TAKE, "announcer", ERZHAN),
    ]


async def test_whoever_is_forgotten_has_no_role_and_no_name_in_the_audit(database: Database) -> None:
    await invite(database, "code")
    await database.roles.accept("code", ERZHAN, NOW)
    kept = await database.subscribers.kept(ERZHAN)
    assert (len(kept["roles"]), len(kept["audit"])) == (1, 1)
    await database.subscribers.forget(ERZHAN)
    assert await database.roles.members() == ()
    assert (await deeds(database))[1] == (0, Act.JOIN, "editor", 0)


async def test_the_audit_is_told_page_by_page_newest_first(database: Database) -> None:
    for number in range(5):
        await database.audit.note(Act.REST, str(number), by=OWNER, now=NOW + number * HOUR)
    found, total = await database.audit.latest(first=1, limit=2)
    assert total == 5
    assert found == (
        Deed(NOW + 3 * HOUR, OWNER, Act.REST, "3"),
        Deed(NOW + 2 * HOUR, OWNER, Act.REST, "2"),
    )
