"""The buttons of announcements."""

from digests.model import Announcement, AnnouncementState
from templates.actions.announcements import (
    CancelAnnouncement,
    ResolveDoubt,
    SendAnnouncement,
    SteerAnnouncement,
    Steering,
)
from templates.keyboards.parts import Keyboard, button
from templates.language import Language


def confirm(language: Language, announcement: Announcement) -> Keyboard:
    """Send or drop a draft."""
    _ = language.word
    return (
        (
            button("📣 " + _("Send"), SendAnnouncement(announcement.id)),
            button("✖️ " + _("Cancel"), CancelAnnouncement(announcement.id)),
        ),
    )


def steering(language: Language, announcement: Announcement) -> Keyboard:
    """Pause or resume what is being sent, and drop the rest of it."""
    _ = language.word
    if announcement.state is AnnouncementState.PAUSED:
        first = button("▶️ " + _("Resume"), SteerAnnouncement(announcement.id, Steering.RESUME))
    else:
        first = button("⏸ " + _("Hold"), SteerAnnouncement(announcement.id, Steering.PAUSE))
    return ((first, button("✖️ " + _("Drop the rest"), SteerAnnouncement(announcement.id, Steering.END))),)


def doubt(language: Language, announcement: Announcement) -> Keyboard:
    """Send what is in doubt again, or leave it."""
    _ = language.word
    return (
        (
            button("🔁 " + _("Send again"), ResolveDoubt(announcement.id, again=True)),
            button("✖️ " + _("Leave it"), ResolveDoubt(announcement.id, again=False)),
        ),
    )
