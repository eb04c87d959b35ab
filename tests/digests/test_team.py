from digests.desk.team import Team
from digests.model import Member, Right, Role
from digests.team import GIVEN, RIGHTS, rights_of
from tests.builders import NOW


class Given:
    """Roles that were given, as the store tells them."""

    def __init__(self, *members: Member) -> None:
        self._members = members

    async def of(self, chat_id: int) -> Role | None:
        return next((one.role for one in self._members if one.chat_id == chat_id), None)

    async def members(self) -> tuple[Member, ...]:
        return self._members


def test_every_role_says_what_it_may_and_only_owners_see_to_the_team() -> None:
    assert set(RIGHTS) == set(Role)
    assert [role for role in Role if Right.TEAM in RIGHTS[role]] == [Role.OWNER]
    assert set().union(*(RIGHTS[role] for role in GIVEN)) == set(Right) - {Right.TEAM}
    assert rights_of(None) == frozenset()


async def test_an_owner_of_the_settings_stays_one_whatever_else_was_given() -> None:
    editor, former = Member(2, Role.EDITOR, NOW), Member(1, Role.ANNOUNCER, NOW)
    team = Team(frozenset({1}), Given(former, editor))  # type: ignore[arg-type]
    assert await team.members() == (Member(1, Role.OWNER), editor)
    assert [await team.role_of(chat) for chat in (1, 2, 3)] == [Role.OWNER, Role.EDITOR, None]
    assert await team.rights_of(3) == frozenset()


async def test_whoever_has_a_right_is_asked_and_nobody_else() -> None:
    team = Team(frozenset({1}), Given(Member(2, Role.EDITOR, NOW), Member(3, Role.ANNOUNCER, NOW)))  # type: ignore[arg-type]
    assert await team.with_right(Right.ANNOUNCE) == (1, 3)
    assert await team.with_right(Right.SOURCES) == (1, 2)
    assert await team.with_right(Right.LETTERS) == (1, 2, 3)
