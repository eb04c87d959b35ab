"""The buttons under bubbles; every one carries the state that is wanted."""

from collections.abc import Sequence

from digests.evidence import EvidencePage
from digests.latest import FiguresPage
from digests.metrics import MetricCard, MetricsPage
from digests.model import Announcement, AnnouncementState, Button, Cadence, Locale, Subscriber
from templates import dates
from templates.actions import (
    Action,
    AskDigest,
    CancelAnnouncement,
    EvidenceFrom,
    Open,
    OpenBelow,
    ResolveDoubt,
    Screen,
    SendAnnouncement,
    SetActive,
    SetAllRubrics,
    SetCadence,
    SetHour,
    SetLocale,
    SetRubric,
    ShowEvidence,
    ShowFigure,
    ShowMetric,
    SourcesPage,
    StatsPage,
    SteerAnnouncement,
    Steering,
    metric_code,
    place_code,
)
from templates.bubbles import cut
from templates.language import NAMES, Language
from templates.places import brief_place_name

Row = tuple[Button, ...]
Keyboard = tuple[Row, ...]

TICK = "✅ "
WIDEST_HALF = 20
"""Of a label that shares its row with another; in characters, without the tick."""

PLACES_OFFERED = 6

HOURS = (6, 7, 8, 9, 10, 12, 13, 15, 18, 19, 20, 21)


def cadence_names(language: Language) -> dict[Cadence, str]:
    """The cadences in words."""
    _ = language.word
    return {Cadence.DAILY: _("Every day"), Cadence.WEEKDAYS: _("On working days"), Cadence.WEEKLY: _("On Mondays")}


def button(label: str, action: Action, *, is_chosen: bool = False) -> Button:
    """A button that asks for the action; a chosen one has a tick."""
    return Button(TICK + label if is_chosen else label, action.pack())


def digest(language: Language, key: str, *, has_figures: bool) -> Keyboard:
    """Under the last bubble of a digest."""
    _ = language.word
    evidence = (button("🔎 " + _("Check the figures"), ShowEvidence(key)),) if has_figures else ()
    return tuple((row,) for row in (*evidence, button("⚙️ " + _("Rubrics"), OpenBelow(Screen.RUBRICS))))


def start(language: Language, keys: Sequence[str], subscriber: Subscriber) -> Keyboard:
    """Languages, rubrics and "Done" on one card."""
    done = button("👍 " + language.word("Done"), SetActive(True))
    return (
        _languages(subscriber, Screen.START),
        *_rubrics(language, keys, subscriber, Screen.START),
        *(((done,),) if subscriber.rubrics else ()),
    )


def rubrics(language: Language, keys: Sequence[str], subscriber: Subscriber) -> Keyboard:
    """Rubrics as toggles."""
    return (*_rubrics(language, keys, subscriber, Screen.RUBRICS), _back(language, Screen.SETTINGS))


def settings(language: Language) -> Keyboard:
    """The ways to the other menus, and the pause."""
    _ = language.word
    return (
        (_open("🗂 " + _("Rubrics"), Screen.RUBRICS), _open("🌐 " + _("Language"), Screen.LANGUAGE)),
        (_open("🗓 " + _("Days"), Screen.CADENCE), _open("🕘 " + _("Hour"), Screen.HOUR)),
        (button("⏸ " + _("Pause"), SetActive(False)),),
    )


def inactive_settings(language: Language) -> Keyboard:
    """The same for somebody who gets no digests: it offers to begin instead of the pause."""
    return (*settings(language)[:-1], (button("▶️ " + language.word("Get digests"), SetActive(True)),))


def languages(language: Language, subscriber: Subscriber) -> Keyboard:
    """The languages, each in its own words."""
    return (_languages(subscriber, Screen.SETTINGS), _back(language, Screen.SETTINGS))


def cadences(language: Language, subscriber: Subscriber) -> Keyboard:
    """The days."""
    chosen = subscriber.schedule.cadence
    rows = (
        (button(name, SetCadence(cadence), is_chosen=cadence is chosen),)
        for cadence, name in cadence_names(language).items()
    )
    return (*rows, _back(language, Screen.SETTINGS))


def hours(language: Language, subscriber: Subscriber) -> Keyboard:
    """The hours, four a row; the one that is set is always among them."""
    chosen = subscriber.schedule.hour
    buttons = [button(dates.clock(hour), SetHour(hour), is_chosen=hour == chosen) for hour in sorted({*HOURS, chosen})]
    return (*_rows(buttons, 4), _back(language, Screen.SETTINGS))


def paused(language: Language) -> Keyboard:
    """The way back to digests."""
    return ((button("▶️ " + language.word("Get digests again"), SetActive(True)),),)


def no_digest(language: Language, *, offers_week: bool) -> Keyboard:
    """Where there is nothing new: look further back, or choose more."""
    _ = language.word
    week = ((button("📅 " + _("The last 7 days"), AskDigest(7)),),) if offers_week else ()
    return (*week, choose_rubrics(language)[0])


def choose_rubrics(language: Language) -> Keyboard:
    """The way to the rubrics."""
    return ((_open("🗂 " + language.word("Choose rubrics"), Screen.RUBRICS),),)


def stats(language: Language, page: FiguresPage, *, words: str) -> Keyboard:
    """A button a figure, and the pages around this one; `words` as `fitting_words` leaves them."""
    shown = [
        button(f"🔎 {place}", ShowFigure(stated.ref.article_id, stated.ref.revision, stated.ref.index))
        for place, stated in enumerate(page.figures, 1)
    ]
    return (*_rows(shown, 5), *_stats_pages(language, page, words))


def metrics(language: Language, page: MetricsPage, *, words: str) -> Keyboard:
    """A button a metric, and the pages around this one."""
    shown = [
        button(
            _short(f"{number}. {told.metric.name[language.locale]}"),
            ShowMetric(metric_code(told.metric.key), place_code(told.value.observation.place), page.number, words),
        )
        for number, told in enumerate(page.shown, 1)
    ]
    return (*_pairs(shown), *_stats_pages(language, page, words))


def metric(language: Language, card: MetricCard, *, page: int, words: str) -> Keyboard:
    """The same metric at other places, and the way back to /stats."""
    code = metric_code(card.metric.key)
    places = [
        button(
            _short(brief_place_name(place, language.locale)) if place else language.word("No place named"),
            ShowMetric(code, place_code(place), page, words),
        )
        for place in card.places[:PLACES_OFFERED]
    ]
    return (*_pairs(places), (button("‹ " + language.word("Back"), StatsPage(page, words)),))


def evidence(language: Language, page: EvidencePage, mailing: str) -> Keyboard:
    """The pages of the evidence of a mailing."""
    return _pages(
        language,
        earlier=None if page.earlier is None else EvidenceFrom(mailing, page.earlier),
        later=None if page.later is None else EvidenceFrom(mailing, page.later),
    )


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


def sources(language: Language, *, page: int, pages: int) -> Keyboard:
    """The pages of the sources."""
    return _pages(
        language,
        earlier=SourcesPage(page - 1) if page > 0 else None,
        later=SourcesPage(page + 1) if page + 1 < pages else None,
    )


def _languages(subscriber: Subscriber, screen: Screen) -> Row:
    return tuple(
        button(NAMES[locale], SetLocale(locale, screen), is_chosen=locale is subscriber.locale) for locale in Locale
    )


def _rubrics(language: Language, keys: Sequence[str], subscriber: Subscriber, screen: Screen) -> Keyboard:
    _ = language.word
    toggles = [
        button(
            language.rubric(key),
            SetRubric(key, key not in subscriber.rubrics, screen),
            is_chosen=key in subscriber.rubrics,
        )
        for key in keys
    ]
    has_all = subscriber.rubrics.issuperset(keys)
    every = button(_("None") if has_all else _("All"), SetAllRubrics(not has_all, screen))
    return (*_pairs(toggles), (every,))


def _pages(language: Language, *, earlier: Action | None, later: Action | None) -> Keyboard:
    _ = language.word
    row = (
        *((button("‹ " + _("Back"), earlier),) if earlier else ()),
        *((button(_("More") + " ›", later),) if later else ()),
    )
    return (row,) if row else ()


def _stats_pages(language: Language, page: FiguresPage | MetricsPage, words: str) -> Keyboard:
    return _pages(
        language,
        earlier=StatsPage(page.number - 1, words) if page.number > 0 else None,
        later=StatsPage(page.number + 1, words) if page.has_more else None,
    )


def _short(label: str) -> str:
    """A label that fits beside another: cut at a word, or within the word that alone is too long."""
    shown = cut(label, WIDEST_HALF)
    return shown if len(shown) > WIDEST_HALF // 2 or shown == label else f"{label[: WIDEST_HALF - 1].rstrip()}…"


def _open(label: str, screen: Screen) -> Button:
    return button(label, Open(screen))


def _back(language: Language, screen: Screen) -> Row:
    return (_open("‹ " + language.word("Back"), screen),)


def _pairs(buttons: Sequence[Button]) -> Keyboard:
    """Two a row, in order; a label that half of a narrow screen would cut has a row of its own."""
    rows: list[Row] = []
    for one in buttons:
        if rows and len(rows[-1]) == 1 and not (_is_wide(one) or _is_wide(rows[-1][0])):
            rows[-1] = (*rows[-1], one)
        else:
            rows.append((one,))
    return tuple(rows)


def _is_wide(one: Button) -> bool:
    return len(one.label.removeprefix(TICK)) > WIDEST_HALF


def _rows(buttons: Sequence[Button], width: int) -> Keyboard:
    return tuple(tuple(buttons[place : place + width]) for place in range(0, len(buttons), width))
