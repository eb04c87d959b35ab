"""Turns values into chat bubbles, in three languages."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from digests.charts import Chart
from digests.desk.search import SearchPage
from digests.evidence import EvidencePage, Quote
from digests.latest import FiguresPage
from digests.metrics import MetricCard, MetricsPage, MetricValue
from digests.model import (
    Announcement,
    AnnouncementState,
    Audience,
    Backlog,
    Bubble,
    Corrected,
    Digest,
    Feedback,
    Flag,
    Locale,
    Mailing,
    Metric,
    Progress,
    Proof,
    Rubric,
    SourceHealth,
    StatedFigure,
    Status,
    Subscriber,
    Waiting,
)
from digests.model.charts import Sketch
from digests.model.follows import Follow, News
from digests.standing import Standing
from templates import keyboards, schedules, standing
from templates.actions import Screen
from templates.bubbles import LONGEST, cut, fit, plain
from templates.commands import about, commands
from templates.corrections import corrected
from templates.dates import day
from templates.evidence import captioned, counted
from templates.inline import LONGEST_DESCRIPTION, LONGEST_TITLE, Card, open_bot
from templates.language import NAMES, Language
from templates.links import figure_link
from templates.numbers import amount, figure
from templates.sketches import caption, sketch_of
from templates.when import city_named, days_named, hours_named

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

    def evidence(self, page: EvidencePage, locale: Locale, *, mailing: str | None, may_mark: bool = False) -> Bubble:
        """The sentences behind figures; `mailing` None: without pages. Says so where none is kept any more.

        `may_mark`: an admin looks, who can mark a figure as wrong.
        """
        language = self._languages[locale]
        if not page.quotes:
            return self.note("withdrawn", locale)
        head = language.say("evidence/head", first=page.first + 1, last=page.first + len(page.quotes), total=page.total)
        items = [block for quote in page.quotes for block in _quote(language, quote)]
        return Bubble(_one([head, *items]), keyboards.evidence(language, page, mailing, may_mark=may_mark))

    # --- corrections

    def corrected(self, mailing: Mailing, changes: Sequence[Corrected], stated: Sequence[StatedFigure]) -> list[Bubble]:
        """The bubbles of a mailing that states these figures, with the changes marked; the others as they are."""
        language = self._languages[_spoken(mailing, changes)]
        say = partial(figure, locale=language.locale)
        foot = language.say("correction/foot", at=max(change.correction.found_at for change in changes))
        shown = [change for change in changes if change.is_marked]
        bubbles = [corrected(bubble, shown, stated, say) for bubble in mailing.bubbles]
        return [
            bubble if bubble == was else replace(bubble, text=fit([bubble.text, foot])[0])
            for bubble, was in zip(bubbles, mailing.bubbles, strict=True)
        ]

    def correction_note(self, mailing: Mailing, changes: Sequence[Corrected]) -> Bubble:
        """What is said in reply to a message whose figures were corrected."""
        language = self._languages[_spoken(mailing, changes)]
        return Bubble(_one(language.say("correction/note", shown=changes).split("\n\n")))

    def corrections(self, shown: Sequence[Corrected], locale: Locale, *, page: int, has_more: bool) -> Bubble:
        """A page (from 0) of all corrections; says where there are none."""
        language = self._languages[locale]
        if not shown and not page:
            return Bubble(language.say("corrections/empty"))
        items = [language.say("corrections/item", one=one) for one in shown]
        text = _one([language.say("corrections/head", page=page), *items])
        return Bubble(text, keyboards.corrections(language, page=page, has_more=has_more))

    # --- figures

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

    def metrics(self, page: MetricsPage, locale: Locale, *, words: str, follows_some: bool = False) -> Bubble:
        """The latest values of metrics, one a paragraph, a button for each, and one for what the chat follows."""
        language = self._languages[locale]
        head = language.say("metrics/head", words=words)
        items = [
            language.say("metrics/item", told=told, number=number, title=told.metric.name[locale])
            for number, told in enumerate(page.shown, 1)
        ]
        return Bubble(_one([head, *items]), keyboards.metrics(language, page, words=words, follows_some=follows_some))

    def metric(self, card: MetricCard, locale: Locale, *, page: int, words: str, is_followed: bool = False) -> Bubble:
        """All that is told of a metric at one place; "Back" leads to the page of /stats with these words."""
        language = self._languages[locale]
        buttons = keyboards.metric(language, card, page=page, words=words, is_followed=is_followed)
        return Bubble(_one(tuple(_told(language, card))), buttons)

    def chart(self, chart: Chart, locale: Locale) -> tuple[Sketch, Bubble]:
        """What the picture of a metric shows, and its caption with the same values as text."""
        language = self._languages[locale]
        return sketch_of(chart, language), Bubble(caption(chart, language), keyboards.chart(language, chart))

    def charts(self, charts: Sequence[Chart], locale: Locale) -> Bubble:
        """Which metric should be drawn?"""
        language = self._languages[locale]
        return Bubble(language.say("chart/which", charts=charts, locale=locale), keyboards.charts(language, charts))

    def news(self, news: News, locale: Locale, *, mailing: str) -> Bubble:
        """A new value of a metric that the chat follows."""
        language = self._languages[locale]
        text = language.say("follow/news", told=news, title=news.metric.name[locale])
        return Bubble(text, keyboards.news(language, news, mailing))

    def numbers_of(self, news: News, locale: Locale) -> str:
        """The numbers of this bubble that are from sources: the value, and that before it."""
        shown = [news.value.observation, *((news.value.change.operands[0],) if news.value.change else ())]
        return ". ".join(figure(one, locale) for one in shown)

    def follows(self, followed: Sequence[Follow], metrics: Sequence[Metric], locale: Locale) -> Bubble:
        """What a chat follows, with a button each that ends it."""
        language = self._languages[locale]
        names = {metric.key: metric.name[locale] for metric in metrics}
        shown = [(names.get(one.series, one.series), one.place) for one in followed]
        return Bubble(language.say("follow/list", names=shown), keyboards.follows(language, followed))

    def search(self, page: SearchPage, locale: Locale, *, words: str) -> Bubble:
        """What a search found, one a paragraph; says where nothing was, and what to try."""
        language = self._languages[locale]
        buttons = keyboards.search(language, page, words=words)
        if not page.found:
            return Bubble(language.say("search/empty", words=words, is_first=not page.number), buttons)
        head = language.say("search/head", words=words, page=page)
        items = [language.say("search/item", found=found, place=place) for place, found in enumerate(page.found, 1)]
        return Bubble(_one([head, *items]), buttons)

    # --- inline mode

    def inline_figure(self, stated: StatedFigure, locale: Locale, *, bot: str) -> Card:
        """A figure to be chosen in any chat; `bot` is the username that its button leads to."""
        language, article = self._languages[locale], stated.article
        sentence = " ".join(article.text[slice(*stated.figure.sentence)].split())
        text = language.say("inline/figure", stated=stated)
        return Card(
            id=figure_link(stated.ref),
            title=cut(self.headline(stated, locale), LONGEST_TITLE),
            description=cut(f"{article.outlet} · {day(article.published, locale)}: {sentence}", LONGEST_DESCRIPTION),
            bubble=Bubble(text, open_bot(language.word("Open the bot"), bot, stated.ref)),
        )

    def inline_metric(self, told: MetricValue, locale: Locale, *, bot: str) -> Card:
        """A metric with its latest value, likewise."""
        language, proof, one = self._languages[locale], told.value.proof, told.value.observation
        title = told.metric.name[locale]
        text = language.say("inline/metric", told=told, title=title)
        sentence = " ".join(proof.sentence.split())
        return Card(
            id=figure_link(one.ref),
            title=cut(f"{title}: {figure(one, locale)}", LONGEST_TITLE),
            description=cut(f"{proof.outlet} · {day(one.published, locale)}: {sentence}", LONGEST_DESCRIPTION),
            bubble=Bubble(text, open_bot(language.word("Open the bot"), bot, one.ref)),
        )

    def inline_button(self, locale: Locale, *, is_vain: bool) -> str:
        """The words above the list, which lead to the bot; they say so where nothing was found."""
        _ = self._languages[locale].word
        return _("Nothing found. Open the bot") if is_vain else _("Open the bot")

    # --- subscription

    def start(self, subscriber: Subscriber) -> Bubble:
        """The greeting, with languages, rubrics and, once there is a rubric, "Done"."""
        language = self._of(subscriber)
        text = language.say("start", kind=subscriber.kind)
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
        return Bubble(text, keyboards.settings(language, subscriber, rubrics=len(rubrics)))

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
        return schedules.card(self._of(subscriber), subscriber.schedule, screen)

    def paused(self, subscriber: Subscriber) -> Bubble:
        """Digests have stopped; one tap brings them back."""
        language = self._of(subscriber)
        return Bubble(language.say("paused", until=subscriber.paused_until), keyboards.paused(language))

    def resumed(self, subscriber: Subscriber) -> Bubble:
        """Digests come again, and when."""
        return Bubble(self._of(subscriber).say("resumed", at=subscriber.next_digest_at, subscriber=subscriber))

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

    # --- admins

    def feedback(self, kept: Feedback, locale: Locale) -> Bubble:
        """What a person wrote, with a button to answer it."""
        return standing.feedback(self._languages[locale], kept)

    def inbox(self, waiting: Sequence[Feedback], locale: Locale, *, number: int) -> Bubble:
        """The n-th (from 0; past the end the last) of what people wrote; says where nobody waits for an answer."""
        return standing.inbox(self._languages[locale], waiting, number)

    def overview(self, audience: Audience, sent: Progress, locale: Locale, *, waiting: int) -> Bubble:
        """The subscribers and the deliveries of a day in numbers; `waiting` is how many wait for an answer."""
        return standing.overview(self._languages[locale], audience, sent, waiting)

    def ask_answer(self, asked: Feedback, locale: Locale) -> Bubble:
        """Asks an admin for the answer to what a person wrote."""
        return self.note("answer_ask", locale, text=cut(asked.text, standing.LONGEST_REMINDER))

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

    def review(self, waiting: Sequence[Waiting], locale: Locale, *, number: int) -> Bubble:
        """The n-th (from 0; past the end the last) of what waits for an admin; says where nothing waits."""
        language = self._languages[locale]
        if not waiting:
            return Bubble(language.say("review/empty"))
        number = min(max(number, 0), len(waiting) - 1)
        shown, total = waiting[number], len(waiting)
        head = language.say("review/head", number=number, total=total)
        return Bubble(
            _one([head, _waiting(language, shown)]),
            keyboards.review(language, shown, number=number, total=total),
        )

    def ask_wrong(self, stated: StatedFigure, chats: int, locale: Locale) -> Bubble:
        """Asks an admin whether a figure that so many chats got is to be marked as wrong."""
        language = self._languages[locale]
        text = language.say("review/wrong", stated=stated, chats=chats)
        return Bubble(text, keyboards.confirm_wrong(language, stated.ref))

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

    def page(self, name: str, locale: Locale, **values: object) -> str:
        """A page of the web as HTML: one of pages."""
        return self._languages[locale].page(name, **values)

    def headline(self, stated: StatedFigure, locale: Locale) -> str:
        """A figure with what it is about, as plain text: for feeds."""
        words = captioned(stated) or counted(stated)
        return f"{figure(stated.figure, locale)} — {words}" if words else figure(stated.figure, locale)

    def flags(self, card: MetricCard, locale: Locale) -> tuple[str, ...]:
        """What does not fit in a metric's card, a sentence each, as HTML."""
        return tuple(_flags(self._languages[locale], card))

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
    if digest.is_told_by_figures:
        return
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
    yield from _flags(language, card)


def _flags(language: Language, card: MetricCard) -> Iterator[str]:
    for flag, proof in card.flags:
        yield _flag(language, flag, proof, proof.outlet)


def _flag(language: Language, flag: Flag, source: Proof | StatedFigure, outlet: str) -> str:
    amounts = [amount(value, flag.unit, language.locale) for value in flag.values]
    return language.say("metric/flag", flag=flag, source=source, outlet=outlet, values=amounts)


def _quote(language: Language, quote: Quote) -> Iterator[str]:
    """A sentence, what became of its figures, and what does not fit in them."""
    yield language.say("evidence/item", quote=quote)
    yield from (language.say("evidence/correction", one=one) for one in quote.corrections)
    stated = quote.stated
    yield from (_flag(language, flag, stated, stated.article.outlet) for flag in quote.flags)


def _waiting(language: Language, waiting: Waiting) -> str:
    if waiting.correction:
        return language.say("review/correction", one=waiting.correction)
    if waiting.refused:
        return language.say("review/refused", refused=waiting.refused[0], article=waiting.refused[1])
    return language.say("metric/conflict", pair=waiting.conflict)


def _spoken(mailing: Mailing, changes: Sequence[Corrected]) -> Locale:
    """The language of a mailing; of one that an earlier version made, that of what it tells."""
    return mailing.locale or changes[0].was.figure.lang


def _one(blocks: Sequence[str]) -> str:
    """One text of as many blocks as it holds; pages are small, so only a very long sentence costs the last ones."""
    return fit(blocks, limit=LONGEST)[0]


def _ago(health: SourceHealth, now: datetime) -> timedelta | None:
    return now - health.state.succeeded_at if health.state.succeeded_at else None
