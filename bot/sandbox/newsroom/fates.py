"""Two sources with a fate: one dies, one comes back. Operators see both in /sources."""

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from xml.sax.saxutils import escape

DYING = "jol"
REVIVED = "arman"
GONE_AT = datetime(2025, 10, 23, tzinfo=UTC)
"""Until then it is out of order, later gone for good."""
BACK_AT = datetime(2025, 10, 22, 7, 15, tzinfo=UTC)
PUBLISHED = datetime(2025, 10, 22, 6, 40, tzinfo=UTC)
TITLE = "Клуб «Арман» снова на связи: что успели волонтёры за осень"
TEXT = (
    "Сайт клуба молчал две недели: переезжал сервер. За это время 38 волонтёров клуба помогли убрать урожай во дворе "
    "дома престарелых и утеплили 14 окон. Теперь новости снова выходят каждый день, обещает координатор клуба, "
    "а в субботу добровольцы собираются у школьной теплицы."
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the source's server says at a moment; `body` is a feed or nothing."""

    status: int
    body: str = ""


def answer_of(name: str, now: datetime, base: str) -> Answer:
    """The answer for the feed of one of the two."""
    if name == DYING:
        return Answer(503 if now < GONE_AT else 410)
    return Answer(503) if now < BACK_AT else Answer(200, _feed(base))


def _feed(base: str) -> str:
    """One article, whole in the feed."""
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Клуб «Арман»</title>'
        f"<link>{base}/{REVIVED}/</link><item><title>{escape(TITLE)}</title>"
        f"<link>{base}/{REVIVED}/osen</link><pubDate>{format_datetime(PUBLISHED)}</pubDate>"
        f"<description>{escape(TEXT)}</description></item></channel></rss>"
    )
