"""The buttons of the team and the audit."""

from collections.abc import Callable, Sequence

from digests.model import Button, Member, Role
from digests.team import GIVEN
from templates.actions.admins import ShowAdmin
from templates.actions.team import GiveRole, Invite, ShowAudit, ShowMember, ShowTeam, TakeRole
from templates.keyboards.parts import Keyboard, Row, button, in_rows, paging
from templates.language import Language


def team(language: Language, members: Sequence[Member]) -> Keyboard:
    """A button for everybody whose role can be changed, with the number in the text; invitations; the way back."""
    _ = language.word
    cards = [
        button(f"✏️ {number}", ShowMember(one.chat_id)) for number, one in enumerate(members, 1) if one.role in GIVEN
    ]
    invitations = tuple(button("➕ " + name, Invite(role)) for role, name in _names(_))
    return (*in_rows(cards, 5), invitations, _overview(language))


def member(language: Language, shown: Member) -> Keyboard:
    """The roles with a tick at the present one, the end of it, and the way back."""
    _ = language.word
    roles = tuple(button(name, GiveRole(shown.chat_id, role), is_chosen=role is shown.role) for role, name in _names(_))
    take = button("✖️ " + _("Take the role away"), TakeRole(shown.chat_id, is_confirmed=False))
    return (roles, (take,), (button("‹ " + _("Back"), ShowTeam()),))


def take(language: Language, shown: Member) -> Keyboard:
    """Take the role away after all, or not."""
    _ = language.word
    away = button("✖️ " + _("Take the role away"), TakeRole(shown.chat_id, is_confirmed=True))
    return ((away,), (button("‹ " + _("Back"), ShowMember(shown.chat_id)),))


def invitation(language: Language, share: str) -> Keyboard:
    """Where Telegram asks to whom the link is to go."""
    return ((Button("📤 " + language.word("Pass it on"), url=share),),)


def audit(language: Language, *, page: int, pages: int) -> Keyboard:
    """The pages, and the way back."""
    turns = paging(
        language,
        earlier=ShowAudit(page - 1) if page > 0 else None,
        later=ShowAudit(page + 1) if page + 1 < pages else None,
    )
    return (*turns, _overview(language))


def _overview(language: Language) -> Row:
    return (button("📊 " + language.word("Overview"), ShowAdmin()),)


def _names(word: Callable[[str], str]) -> Sequence[tuple[Role, str]]:
    return ((Role.EDITOR, word("Editor")), (Role.ANNOUNCER, word("Announcer")))
