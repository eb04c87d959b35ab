"""The buttons under bubbles; every one carries the state that is wanted."""

from collections.abc import Sequence
from datetime import datetime

from digests.charts import Chart
from digests.desk.search import SearchPage
from digests.evidence import EvidencePage
from digests.lang.places import REGIONS
from digests.latest import FiguresPage
from digests.metrics import MetricCard, MetricsPage
from digests.model import (
    Act,
    Announcement,
    AnnouncementState,
    Button,
    FigureRef,
    Length,
    Locale,
    Proof,
    StatedFigure,
    Status,
    Subscriber,
    Waiting,
    Wishes,
)
from digests.model.follows import Follow, News
from templates.actions import (
    Action,
    AnswerFeedback,
    AskDigest,
    AskWords,
    AskWrong,
    CancelAnnouncement,
    CloseFeedback,
    CorrectionsPage,
    Decide,
    Delete,
    DropWord,
    EvidenceFrom,
    KeepFigure,
    MarkWrong,
    Open,
    OpenBelow,
    OpenFeedback,
    OpenFollows,
    PauseFor,
    ResolveDoubt,
    ReviewPage,
    Screen,
    SendAnnouncement,
    SetActive,
    SetAllRegions,
    SetAllRubrics,
    SetAnnouncements,
    SetFollow,
    SetLength,
    SetLocale,
    SetRegion,
    SetRubric,
    ShowAdmin,
    ShowChart,
    ShowDynamics,
    ShowEvidence,
    ShowFigure,
    ShowMetric,
    SourcesPage,
    StatsPage,
    SteerAnnouncement,
    Steering,
    StopFollow,
    TurnSearch,
    metric_code,
    place_code,
    word_code,
)
from templates.bubbles import cut
from templates.language import NAMES, Language
from templates.places import brief_place_name
from templates.when import city_named, days_named, hours_named

Row = tuple[Button, ...]
Keyboard = tuple[Row, ...]

TICK = "✅ "
WIDEST_HALF = 20
"""Of a label that shares its row with another; in characters, without the tick."""

PLACES_OFFERED = 6


def button(label: str, action: Action, *, is_chosen: bool = False) -> Button:
    """A button that asks for the action; a chosen one has a tick."""
    return Button(TICK + label if is_chosen else label, action.pack())


def opening(label: str, screen: Screen) -> Button:
    """A button that shows a menu in place."""
    return button(label, Open(screen))


def back(language: Language, screen: Screen) -> Row:
    """The way back."""
    return (opening("‹ " + language.word("Back"), screen),)


def in_pairs(buttons: Sequence[Button]) -> Keyboard:
    """Two a row, in order; a label that half of a narrow screen would cut has a row of its own."""
    rows: list[Row] = []
    for one in buttons:
        if rows and len(rows[-1]) == 1 and not (_is_wide(one) or _is_wide(rows[-1][0])):
            rows[-1] = (*rows[-1], one)
        else:
            rows.append((one,))
    return tuple(rows)


def in_rows(buttons: Sequence[Button], width: int) -> Keyboard:
    """So many a row, in order."""
    return tuple(tuple(buttons[place : place + width]) for place in range(0, len(buttons), width))


def digest(language: Language, key: str, *, has_figures: bool) -> Keyboard:
    """Under the last bubble of a digest."""
    _ = language.word
    rubrics = button("⚙️ " + _("Rubrics"), OpenBelow(Screen.RUBRICS))
    if not has_figures:
        return ((rubrics,),)
    evidence = button("🔎 " + _("Check the figures"), ShowEvidence(key))
    return ((evidence,), (button("📈 " + _("Chart"), ShowDynamics(key)), rubrics))


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
    return (*_rubrics(language, keys, subscriber, Screen.RUBRICS), back(language, Screen.SETTINGS))


def settings(language: Language, subscriber: Subscriber, *, rubrics: int) -> Keyboard:
    """The ways to the other menus, each with what is set, and the pause; who gets no digests is offered to begin."""
    _ = language.word
    schedule, wishes = subscriber.schedule, subscriber.wishes
    is_short, takes = wishes.length is Length.SHORT, subscriber.takes_announcements
    digests = (
        opening("⏸ " + _("Pause"), Screen.PAUSE)
        if subscriber.status is Status.ACTIVE
        else button("▶️ " + _("Get digests"), SetActive(True))
    )
    hours = hours_named(language, schedule)
    announcements = _("Announcements: on") if takes else _("Announcements: off")
    return (
        (
            opening("🗂 " + _numbered(_("Rubrics"), rubrics), Screen.RUBRICS),
            opening("🌐 " + NAMES[subscriber.locale], Screen.LANGUAGE),
        ),
        (
            opening("🗓 " + days_named(language, schedule), Screen.CADENCE),
            opening("🌙 " + hours, Screen.QUIET) if schedule.at_once else opening("🕘 " + hours, Screen.HOUR),
        ),
        (opening("🏙 " + city_named(language, schedule.zone), Screen.ZONE),),
        (
            opening("🔤 " + _numbered(_("Words"), len(wishes.words) + len(wishes.without)), Screen.WORDS),
            opening("📍 " + _regions_set(language, wishes.regions), Screen.REGIONS),
        ),
        (
            button(
                "📏 " + (_("Figures only") if is_short else _("Full digest")),
                SetLength(Length.FULL if is_short else Length.SHORT),
            ),
            button("📣 " + announcements, SetAnnouncements(not takes)),
        ),
        (digests,),
    )


def words(language: Language, wishes: Wishes) -> Keyboard:
    """Ways to add words, and each word that is set, to be dropped by a tap."""
    _ = language.word
    set_words = [*(("➕ ", word) for word in wishes.words), *(("➖ ", word) for word in wishes.without)]
    return (
        (button("➕ " + _("Only with…"), AskWords(True)), button("➖ " + _("Without…"), AskWords(False))),
        *in_pairs([button(_short(f"✖️ {sign}{word}"), DropWord(word_code(word))) for sign, word in set_words]),
        back(language, Screen.SETTINGS),
    )


def back_to_words(language: Language) -> Keyboard:
    """The way out of the question for words."""
    return (back(language, Screen.WORDS),)


def regions(language: Language, wishes: Wishes) -> Keyboard:
    """Regions as toggles; the whole country is what holds without any."""
    toggles = [
        button(
            _short(brief_place_name(key, language.locale)),
            SetRegion(key, key not in wishes.regions),
            is_chosen=key in wishes.regions,
        )
        for key in REGIONS
    ]
    everywhere = button(language.word("All Kazakhstan"), SetAllRegions(), is_chosen=not wishes.regions)
    return ((everywhere,), *in_pairs(toggles), back(language, Screen.SETTINGS))


def pauses(language: Language) -> Keyboard:
    """How long to pause."""
    _ = language.word
    return (
        (button(_("For a week"), PauseFor(7)), button(_("For a month"), PauseFor(30))),
        (button(_("Until I come back"), SetActive(False)),),
        back(language, Screen.SETTINGS),
    )


def delete(language: Language, now: datetime) -> Keyboard:
    """Forget this chat, or keep all; what deletes does not stand first."""
    _ = language.word
    asked = int(now.timestamp())
    return (
        (button(_("Keep everything"), Delete(False, asked)),),
        (button("🗑 " + _("Delete all"), Delete(True, asked)),),
    )


def search(language: Language, page: SearchPage, *, words: str) -> Keyboard:
    """The sentence behind each figure, and the pages around this one."""
    shown = [
        button(f"🔎 {place}", ShowFigure(ref.article_id, ref.revision, ref.index))
        for place, found in enumerate(page.found, 1)
        if found.headline and (ref := found.headline.ref)
    ]
    pages = _pages(
        language,
        earlier=TurnSearch(page.number - 1, words) if page.number > 0 else None,
        later=TurnSearch(page.number + 1, words) if page.has_more else None,
    )
    return (*in_rows(shown, 5), *pages)


def languages(language: Language, subscriber: Subscriber) -> Keyboard:
    """The languages, each in its own words."""
    return (_languages(subscriber, Screen.SETTINGS), back(language, Screen.SETTINGS))


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
    return ((opening("🗂 " + language.word("Choose rubrics"), Screen.RUBRICS),),)


def stats(language: Language, page: FiguresPage, *, words: str) -> Keyboard:
    """A button a figure, and the pages around this one; `words` as `fitting_words` leaves them."""
    shown = [
        button(f"🔎 {place}", ShowFigure(stated.ref.article_id, stated.ref.revision, stated.ref.index))
        for place, stated in enumerate(page.figures, 1)
    ]
    return (*in_rows(shown, 5), *_stats_pages(language, page, words))


def metrics(language: Language, page: MetricsPage, *, words: str, follows_some: bool) -> Keyboard:
    """A button a metric, and the pages around this one."""
    shown = [
        button(
            _short(f"{number}. {told.metric.name[language.locale]}"),
            ShowMetric(metric_code(told.metric.key), place_code(told.value.observation.place), page.number, words),
        )
        for number, told in enumerate(page.shown, 1)
    ]
    mine = ((button("🔔 " + language.word("What I follow"), OpenFollows(False)),),) if follows_some else ()
    return (*in_pairs(shown), *mine, *_stats_pages(language, page, words))


def metric(language: Language, card: MetricCard, *, page: int, words: str, is_followed: bool) -> Keyboard:
    """The same metric at other places, and the way back to /stats."""
    code = metric_code(card.metric.key)
    places = [
        button(
            _short(brief_place_name(place, language.locale)) if place else language.word("No place named"),
            ShowMetric(code, place_code(place), page, words),
        )
        for place in card.places[:PLACES_OFFERED]
    ]
    _ = language.word
    here = place_code(card.place)
    chart = (button("📈 " + _("Chart"), ShowChart(code, here)),) if card.has_chart else ()
    label = "🔕 " + _("Unfollow") if is_followed else "🔔 " + _("Follow")
    return (
        (*chart, button(label, SetFollow(code, here, not is_followed, page, words))),
        *in_pairs(places),
        (button("‹ " + language.word("Back"), StatsPage(page, words)),),
    )


def chart(language: Language, shown: Chart) -> Keyboard:
    """From a picture to all that is told of its metric."""
    card = ShowMetric(metric_code(shown.metric.key), place_code(shown.place), 0, "")
    return ((button("📊 " + language.word("All values"), card),),)


def charts(language: Language, offered: Sequence[Chart]) -> Keyboard:
    """A button a chart, with its number in the text."""
    return in_pairs(
        [
            button(
                _short(f"{number}. {one.metric.name[language.locale]}"),
                ShowChart(metric_code(one.metric.key), place_code(one.place)),
            )
            for number, one in enumerate(offered, 1)
        ]
    )


def news(language: Language, told: News, mailing: str) -> Keyboard:
    """Behind a new value: its sentence, its chart, and the way to stop."""
    _ = language.word
    code, place = metric_code(told.metric.key), place_code(told.value.observation.place)
    chart = (button("📈 " + _("Chart"), ShowChart(code, place)),) if told.before else ()
    return (
        (button("🔎 " + _("Check the figures"), ShowEvidence(mailing)),),
        (*chart, button("🔔 " + _("What I follow"), OpenFollows(True))),
    )


def follows(language: Language, followed: Sequence[Follow]) -> Keyboard:
    """A number each, and the way back to /stats."""
    stops = [
        button(f"✖️ {number}", StopFollow(metric_code(one.series), place_code(one.place)))
        for number, one in enumerate(followed, 1)
    ]
    return (*in_rows(stops, 5), (button("📊 " + language.word("Latest values"), StatsPage(0, "")),))


def evidence(language: Language, page: EvidencePage, mailing: str | None, *, may_mark: bool) -> Keyboard:
    """The pages of the evidence of a mailing; a button a figure for who may mark it as wrong."""
    marks = [_wrong(stated) for quote in page.quotes for stated in quote.figures] if may_mark else []
    pages = (
        ()
        if mailing is None
        else _pages(
            language,
            earlier=None if page.earlier is None else EvidenceFrom(mailing, page.earlier),
            later=None if page.later is None else EvidenceFrom(mailing, page.later),
        )
    )
    return (*in_pairs(marks), *pages)


def corrections(language: Language, *, page: int, has_more: bool) -> Keyboard:
    """The pages of all corrections."""
    return _pages(
        language,
        earlier=CorrectionsPage(page - 1) if page > 0 else None,
        later=CorrectionsPage(page + 1) if has_more else None,
    )


def review(language: Language, waiting: Waiting, *, number: int, total: int) -> Keyboard:
    """What an admin can say of what waits, and the ways to the others."""
    _ = language.word
    pages = _pages(
        language,
        earlier=ReviewPage(number - 1) if number > 0 else None,
        later=ReviewPage(number + 1) if number + 1 < total else None,
    )
    close = button("👁 " + _("Seen"), Decide(Act.CLOSE, waiting.key, number))
    if waiting.correction:
        approve = button("✅ " + _("Tell readers"), Decide(Act.APPROVE, waiting.key, number))
        return ((approve, button("✖️ " + _("Dismiss"), Decide(Act.DISMISS, waiting.key, number))), *pages)
    if waiting.conflict:
        wrong = (_wrong_of(proof) for proof in waiting.conflict)
        return (*((one,) for one in wrong), (close,), *pages)
    return ((close,), *pages)


def confirm_wrong(language: Language, ref: FigureRef) -> Keyboard:
    """Mark a figure as wrong after all, or not."""
    _ = language.word
    place = (ref.article_id, ref.revision, ref.index)
    return ((button("❌ " + _("Mark as wrong"), MarkWrong(*place)), button("✖️ " + _("Cancel"), KeepFigure())),)


def feedback(language: Language, key: str) -> Keyboard:
    """Under what a person wrote."""
    return ((button("✍️ " + language.word("Answer"), AnswerFeedback(key)),),)


def inbox(language: Language, key: str, *, number: int, total: int) -> Keyboard:
    """Under one of what people wrote; without a key: only the way to the numbers."""
    _ = language.word
    back = (button("📊 " + _("Overview"), ShowAdmin()),)
    if not key:
        return (back,)
    pages = _pages(
        language,
        earlier=OpenFeedback(number - 1) if number > 0 else None,
        later=OpenFeedback(number + 1) if number + 1 < total else None,
    )
    answer, close = (
        button("✍️ " + _("Answer"), AnswerFeedback(key)),
        button("👁 " + _("Seen"), CloseFeedback(key, number)),
    )
    return ((answer, close), *pages, back)


def overview(language: Language, *, waiting: int) -> Keyboard:
    """From the numbers of /admin to what people wrote."""
    return ((button("✉️ " + _numbered(language.word("Letters"), waiting), OpenFeedback(0)),),) if waiting else ()


def _wrong(stated: StatedFigure) -> Button:
    ref = stated.ref
    return button(_short(f"❌ {stated.figure.surface}"), AskWrong(ref.article_id, ref.revision, ref.index))


def _wrong_of(proof: Proof) -> Button:
    ref = proof.observation.ref
    return button(_short(f"❌ {proof.surface}, {proof.outlet}"), AskWrong(ref.article_id, ref.revision, ref.index))


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
    return (*in_pairs(toggles), (every,))


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


def _numbered(label: str, count: int) -> str:
    return f"{label}: {count}" if count else label


def _regions_set(language: Language, chosen: Sequence[str]) -> str:
    if not chosen:
        return language.word("All Kazakhstan")
    return _numbered(language.word("Regions"), len(chosen))


def _short(label: str) -> str:
    """A label that fits beside another: cut at a word, or within the word that alone is too long."""
    shown = cut(label, WIDEST_HALF)
    return shown if len(shown) > WIDEST_HALF // 2 or shown == label else f"{label[: WIDEST_HALF - 1].rstrip()}…"


def _is_wide(one: Button) -> bool:
    return len(one.label.removeprefix(TICK)) > WIDEST_HALF
