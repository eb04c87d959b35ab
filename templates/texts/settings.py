"""Settings of a chat, and how it stands."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from digests.model import Backlog, Bubble, Cadence, ChatKind, Feedback, Locale, Status, Subscriber
from digests.standing import Standing
from templates import schedules, standing
from templates.actions.settings import Screen
from templates.keyboards import settings as keyboards
from templates.language import NAMES
from templates.texts.base import Texts
from templates.when import cadence_names, city_named, days_named, hours_named


class SettingsTexts(Texts):
    """Settings of a chat, and how it stands."""

    def start(self, subscriber: Subscriber, page: int = 0) -> Bubble:
        """The greeting, with languages, a page of rubrics and, once there is a rubric, "Done"."""
        language = self._of(subscriber)
        text = language.say("start", kind=subscriber.kind)
        return Bubble(text, keyboards.start(language, self._keys, subscriber, page))

    def started(self, subscriber: Subscriber) -> Bubble:
        """When the first digest comes."""
        return Bubble(self._of(subscriber).say("started", at=subscriber.next_digest_at, subscriber=subscriber))

    def rubrics(self, subscriber: Subscriber, page: int = 0) -> Bubble:
        """A page of rubrics as toggles."""
        language = self._of(subscriber)
        chosen = len(subscriber.rubrics.intersection(self._keys))
        text = language.say("rubrics", chosen=chosen)
        return Bubble(text, keyboards.rubrics(language, self._keys, subscriber, page))

    def page_of(self, rubric: str) -> int:
        """The page of rubrics on which this one stands; the first where there is none."""
        return keyboards.page_of(self._keys.index(rubric)) if rubric in self._keys else 0

    def settings(self, subscriber: Subscriber) -> Bubble:
        """What is set, with the ways to change it."""
        language = self._of(subscriber)
        rubrics = [language.rubric(key) for key in self._keys if key in subscriber.rubrics]
        text = language.say(
            "settings",
            rubrics=rubrics,
            language=NAMES[subscriber.locale],
            schedule=subscriber.schedule,
            days=days_named(language, subscriber.schedule),
            hours=hours_named(language, subscriber.schedule),
            city=city_named(language, subscriber.schedule.zone),
            is_active=subscriber.status is Status.ACTIVE,
            paused_until=subscriber.paused_until,
            wishes=subscriber.wishes,
        )
        app = self._app if subscriber.kind is ChatKind.PRIVATE else ""  # no other chat could open it
        return Bubble(text, keyboards.settings(language, subscriber, rubrics=len(rubrics), app=app))

    def words(self, subscriber: Subscriber) -> Bubble:
        """The words that stories must have and must not have."""
        language = self._of(subscriber)
        return Bubble(language.say("words", wishes=subscriber.wishes), keyboards.words(language, subscriber.wishes))

    def ask_words(self, subscriber: Subscriber, *, wanted: bool) -> Bubble:
        """Asks for words in place of the lists; "Back" leads to them."""
        language = self._of(subscriber)
        text = language.say("notes/words_ask" if wanted else "notes/without_ask")
        return Bubble(text, keyboards.back_to_words(language))

    def regions(self, subscriber: Subscriber) -> Bubble:
        """The choice of regions."""
        language = self._of(subscriber)
        return Bubble(language.say("regions", wishes=subscriber.wishes), keyboards.regions(language, subscriber.wishes))

    def pause(self, subscriber: Subscriber) -> Bubble:
        """The choice of how long to pause."""
        language = self._of(subscriber)
        return Bubble(language.say("pause"), keyboards.pauses(language))

    def language(self, subscriber: Subscriber) -> Bubble:
        """The choice of the language."""
        language = self._of(subscriber)
        return Bubble(language.say("language"), keyboards.languages(language, subscriber))

    def schedule(self, subscriber: Subscriber, screen: Screen) -> Bubble:
        """The choice of the days, the hour, its quarter, the quiet hours or the city."""
        is_private = subscriber.kind is ChatKind.PRIVATE
        return schedules.card(self._of(subscriber), subscriber.schedule, screen, is_private=is_private)

    def cadences(self, locale: Locale) -> Mapping[Cadence, str]:
        """The usual ways to get digests, by name."""
        return cadence_names(self._languages[locale])

    def unknown(self, locale: Locale) -> Bubble:
        """A hint for what was not understood, and the ways to what most people want."""
        language = self._languages[locale]
        return Bubble(language.say("unknown"), keyboards.unknown(language))

    def location_button(self, locale: Locale) -> str:
        """The label of the button that sends a location."""
        return "📍 " + self._languages[locale].word("Send my location")

    def zone_taken(self, subscriber: Subscriber) -> Bubble:
        """Whose clock holds since a location was sent."""
        language = self._of(subscriber)
        city = city_named(language, subscriber.schedule.zone)
        return Bubble(language.say("zone_taken", city=city), keyboards.zone_taken(language))

    def zone_far(self, subscriber: Subscriber) -> Bubble:
        """No city is near a location that was sent: they are offered."""
        language = self._of(subscriber)
        card = schedules.card(language, subscriber.schedule, Screen.ZONE)
        return replace(card, text=language.say("zone_far"))

    def paused(self, subscriber: Subscriber) -> Bubble:
        """Digests have stopped; one tap brings them back."""
        language = self._of(subscriber)
        return Bubble(language.say("paused", until=subscriber.paused_until), keyboards.paused(language))

    def resumed(self, subscriber: Subscriber) -> Bubble:
        """Digests come again, and when; the settings are a tap away."""
        language = self._of(subscriber)
        text = language.say("resumed", at=subscriber.next_digest_at, subscriber=subscriber)
        return Bubble(text, keyboards.resumed(language))

    def choose_rubrics(self, subscriber: Subscriber) -> Bubble:
        """Without rubrics there is nothing to send."""
        language = self._of(subscriber)
        return Bubble(language.say("choose_rubrics"), keyboards.choose_rubrics(language))

    def delete(self, locale: Locale, now: datetime) -> Bubble:
        """Asks whether everything of this chat shall be gone."""
        language = self._languages[locale]
        return Bubble(language.say("delete"), keyboards.delete(language, now))

    def status(self, subscriber: Subscriber, read: Standing, backlog: Backlog, now: datetime) -> Bubble:
        """When the sources were read, when digests of this chat came and come, and what waits to be sent."""
        return standing.status(self._of(subscriber), subscriber, read, backlog, now)

    def answer(self, asked: Feedback, text: str, locale: Locale) -> Bubble:
        """What an admin answers, with the person's own message under it."""
        return standing.answer(self._languages[locale], asked, text)
