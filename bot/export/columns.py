"""The data dictionary: what is exported of an observation, in which column, and what it means."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

from digests.model import Proof


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, its type in JSON, what it means, and how it is read off a proof."""

    name: str
    type: str
    meaning: str
    of: Callable[[Proof], object]


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _time(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _exact(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"


COLUMNS: Sequence[Column] = (
    Column("series", "string", "key of the metric; without a metric, language and noun: ru:проект",
             lambda proof: proof.observation.series),
    Column("value", "decimal string", "exact and scaled: 1,6 млрд is 1600000000",
             lambda proof: _exact(proof.observation.value)),
    Column("value_from", "decimal string", "the low end of a range; else empty",
             lambda proof: _exact(proof.observation.value_from)),
    Column("unit", "string", "count, percent, percentage_point, a currency (ISO 4217), times, tonne …",
             lambda proof: proof.observation.unit),
    Column("kind", "string", "level, range, fraction, transition (one of its two values), change, multiple",
             lambda proof: str(proof.observation.kind)),
    Column("direction", "string", "of a change, multiple or transition: up, down",
             lambda proof: proof.observation.direction and str(proof.observation.direction)),
    Column("qualifier", "string", "exact, about, more_than, less_than, at_least, up_to, almost",
             lambda proof: str(proof.observation.qualifier)),
    Column("is_earlier", "boolean", "whether it is the value that a transition left",
             lambda proof: proof.observation.is_earlier),
    Column("period_start", "date", "first day it speaks of; empty with period_end: as of published",
             lambda proof: _day(proof.observation.period.start) if proof.observation.period else None),
    Column("period_end", "date", "last day it speaks of; empty beside a start: it goes on",
             lambda proof: _day(proof.observation.period.end) if proof.observation.period else None),
    Column("place", "string", "oblast or city that the sentence names; empty: none",
             lambda proof: proof.observation.place),
    Column("status", "string", "fact, plan, ongoing", lambda proof: str(proof.observation.status)),
    Column("outlet", "string", "who published it", lambda proof: proof.outlet),
    Column("url", "string", "where it stands", lambda proof: proof.url),
    Column("title", "string", "the title of the article", lambda proof: proof.title),
    Column("sentence", "string", "the sentence, as the outlet printed it", lambda proof: proof.sentence),
    Column("surface", "string", "the words of the number in the sentence", lambda proof: proof.surface),
    Column("counted", "string", "the words for what is counted; empty: the sentence leaves them out",
             lambda proof: proof.counted),
    Column("lang", "string", "of the article: kk, ru, en", lambda proof: str(proof.lang)),
    Column("state_order", "boolean", "whether the article says that it was paid for by the state",
             lambda proof: proof.state_order),
    Column("published", "time (UTC)", "when, as the outlet says", lambda proof: _time(proof.observation.published)),
    Column("first_seen", "time (UTC)", "when the bot first read this value in this sentence",
             lambda proof: _time(proof.observation.first_seen)),
    Column("article", "string", "key of the article", lambda proof: proof.observation.ref.article_id),
    Column("revision", "integer", "which revision of the article, from 1",
             lambda proof: proof.observation.ref.revision),
    Column("figure", "integer", "which figure of the article, from 0", lambda proof: proof.observation.ref.index),
    Column("sentence_hash", "string", "first 16 hex digits of the SHA-256 of the sentence, its white space single",
             lambda proof: proof.observation.sentence_hash),
)  # fmt: skip
