"""What each role may do."""

from collections.abc import Mapping

from digests.model import Right, Role

RIGHTS: Mapping[Role, frozenset[Right]] = {
    Role.OWNER: frozenset(Right),
    Role.EDITOR: frozenset({Right.NUMBERS, Right.LETTERS, Right.SOURCES, Right.REVIEW}),
    Role.ANNOUNCER: frozenset({Right.NUMBERS, Right.LETTERS, Right.ANNOUNCE}),
}
GIVEN = (Role.EDITOR, Role.ANNOUNCER)
"""The roles that an owner can give; owners themselves are named in the settings."""


def rights_of(role: Role | None) -> frozenset[Right]:
    """What the role may do; without one nothing."""
    return RIGHTS[role] if role else frozenset()
