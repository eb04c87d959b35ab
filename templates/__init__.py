"""Turns values into chat bubbles, in three languages."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from digests.evidence import EvidencePage
from digests.latest import FiguresPage
from digests.metrics import MetricCard, MetricsPage
from digests.model import (
    Announcement,
    AnnouncementState,
    Bubble,
    ChatKind,
    Digest,
    Locale,
    Progress,
    Rubric,
    SourceHealth,
    Status,
    Subscriber,
)
from templates import keyboards
from templates.bubbles import LONGEST, cut, fit, plain
from templates.commands import about, commands
from templates.language import NAMES, Language
from templates.numbers import amount

__all__ = ["SOURCES_PER_PAGE", "Templates"]

SOURCES_PER_PAGE = 10
LONGEST_TOAST = 200
_WEEK_DAYS = 7


class Templates:
    """Everything that the bot says: values in, bubbles (Telegram HTML with packed buttons) out. Pure."""

    def __init__(self, rubrics: Sequence[Rubric]) -> None:
        self._keys = tuple(rubric.key for rubric in rubrics)
        by_key = {rubric.key: rubric for rubric in rubrics}
        self._languages = {locale: Language(locale, by_key) for locale in Locale}

    # --- digests and their evidence

    def digest(self, digest: Digest) -> tuple[Bubble, ...]:
        """The digest in as few bubbles as hold its items whole, the buttons under the last one."""
        language = self._languages[digest.choice.locale]
        texts = fit(_blocks(language, digest))
        has_figures = bool(digest.headline) or any(
            item.summary.figures for section in digest.sections for item in section.items
        )
        buttons = keyboards.digest(language, digest.key, has_figures=has_figures)
        return (*(Bubble(text) for text in texts[:-1]), Bubble(texts[-1], buttons))

    def no_digest(self, subscriber: Subscriber, days: int) -> Bubble:
        """Nothing new in the last `days`; offers to look back further, where that is further."""
        language = self._of(subscriber)
        buttons = keyboards.no_digest(language, offers_week=days < _WEEK_DAYS)
        return Bubble(language.say("no_digest", days=days), buttons)

    def evidence(self, page: EvidencePage, locale: Locale, *, mailing: str | None) -> Bubble:
        """The sentences behind figures; `mailing` None: without pages. Says so where none is kept any more."""
        language = self._languages[locale]
        if not page.quotes:
            return self.note("withdrawn", locale)
        head = language.say("evidence/head", first=page.first + 1, last=page.first + len(page.quotes), total=page.total)
        items = [language.say("evidence/item", quote=quote) for quote in page.quotes]
        return Bubble(_one([head, *items]), keyboards.evidence(language, page, mailing) if mailing else ())

    def stats(self, page: FiguresPage, locale: Locale, *, words: str) -> Bubble:
        """The latest figures, one a paragraph. Says where there are none, and names a language that is not `locale`."""
        language = self._languages[locale]
        if not page.figures:
            buttons = keyboards.stats(language, page, words=words)
            return Bubble(language.say("stats/empty", words=words, is_first=not page.number), buttons)
        foreign = None if page.language is locale else page.language
        head = language.say("stats/head", words=words, foreign=foreign)
        items = [language.say("stats/item", stated=stated, place=place) for place, stated in enumerate(page.figures, 1)]
        return Bubble(_one([head, *items]), keyboards.stats(language, page, words=words))

    def metrics(self, page: MetricsPage, locale: Locale, *, words: str) -> Bubble:
        """The latest values of metrics, one a paragraph, and a button for each."""
        language = self._languages[locale]
        head = language.say("metrics/head", words=words)
        items = [
            language.say("metrics/item", told=told, number=number, title=told.metric.name[locale])
            for number, told in enumerate(page.shown, 1)
        ]
        return Bubble(_one([head, *items]), keyboards.metrics(language, page, words=words))

    def metric(self, card: MetricCard, locale: Locale, *, page: int, words: str) -> Bubble:
        """All that is told of a metric at one place; "Back" leads to the page of /stats with these words."""
        language = self._languages[locale]
        return Bubble(_one(tuple(_told(language, card))), keyboards.metric(language, card, page=page, words=words))

    # --- subscription

    def start(self, subscriber: Subscriber) -> Bubble:
        """The greeting, with languages, rubrics and, once there is a rubric, "Done"."""
        language = self._of(subscriber)
        text = language.say("start", is_private=subscriber.kind is ChatKind.PRIVATE)
        return Bubble(text, keyboards.start(language, self._keys, subscriber))

    def started(self, subscriber: Subscriber) -> Bubble:
        """When the first digest comes."""
        return Bubble(self._of(subscriber).say("started", at=subscriber.next_digest_at, subscriber=subscriber))

    def rubrics(self, subscriber: Subscriber) -> Bubble:
        """The rubrics as toggles."""
        language = self._of(subscriber)
        chosen = len(subscriber.rubrics.intersection(self._keys))
        text = language.say("rubrics", chosen=chosen)
        return Bubble(text, keyboards.rubrics(language, self._keys, subscriber))

    def settings(self, subscriber: Subscriber) -> Bubble:
        """What is set, with the ways to change it."""
        language = self._of(subscriber)
        is_active = subscriber.status is Status.ACTIVE
        text = language.say(
            "settings",
            rubrics=[language.rubric(key) for key in self._keys if key in subscriber.rubrics],
            language=NAMES[subscriber.locale],
            cadence=keyboards.cadence_names(language)[subscriber.schedule.cadence],
            schedule=subscriber.schedule,
            is_active=is_active,
        )
        return Bubble(text, keyboards.settings(language) if is_active else keyboards.inactive_settings(language))

    def language(self, subscriber: Subscriber) -> Bubble:
        """The choice of the language."""
        language = self._of(subscriber)
        return Bubble(language.say("language"), keyboards.languages(language, subscriber))

    def cadence(self, subscriber: Subscriber) -> Bubble:
        """The choice of the days."""
        language = self._of(subscriber)
        return Bubble(language.say("cadence"), keyboards.cadences(language, subscriber))

    def hour(self, subscriber: Subscriber) -> Bubble:
        """The choice of the hour."""
        language = self._of(subscriber)
        text = language.say("hour", zone=subscriber.schedule.zone)
        return Bubble(text, keyboards.hours(language, subscriber))

    def paused(self, subscriber: Subscriber) -> Bubble:
        """Digests have stopped; one tap brings them back."""
        language = self._of(subscriber)
        return Bubble(language.say("paused"), keyboards.paused(language))

    def resumed(self, subscriber: Subscriber) -> Bubble:
        """Digests come again, and when."""
        return Bubble(self._of(subscriber).say("resumed", at=subscriber.next_digest_at, subscriber=subscriber))

    def choose_rubrics(self, subscriber: Subscriber) -> Bubble:
        """Without rubrics there is nothing to send."""
        language = self._of(subscriber)
        return Bubble(language.say("choose_rubrics"), keyboards.choose_rubrics(language))

    # --- admins

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

    def sources(self, health: Sequence[SourceHealth], locale: Locale, now: datetime, *, page: int) -> Bubble:
        """The sources, ten a page (from 0; a page past the end is the last one): when read, and what is wrong."""
        language = self._languages[locale]
        pages = max(1, -(-len(health) // SOURCES_PER_PAGE))
        page = min(max(page, 0), pages - 1)
        shown = health[page * SOURCES_PER_PAGE : (page + 1) * SOURCES_PER_PAGE]
        failing = sum(1 for one in health if one.state.failures or one.state.problem)
        head = language.say("sources/head", total=len(health), failing=failing)
        items = [language.say("sources/item", health=one, ago=_ago(one, now)) for one in shown]
        return Bubble(_one([head, *items]), keyboards.sources(language, page=page, pages=pages))

    # --- short texts

    def note(self, name: str, locale: Locale, **values: object) -> Bubble:
        """A text without buttons: one of messages/notes."""
        return Bubble(self.render(f"notes/{name}", locale, **values))

    def toast(self, name: str, locale: Locale, **values: object) -> str:
        """The plain answer to a tap, at most 200 characters: one of messages/toasts."""
        return cut(self.render(f"toasts/{name}", locale, **values), LONGEST_TOAST)

    def refusal(self, name: str, locale: Locale, **values: object) -> str:
        """A note as the answer to a tap."""
        return cut(plain(self.render(f"notes/{name}", locale, **values)), LONGEST_TOAST)

    def render(self, name: str, locale: Locale, **values: object) -> str:
        """Any message as Telegram HTML."""
        return self._languages[locale].say(name, **values)

    def commands(self, locale: Locale, *, is_admin: bool) -> tuple[tuple[str, str], ...]:
        """The commands with their descriptions, for the menu of the chat."""
        return commands(self._languages[locale], is_admin=is_admin)

    def about(self, locale: Locale) -> tuple[str, str, str]:
        """The bot's name (≤ 64), description (≤ 512) and short description (≤ 120)."""
        return about(self._languages[locale])

    def _of(self, subscriber: Subscriber) -> Language:
        return self._languages[subscriber.locale]


def _blocks(language: Language, digest: Digest) -> Iterator[str]:
    """Head, items and foot; a rubric's name never stands apart from its first item."""
    yield language.say("digest/head", digest=digest)
    place = 0
    for section in digest.sections:
        for index, item in enumerate(section.items):
            place += 1
            rubric = section.rubric if index == 0 else None
            yield language.say("digest/item", item=item, place=place, rubric=rubric)
    if digest.left_out:
        yield language.say("digest/rest", left_out=digest.left_out)


def _told(language: Language, card: MetricCard) -> Iterator[str]:
    """The blocks of a metric's card, those that may be missed last."""
    metric = card.metric
    yield language.say(
        "metric/head", card=card, title=metric.name[language.locale], definition=metric.definition[language.locale]
    )
    for kind, values in (("facts", card.facts), ("plans", card.plans), ("changes", card.changes)):
        if values:
            yield language.say("metric/values", kind=kind, values=values)
    computed = [value.change for value in card.facts if value.change]
    if computed:
        yield language.say("metric/computed", computed=computed)
    for pair in card.conflicts:
        yield language.say("metric/conflict", pair=pair)
    if card.values and not card.conflicts:
        yield language.say("metric/proof", proof=card.values[0].proof)
    for flag, proof in card.flags:
        amounts = [amount(value, flag.unit, language.locale) for value in flag.values]
        yield language.say("metric/flag", flag=flag, proof=proof, values=amounts)


def _one(blocks: Sequence[str]) -> str:
    """One text of as many blocks as it holds; pages are small, so only a very long sentence costs the last ones."""
    return fit(blocks, limit=LONGEST)[0]


def _ago(health: SourceHealth, now: datetime) -> timedelta | None:
    return now - health.state.succeeded_at if health.state.succeeded_at else None
