"""Announcements of admins."""

from digests.model import Announcement, AnnouncementState, Bubble, Locale, Progress
from templates.keyboards import announcements as keyboards
from templates.texts.base import Texts


class AnnouncementTexts(Texts):
    """Announcements of admins."""

    def announcement_confirm(self, announcement: Announcement, audience: int, locale: Locale) -> Bubble:
        """Asks whether the draft above goes out to so many chats."""
        language = self._languages[locale]
        text = language.say("announcement/confirm", audience=audience)
        return Bubble(text, keyboards.confirm(language, announcement))

    def announcement_progress(
        self, announcement: Announcement, progress: Progress, locale: Locale, *, asks: bool = True
    ) -> Bubble:
        """How far an announcement is, and its steering; ended with doubts, it asks what to do about them."""
        language = self._languages[locale]
        text = language.say("announcement/progress", announcement=announcement, progress=progress)
        if progress.queued and announcement.state in {AnnouncementState.SENDING, AnnouncementState.PAUSED}:
            return Bubble(text, keyboards.steering(language, announcement))
        is_wanted = announcement.state is not AnnouncementState.CANCELLED
        is_asked = asks and is_wanted and progress.in_doubt > 0 and not progress.queued
        return Bubble(text, keyboards.doubt(language, announcement) if is_asked else ())
