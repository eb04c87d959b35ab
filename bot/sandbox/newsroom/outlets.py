"""The invented outlets: how each names, lists and prints its articles."""

from dataclasses import dataclass
from enum import StrEnum

from digests.model import Locale

CHANNEL_NAME = "erikti_hub"


class FeedKind(StrEnum):
    """How an outlet lists its articles."""

    RSS = "rss"
    ATOM = "atom"
    CHANNEL = "channel"


class Teaser(StrEnum):
    """How much of an article its feed tells."""

    FULL = "full"
    FIRST_PARAGRAPH = "first_paragraph"
    CUT = "cut"


class Metadata(StrEnum):
    """Where a page says for machines when, by whom and in which language it was published."""

    JSON_LD = "json_ld"
    OPEN_GRAPH = "open_graph"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet of the sample newsroom.

    lang     of all its articles; None: it writes in more than one
    style    the page template
    path     of an article below the outlet's own, of {year} {month} {day} {slug} {number}
    tracked  whether links in its feed carry campaign parameters
    """

    id: str
    name: str
    lang: Locale | None
    style: str
    metadata: Metadata
    path: str
    feed: FeedKind = FeedKind.RSS
    teaser: Teaser = Teaser.FIRST_PARAGRAPH
    charset: str = "utf-8"
    tracked: bool = False
    has_sitemap: bool = False
    phone: str = ""
    address: str = ""

    @property
    def root(self) -> str:
        """The first part of the paths of its articles."""
        return CHANNEL_NAME if self.feed is FeedKind.CHANNEL else self.id

    @property
    def feed_path(self) -> str:
        """The path of what lists its articles, from the root of the server."""
        return f"/s/{CHANNEL_NAME}" if self.feed is FeedKind.CHANNEL else f"/{self.id}/{self.feed}.xml"


VESTNIK = Outlet(
    "vestnik",
    "Вестник НПО",
    Locale.RU,
    "magazine.html",
    Metadata.JSON_LD,
    "{year}/{month}/{day}/{slug}/",
    teaser=Teaser.FULL,
    phone="+7 7172 55 01 60",
    address="Астана, улица Достық, 18, офис 412",
)
KURIER = Outlet(
    "kurier",
    "Степной курьер",
    Locale.RU,
    "portal.html",
    Metadata.OPEN_GRAPH,
    "news/{number}.html",
    teaser=Teaser.CUT,
    tracked=True,
    phone="+7 7212 55 01 70",
    address="Караганда, проспект Бухар-жырау, 49, этаж 3",
)
ALATAU = Outlet(
    "alatau",
    "Алатау сегодня",
    Locale.RU,
    "old.html",
    Metadata.NONE,
    "index.php?id={number}",
    charset="windows-1251",
    phone="+7 727 555 01 80",
    address="Алматы, улица Толе би, 101",
)
PRAVO = Outlet(
    "pravo",
    "Право и люди",
    Locale.RU,
    "journal.html",
    Metadata.OPEN_GRAPH,
    "articles/{slug}",
    has_sitemap=True,
    phone="+7 7172 55 01 90",
    address="Астана, проспект Мәңгілік Ел, 20",
)
TYNYS = Outlet(
    "tynys",
    "Ел тынысы",
    Locale.KK,
    "magazine.html",
    Metadata.JSON_LD,
    "{year}/{month}/{slug}",
    phone="+7 7172 55 01 30",
    address="Астана қаласы, Тәуелсіздік даңғылы, 7-үй",
)
AIMAQ = Outlet(
    "aimaq",
    "Аймақ үні",
    Locale.KK,
    "journal.html",
    Metadata.OPEN_GRAPH,
    "oqu/{number}-{slug}",
    feed=FeedKind.ATOM,
    phone="+7 7242 55 01 35",
    address="Қызылорда қаласы, Әйтеке би көшесі, 28",
)
JARSHY = Outlet(
    "jarshy",
    "Қоғам жаршысы",
    None,
    "portal.html",
    Metadata.OPEN_GRAPH,
    "{year}{month}{day}/{number}/",
    phone="+7 7172 55 01 20",
    address="Астана, Керей-Жәнібек, 5",
)
STEPPE = Outlet(
    "steppe",
    "The Civic Steppe",
    Locale.EN,
    "magazine.html",
    Metadata.JSON_LD,
    "stories/{slug}",
    phone="+7 7172 55 01 45",
    address="12 Qabanbai Batyr Avenue, Astana",
)
LEDGER = Outlet(
    "ledger",
    "Almaty Ledger",
    Locale.EN,
    "portal.html",
    Metadata.OPEN_GRAPH,
    "{year}/{month}/{slug}.html",
    teaser=Teaser.CUT,
    phone="+7 727 555 01 46",
    address="77 Al-Farabi Avenue, Almaty",
)
ERIKTI = Outlet("erikti", "Еріктілер хабы", None, "channel.html", Metadata.NONE, "{number}", feed=FeedKind.CHANNEL)

OUTLETS = (VESTNIK, KURIER, ALATAU, PRAVO, TYNYS, AIMAQ, JARSHY, STEPPE, LEDGER, ERIKTI)
BY_ID = {outlet.id: outlet for outlet in OUTLETS}
