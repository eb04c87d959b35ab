"""Everything that the bot says, with fixed values: what tests/approved shows, in three languages side by side."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from digests.desk.search import Found, SearchPage
from digests.evidence import EvidencePage, quotes
from digests.latest import FiguresPage
from digests.model import (
    Announcement,
    AnnouncementState,
    Article,
    Bubble,
    ChatKind,
    Choice,
    Digest,
    DigestItem,
    DigestSection,
    Figure,
    HeadlineFigure,
    Kind,
    Length,
    Locale,
    Period,
    Progress,
    Qualifier,
    Quiet,
    Right,
    Rubric,
    Schedule,
    SourceHealth,
    StatedFigure,
    Status,
    Story,
    Summary,
    ToldStory,
    Window,
    Wishes,
)
from templates import Templates
from templates.actions.settings import Screen
from tests.builders import DAY, HOUR, NOW, a_figure, a_source, a_state, a_subscriber, an_article
from tests.templates.announcement_screens import announcement_screens
from tests.templates.correction_screens import correction_screens
from tests.templates.metric_screens import metric_screens
from tests.templates.standing_screens import standing_screens
from tests.templates.team_screens import team_screens

RUBRICS = (
    Rubric("grants", {Locale.KK: "Гранттар", Locale.RU: "Гранты", Locale.EN: "Grants"}, {}),
    Rubric("youth", {Locale.KK: "Жастар", Locale.RU: "Молодёжь", Locale.EN: "Youth"}, {}),
    Rubric("ecology", {Locale.KK: "Экология", Locale.RU: "Экология", Locale.EN: "Environment"}, {}),
    Rubric(
        "ngo",
        {
            Locale.KK: "Қоғамдық бірлестіктер мен қорлар",
            Locale.RU: "Общественные объединения и фонды",
            Locale.EN: "Public associations & foundations",
        },
        {},
    ),
)
TEMPLATES = Templates(RUBRICS)
ANNOUNCEMENT = Announcement("0123456789abcdef", 1, AnnouncementState.DRAFT, NOW, Bubble("Встреча в субботу"))
NOTES: Mapping[str, Mapping[str, object]] = {
    "help": {"bot": "qogam_bot", "rights": frozenset()},
    "privacy": {},
    "location_ask": {},
    "location_taken": {},
    "not_admin": {},
    "group_admins_only": {},
    "error": {"id": "7f3a"},
    "announce_ask": {},
    "announce_cancelled": {},
    "withdrawn": {},
    "wrong_marked": {},
    "wrong_cancelled": {},
    "rubric_unknown": {},
    "days_unknown": {"most": 30},
    "search_ask": {},
    "words_ask": {},
    "without_ask": {},
    "words_empty": {},
    "words_too_many": {"most": 10},
    "cancelled": {},
    "feedback_ask": {},
    "feedback_kept": {},
    "feedback_too_long": {"length": 3456, "most": 3000},
    "feedback_too_many": {"most": 5},
    "answer_ask": {"text": "A < B"},
    "answer_sent": {},
    "answer_undelivered": {},
    "answer_late": {},
    "mydata": {},
    "kept": {},
    "deleted": {},
    "hour_unknown": {},
    "days_empty": {},
    "zone_unknown": {},
    "announcement_closed": {},
    "announcement_empty": {},
    "announcement_stopped": {},
    "announcement_album": {},
    "announcement_list": {"word": "12<b>"},
    "announcement_list_long": {"limit": 1000},
    "announcement_nobody": {},
    "announcement_time_passed": {},
    "announcement_agreed": {},
    "announcement_refused": {},
    "announcement_dismissed": {},
    "announcement_overdue": {},
    "topic_lost": {},
    "invitation_over": {},
    "source_ask": {},
    "source_no_address": {},
    "source_unreadable": {"reason": "http_404 <b>"},
    "source_known": {"outlet": "Aral <Post>"},
    "source_unwritable": {},
    "owner_already": {},
    "role_taken": {},
    "not_your_role": {},
    "announcement_too_long": {"units": 5000, "limit": 4096},
}
TOASTS = (
    *("saved", "paused", "resumed", "stale", "not_admin", "choose_rubrics", "confirm_again"),
    *("looking", "no_chart", "followed", "unfollowed", "feedback_closed", "not_your_role"),
)


@dataclass(frozen=True, slots=True)
class News:
    """One article in one language: its words, and the surfaces of its three figures."""

    outlet: str
    title: str
    text: str
    money: str
    applications: str
    mentors: str
    noun: str
    headline: tuple[str, str]


NEWS = {
    Locale.KK: News(
        "Дала хабары",
        "Қор қоғамдық жобаларды қолдады",
        "Облыстық қор биыл қоғамдық жобаларға 240 млн теңге бөлді. Конкурсқа 512 өтінім түсті. "
        "Жобаларға 45-тен астам тәлімгер көмектеседі.",
        *("240 млн теңге", "512", "45", "өтінім"),
        ("қоғамдық жобаларға бөлінген қаржы", "конкурсқа түскен өтінімдер"),
    ),
    Locale.RU: News(
        "Степные вести",
        "Фонд поддержал общественные проекты",
        "Областной фонд выделил в этом году на общественные проекты 240 млн тенге. На конкурс поступило 512 заявок. "
        "Проектам помогают более 45 наставников.",
        *("240 млн тенге", "512", "45", "заявок"),
        ("выделено на общественные проекты", "заявки на конкурс"),
    ),
    Locale.EN: News(
        "Steppe Herald",
        "Fund backs civic projects",
        "The regional fund gave civic projects 240 million tenge this year. The contest drew 512 applications. "
        "More than 45 mentors help the projects.",
        *("240 million tenge", "512", "45", "applications"),
        ("given to civic projects", "applications for the contest"),
    ),
}


def article_in(locale: Locale) -> Article:
    """The fund's release in this language, with its three figures."""
    news = NEWS[locale]
    year = Period(date(2025, 1, 1), date(2025, 12, 31))
    figures: tuple[Figure, ...] = (
        a_figure(news.money, news.text, value=Decimal(240_000_000), unit="KZT", lang=locale, period=year),
        a_figure(
            news.applications,
            news.text,
            value_from=Decimal(388),
            kind=Kind.TRANSITION,
            lang=locale,
            counted=news.noun,
        ),
        a_figure(news.mentors, news.text, qualifier=Qualifier.MORE_THAN, lang=locale),
    )
    return an_article(
        url=f"https://steppe.example/{locale}",
        outlet=news.outlet,
        title=news.title,
        text=news.text,
        lang=locale,
        figures=figures,
        headline=(0, 1, 2),
    )


def stated_in(locale: Locale) -> tuple[StatedFigure, ...]:
    """The figures of the release, each in its article."""
    article = article_in(locale)
    return tuple(StatedFigure(article, figure, article.ref(index)) for index, figure in enumerate(article.figures))


def digest_in(locale: Locale) -> Digest:
    """Two rubrics, two stories, two figures that lead."""
    news, article = NEWS[locale], article_in(locale)
    reprint = replace(article, id="reprint", outlet="Aral Post", url="https://aral.example/1")
    other = replace(article, id="other", url="https://steppe.example/2", outlet="A<B> & C", state_order=True)
    sentences = [news.text[slice(*figure.sentence)].strip() for figure in article.figures]
    items = (
        DigestItem(
            Story("one", (article, reprint), article.id), article, Summary(sentences[0], (sentences[1],), (0, 1))
        ),
        DigestItem(Story("two", (other,), other.id), other, Summary(sentences[2], (), (2,))),
    )
    return Digest(
        choice=Choice.of(locale, ("grants", "youth")),
        window=Window(NOW - DAY, NOW),
        headline=tuple(HeadlineFigure(article, index, words) for index, words in enumerate(news.headline)),
        sections=(DigestSection("grants", items[:1]), DigestSection("youth", items[1:])),
        left_out=2,
    )


def screens(locale: Locale) -> dict[str, Sequence[Bubble]]:
    """Each bubble by its name; several where it has several shapes."""
    return {
        **_subscription(locale),
        **_news(locale),
        **metric_screens(TEMPLATES, locale),
        **correction_screens(TEMPLATES, locale, stated_in(locale), TEMPLATES.digest(digest_in(locale))),
        **standing_screens(TEMPLATES, locale),
        **team_screens(TEMPLATES, locale),
        **_admins(locale),
        **_words(locale),
    }


def _subscription(locale: Locale) -> dict[str, Sequence[Bubble]]:
    person = a_subscriber(locale=locale, next_digest_at=NOW + timedelta(hours=16))
    nobody = replace(person, rubrics=frozenset(), status=Status.NEW, next_digest_at=None)
    everything = replace(person, rubrics=frozenset(rubric.key for rubric in RUBRICS))
    group = replace(nobody, kind=ChatKind.SUPERGROUP)
    wishes = Wishes(("білім", "гранты для нко"), ("спорт",), ("astana", "karaganda-oblast"), Length.SHORT)
    wishing = replace(person, wishes=wishes, takes_announcements=False)
    away = replace(person, status=Status.PAUSED, next_digest_at=None, paused_until=NOW + 7 * DAY)
    own = replace(person, schedule=Schedule((0, 2, 3, 4, 5, 6), 7, 45, "Europe/Berlin"))
    prompt = replace(person, schedule=Schedule(at_once=True))
    sleepless = replace(person, schedule=Schedule(at_once=True, quiet=Quiet(0, 0), zone="Pacific/Apia"))
    return {
        "start": [TEMPLATES.start(someone) for someone in (nobody, person, group)],
        "started": [TEMPLATES.started(person)],
        "rubrics": [TEMPLATES.rubrics(someone) for someone in (nobody, person, everything)],
        "choose_rubrics": [TEMPLATES.choose_rubrics(nobody)],
        "settings": [TEMPLATES.settings(someone) for someone in (nobody, person, everything, wishing, away)],
        "settings_schedule": [TEMPLATES.settings(someone) for someone in (own, prompt, sleepless)],
        "words": [TEMPLATES.words(someone) for someone in (person, wishing)],
        "regions": [TEMPLATES.regions(someone) for someone in (person, wishing)],
        "pause": [TEMPLATES.pause(person)],
        "delete": [TEMPLATES.delete(locale, NOW)],
        "language": [TEMPLATES.language(person)],
        **{
            screen: [TEMPLATES.schedule(someone, screen) for someone in people]
            for screen, people in {
                Screen.CADENCE: (person, own, prompt),
                Screen.HOUR: (person, prompt),
                Screen.MINUTE: (person, own),
                Screen.QUIET: (prompt, sleepless),
                Screen.ZONE: (person, sleepless),
            }.items()
        },
        "paused": [TEMPLATES.paused(someone) for someone in (person, away)],
        "zone_taken": [TEMPLATES.zone_taken(person)],
        "zone_far": [TEMPLATES.zone_far(person)],
        "resumed": [TEMPLATES.resumed(someone) for someone in (person, nobody)],
    }


def _news(locale: Locale) -> dict[str, Sequence[Bubble]]:
    person, stated = a_subscriber(locale=locale), stated_in(locale)
    edited = replace(stated[1], is_current=False)
    foreign = next(other for other in Locale if other is not locale)
    return {
        "digest": TEMPLATES.digest(digest_in(locale)),
        "digest_short": TEMPLATES.digest(_short(digest_in(locale))),
        "search": [
            TEMPLATES.search(found, locale, words=NEWS[locale].noun)
            for found in (SearchPage(tuple(_found(stated)), 1, has_more=True), SearchPage(), SearchPage(number=2))
        ],
        "inline_figure": [TEMPLATES.inline_figure(one, locale, bot="qogam_bot").bubble for one in stated],
        "no_digest": [TEMPLATES.no_digest(person, days) for days in (1, 5, 7)],
        "evidence": [
            TEMPLATES.evidence(EvidencePage(quotes([stated[0], edited]), 3, 9), locale, mailing="0123456789abcdef"),
            TEMPLATES.evidence(EvidencePage(quotes(stated[2:]), 0, 1), locale, mailing=None),
            TEMPLATES.evidence(EvidencePage(quotes(stated[:1], [carried(stated[0])]), 0, 1), locale, mailing=None),
            TEMPLATES.evidence(
                EvidencePage(quotes(stated[:1], [carried(stated[0], others=11, shared=())]), 0, 1), locale, mailing=None
            ),
            TEMPLATES.evidence(EvidencePage(), locale, mailing=None),
        ],
        "stats": [
            TEMPLATES.stats(FiguresPage(stated, 1, has_more=True), locale, words=NEWS[locale].noun),
            TEMPLATES.stats(FiguresPage(stated_in(foreign)[:1]), locale, words=""),
            TEMPLATES.stats(FiguresPage(), locale, words="<qwerty>"),
            TEMPLATES.stats(FiguresPage(), locale, words=""),
            TEMPLATES.stats(FiguresPage(number=1), locale, words="<qwerty>"),
        ],
    }


def _short(digest: Digest) -> Digest:
    return replace(digest, choice=replace(digest.choice, wishes=Wishes(length=Length.SHORT)))


def _found(stated: Sequence[StatedFigure]) -> Iterator[Found]:
    yield Found(stated[0].article, stated[0])
    yield Found(replace(stated[0].article, title="<99> & 1"), stated[1])
    yield Found(stated[0].article, None)


def carried(stated: StatedFigure, *, others: int = 1, shared: tuple[str, ...] = ("40", "1,8 млрд")) -> ToldStory:
    """The story of the figure's article, which other outlets carry too."""
    outlets = (*(f"Aral <Post> {number}" for number in range(1, others + 1)), "Steppe News")
    return ToldStory(stated.ref.article_id, (stated.ref.article_id,), outlets, "Steppe News", shared)


AILMENTS = ("undated", "only_old", "silent")


def _admins(locale: Locale) -> dict[str, Sequence[Bubble]]:
    progresses = (
        (AnnouncementState.SENDING, Progress(3000, 1200, 2, 1, in_doubt=2, per_second=27.8)),
        (AnnouncementState.TRIED, Progress(0, 41, 1)),
        (AnnouncementState.DONE, Progress(0, 4203)),
        (AnnouncementState.PAUSED, Progress(3000, 1205)),
        (AnnouncementState.ENDING, Progress(4, 1201, withdrawn=3000)),
        (AnnouncementState.CANCELLED, Progress(0, 1204, in_doubt=1, withdrawn=3000)),
        (AnnouncementState.DONE, Progress(0, 4200, in_doubt=3)),
        (AnnouncementState.STOPPED, Progress(0, 1200, failed=3000, stopped="Bad Request: can't find end of <b>")),
    )
    mute = a_state("mute", succeeded_at=None, failures=3, problem="timeout & <b>")
    late = a_state(succeeded_at=NOW - 2 * HOUR, failures=1, problem="HTTP 503")
    health = [
        SourceHealth(a_source(), a_state(), 21),
        SourceHealth(a_source(name="Aral <Post>"), late, 1),
        SourceHealth(a_source(id="mute", name="Mute"), mute, 0),
        *(SourceHealth(a_source(id=ill, name="Steppe"), a_state(ill, problem=ill), 5) for ill in AILMENTS),
    ]
    return {
        **announcement_screens(TEMPLATES, ANNOUNCEMENT, locale),
        "announce_progress": [
            TEMPLATES.announcement_progress(replace(ANNOUNCEMENT, state=state), progress, locale)
            for state, progress in progresses
        ],
        "source": [
            TEMPLATES.source(health[1], locale, NOW + HOUR / 12, page=1),
            TEMPLATES.source(
                SourceHealth(a_source(), a_state(problem="http_410", failures=1, moved_to="https://b.example/?a&b"), 2),
                locale,
                NOW + HOUR / 12,
                page=0,
            ),
            TEMPLATES.source(
                SourceHealth(a_source(), a_state(newest_at=NOW - DAY), 21, True), locale, NOW + HOUR, page=0
            ),
        ],
        "source_added": [
            TEMPLATES.source_added("Aral <Post>", "https://a.example/rss", locale, items=21, dated=20, newest=HOUR),
            TEMPLATES.source_added("Aral", "https://a.example/rss", locale, items=1, dated=1, newest=None),
        ],
        "trouble": [
            TEMPLATES.trouble([("Aral <Post>", "http_410")], locale),
            TEMPLATES.trouble([("Aral", "silent"), ("Steppe", "moved to https://a.example")], locale),
        ],
        "sources": [
            TEMPLATES.sources(health, locale, NOW + HOUR / 12, page=0),
            TEMPLATES.sources(health[:3] * 7, locale, NOW + 3 * DAY, page=1),
        ],
    }


def _words(locale: Locale) -> dict[str, Sequence[Bubble]]:
    """Notes, each of its own; toasts, commands and profile, which have no markup, one a line."""
    name, description, short = TEMPLATES.about(locale)
    commands = (f"/{command} — {words}" for command, words in TEMPLATES.commands(locale, frozenset(Right)))
    return {
        **{f"note_{key}": [TEMPLATES.note(key, locale, **values)] for key, values in NOTES.items()},
        "unknown": [TEMPLATES.unknown(locale)],
        "help_admin": [TEMPLATES.help(locale, bot="qogam_bot", rights=frozenset(Right))],
        "toasts": [Bubble("\n".join(f"{key}: {TEMPLATES.toast(key, locale)}" for key in TOASTS))],
        "commands": [Bubble("\n".join(commands))],
        "profile": [Bubble(f"{name}\n\n{short}\n\n{description}")],
    }
