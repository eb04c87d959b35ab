"""Announcements of admins."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from digests.model import Announcement, Bubble, Locale, Progress
from templates.actions.announcements import Card
from templates.bubbles import cut, plain
from templates.keyboards import announcements as keyboards
from templates.language import NAMES
from templates.texts.base import Texts
from templates.when import city_named

LONGEST_BEGINNING = 60
MANY = 10
"""So many are in the history."""


class AnnouncementTexts(Texts):
    """Announcements of admins."""

    def announcement_draft(
        self,
        announcement: Announcement,
        audience: int,
        locale: Locale,
        *,
        zone: str,
        now: datetime,
        card: Card = Card.ALL,
    ) -> Bubble:
        """What is set of the draft above, or one choice of it; so many chats would get it. `zone`: the author's."""
        language, today = self._languages[locale], now.astimezone(ZoneInfo(zone))
        match card:
            case Card.ALL:
                offered = keyboards.draft(language, announcement)
            case Card.ADDRESSEES:
                offered = keyboards.addressees(language, announcement)
            case Card.LOCALE:
                offered = keyboards.locales(language, announcement)
            case Card.RUBRIC:
                offered = keyboards.rubrics(language, announcement, self._keys)
            case Card.REGION:
                offered = keyboards.regions(language, announcement)
            case Card.DAY:
                offered = keyboards.days(language, announcement, today)
        return Bubble(self._draft(announcement, audience, locale, question=card), offered)

    def announcement_hours(
        self, announcement: Announcement, audience: int, locale: Locale, *, zone: str, now: datetime, within: str
    ) -> Bubble:
        """The hours of a day ("20251120"), or the quarters of an hour ("2025112009")."""
        language, today = self._languages[locale], now.astimezone(ZoneInfo(zone))
        is_day = len(within) == len(f"{today:{keyboards.DAY}}")
        offered = (
            keyboards.hours(language, announcement, within, today)
            if is_day
            else keyboards.quarters(language, announcement, within)
        )
        return Bubble(self._draft(announcement, audience, locale, question=Card.DAY), offered)

    def announcement_waiting(self, announcement: Announcement, audience: int, locale: Locale) -> Bubble:
        """Of one that waits for a second admin or for its time, or whose time went by."""
        language = self._languages[locale]
        return Bubble(
            self._draft(announcement, audience, locale, question=Card.ALL), keyboards.waiting(language, announcement)
        )

    def announcement_judge(self, announcement: Announcement, audience: int, locale: Locale) -> Bubble:
        """Asks a second admin whether what stands above goes out."""
        language = self._languages[locale]
        text = language.say("announcement/judge", audience=audience, **self._set(announcement, locale))
        return Bubble(text, keyboards.judgement(language, announcement))

    def announcement_progress(
        self, announcement: Announcement, progress: Progress, locale: Locale, *, asks: bool = True
    ) -> Bubble:
        """How far an announcement is, and its steering; ended with doubts, it asks what to do about them."""
        language = self._languages[locale]
        text = language.say("announcement/progress", announcement=announcement, progress=progress)
        return Bubble(text, keyboards.under_way(language, announcement, progress, asks=asks))

    def announcement_list(self, announcement: Announcement, locale: Locale) -> Bubble:
        """Asks for a list of chats."""
        language = self._languages[locale]
        return Bubble(language.say("announcement/chats"), keyboards.back_to_addressees(language, announcement))

    def announcement_history(self, told: Sequence[tuple[Announcement, Progress]], locale: Locale) -> Bubble:
        """The latest announcements with what became of them; says where there are none."""
        language = self._languages[locale]
        shown = [(one, progress, cut(plain(one.bubble.text), LONGEST_BEGINNING)) for one, progress in told]
        text = language.say("announcement/history", shown=shown)
        return Bubble(text, keyboards.history([one for one, _ in told]))

    def _draft(self, announcement: Announcement, audience: int, locale: Locale, *, question: Card) -> str:
        language = self._languages[locale]
        return language.say(
            "announcement/draft", audience=audience, question=question, **self._set(announcement, locale)
        )

    def _set(self, announcement: Announcement, locale: Locale) -> dict[str, object]:
        to, plan, language = announcement.addressees, announcement.plan, self._languages[locale]
        return {
            "announcement": announcement,
            "language": NAMES[to.locale] if to.locale else None,
            "city": city_named(language, plan.zone) if plan else None,
        }
