"""Turns values into chat bubbles and pages, in three languages."""

from digests.metrics import MetricCard
from digests.model import Locale, Right
from templates.commands import about, commands
from templates.texts.admins import SOURCES_PER_PAGE, AdminTexts
from templates.texts.announcements import AnnouncementTexts
from templates.texts.digests import DigestTexts
from templates.texts.figures import FigureTexts
from templates.texts.flags import flags_of
from templates.texts.inline import InlineTexts
from templates.texts.settings import SettingsTexts
from templates.texts.team import DEEDS_PER_PAGE, TeamTexts

__all__ = ["DEEDS_PER_PAGE", "SOURCES_PER_PAGE", "Templates"]


class Templates(DigestTexts, FigureTexts, InlineTexts, SettingsTexts, AnnouncementTexts, AdminTexts, TeamTexts):
    """Everything that the bot says: values in, bubbles (Telegram HTML with packed buttons) out. Pure."""

    def page(self, name: str, locale: Locale, **values: object) -> str:
        """A page of the web as HTML: one of pages."""
        return self._languages[locale].page(name, **values)

    def flags(self, card: MetricCard, locale: Locale) -> tuple[str, ...]:
        """What does not fit in a metric's card, a sentence each, as HTML."""
        return tuple(flags_of(self._languages[locale], card))

    def commands(self, locale: Locale, rights: frozenset[Right] = frozenset()) -> tuple[tuple[str, str], ...]:
        """The commands with their descriptions, for the menu of the chat."""
        return commands(self._languages[locale], rights)

    def about(self, locale: Locale) -> tuple[str, str, str]:
        """The bot's name (≤ 64), description (≤ 512) and short description (≤ 120)."""
        return about(self._languages[locale])
