"""What owners see of the team, and what its members are told, with fixed values."""

from collections.abc import Sequence

from digests.model import Act, Bubble, Deed, Locale, Member, Role
from templates import Templates
from tests.builders import DAY, HOUR, NOW

NAMES = {1: "Aigul <b>", 2: "Ержан"}
OWNER, EDITOR, ANNOUNCER = Member(1, Role.OWNER), Member(2, Role.EDITOR, NOW), Member(3, Role.ANNOUNCER, NOW - 21 * DAY)
SUBJECTS = {Act.REST: "lada", Act.READ_AGAIN: "gone", Act.INVITE: "announcer", Act.JOIN: "announcer"}


def team_screens(templates: Templates, locale: Locale) -> dict[str, Sequence[Bubble]]:
    """Each bubble by its name."""
    return {
        "team": [
            templates.team([OWNER, EDITOR, ANNOUNCER], NAMES, locale),
            templates.team([OWNER], {}, locale),
            templates.member(EDITOR, NAMES, locale),
            templates.member(ANNOUNCER, NAMES, locale, asks=True),
            templates.invitation(Role.EDITOR, "qogam_bot", "Zm9v-YmFy_w", locale),
            *(templates.role_given(role, locale) for role in (Role.EDITOR, Role.ANNOUNCER)),
        ],
        "audit": [
            templates.audit(
                [_deed(act, place) for place, act in enumerate(Act)],
                *(NAMES, {"lada": "Lada & <Co>"}, locale),
                page=1,
                total=21,
                zone="Asia/Almaty",
            ),
            templates.audit([], {}, {}, locale, page=0, total=0, zone="Asia/Almaty"),
        ],
    }


def _deed(act: Act, place: int) -> Deed:
    is_of_somebody = act in {Act.GIVE, Act.TAKE}
    whom = (0 if act is Act.TAKE else 2) if is_of_somebody else None
    return Deed(NOW - place * HOUR, place % 3, act, SUBJECTS.get(act, "editor"), whom)
