"""What admins see."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from digests.model import (
    Alarm,
    Audience,
    Bubble,
    Feedback,
    Locale,
    Progress,
    Right,
    SourceHealth,
    StatedFigure,
    Waiting,
)
from templates import standing
from templates.bubbles import cut
from templates.keyboards import admins as keyboards
from templates.language import Language
from templates.texts.base import Texts, one_text

SOURCES_PER_PAGE = 10


class AdminTexts(Texts):
    """What admins see."""

    def feedback(self, kept: Feedback, locale: Locale) -> Bubble:
        """What a person wrote, with a button to answer it."""
        return standing.feedback(self._languages[locale], kept)

    def inbox(self, waiting: Sequence[Feedback], locale: Locale, *, number: int) -> Bubble:
        """The n-th (from 0; past the end the last) of what people wrote; says where nobody waits for an answer."""
        return standing.inbox(self._languages[locale], waiting, number)

    def overview(
        self, audience: Audience, sent: Progress, locale: Locale, *, waiting: int, rights: frozenset[Right]
    ) -> Bubble:
        """The subscribers and the deliveries of a day in numbers; `waiting` is how many wait for an answer.

        The buttons are those of what may be done.
        """
        return standing.overview(self._languages[locale], audience, sent, waiting, rights)

    def ask_answer(self, asked: Feedback, locale: Locale) -> Bubble:
        """Asks an admin for the answer to what a person wrote."""
        return self.note("answer_ask", locale, text=cut(asked.text, standing.LONGEST_REMINDER))

    def sources(self, health: Sequence[SourceHealth], locale: Locale, now: datetime, *, page: int) -> Bubble:
        """The sources, ten a page (from 0; a page past the end is the last one): when read, and what is wrong."""
        language = self._languages[locale]
        pages = max(1, -(-len(health) // SOURCES_PER_PAGE))
        page = min(max(page, 0), pages - 1)
        shown = health[page * SOURCES_PER_PAGE : (page + 1) * SOURCES_PER_PAGE]
        failing = sum(1 for one in health if one.state.failures or one.state.problem)
        head = language.say("sources/head", total=len(health), failing=failing)
        items = [
            language.say("sources/item", health=one, ago=_ago(one, now), number=number)
            for number, one in enumerate(shown, 1)
        ]
        return Bubble(one_text([head, *items]), keyboards.sources(language, shown, page=page, pages=pages))

    def source(self, health: SourceHealth, locale: Locale, now: datetime, *, page: int) -> Bubble:
        """All about a source, and what can be done with it; "Back" leads to this page of the list."""
        language = self._languages[locale]
        item = language.say("sources/item", health=health, ago=_ago(health, now), number=None)
        newest = now - health.state.newest_at if health.state.newest_at else None
        card = language.say("sources/card", health=health, newest=newest)
        return Bubble(one_text([item, card]), keyboards.source(language, health, page=page))

    def source_added(self, name: str, url: str, locale: Locale, **found: object) -> Bubble:
        """What a new source lists: `items`, how many of them `dated`, and how old the `newest` is."""
        language = self._languages[locale]
        return Bubble(language.say("sources/added", outlet=name, url=url, **found), keyboards.trouble(language))

    def trouble(self, troubled: Sequence[tuple[str, str]], locale: Locale) -> Bubble:
        """What has begun to ail sources: their names, each with its trouble (`SourceState.problem`, or an address)."""
        language = self._languages[locale]
        items = [language.say("sources/trouble", outlet=name, problem=problem) for name, problem in troubled]
        head = language.say("sources/alert", total=len(troubled))
        return Bubble(one_text([head, *items]), keyboards.trouble(language))

    def alarm(self, alarm: Alarm, locale: Locale, *, rights: frozenset[Right]) -> Bubble:
        """What is wrong with the bot itself, with a button to what this person can look at."""
        language = self._languages[locale]
        return Bubble(language.say(f"alarms/{alarm}"), keyboards.alarm(language, alarm, rights))

    def review(self, waiting: Sequence[Waiting], locale: Locale, *, number: int) -> Bubble:
        """The n-th (from 0; past the end the last) of what waits for an admin; says where nothing waits."""
        language = self._languages[locale]
        if not waiting:
            return Bubble(language.say("review/empty"))
        number = min(max(number, 0), len(waiting) - 1)
        shown, total = waiting[number], len(waiting)
        head = language.say("review/head", number=number, total=total)
        return Bubble(
            one_text([head, _waiting(language, shown)]),
            keyboards.review(language, shown, number=number, total=total),
        )

    def ask_wrong(self, stated: StatedFigure, chats: int, locale: Locale) -> Bubble:
        """Asks an admin whether a figure that so many chats got is to be marked as wrong."""
        language = self._languages[locale]
        text = language.say("review/wrong", stated=stated, chats=chats)
        return Bubble(text, keyboards.confirm_wrong(language, stated.ref))


def _waiting(language: Language, waiting: Waiting) -> str:
    if waiting.correction:
        return language.say("review/correction", one=waiting.correction)
    if waiting.refused:
        return language.say("review/refused", refused=waiting.refused[0], article=waiting.refused[1])
    return language.say("metric/conflict", pair=waiting.conflict)


def _ago(health: SourceHealth, now: datetime) -> timedelta | None:
    return now - health.state.succeeded_at if health.state.succeeded_at else None
