"""Which days a figure speaks of: the mention that is nearest to it in its sentence, or that of the sentence before."""

import re
from dataclasses import dataclass
from datetime import date

from digests.figures.mentions import Mention, mentions
from digests.model import Kind, Locale, Period

_LONGEST = 400
# A set of characters first: that is found in a third of the time.
_REFERRING = re.compile(
    r"[зиосбжot](?<!\w.)(?:(?<=з)а (?:год|месяц|это время|этот период)|(?<=и)(?:з них|з которых|х)|"
    r"(?<=о)(?:ның|лардың|сы уақыт\w*|ған)|(?<=o)f the(?:m|se)|(?<=с)оның|(?<=б)ұл|(?<=ж)ыл ішінде|"
    r"(?<=t)(?:hat time|hat is|hey))(?!\w)"
)
# Another number, in a clause of its own, is likelier to have the days behind it: «300, against 90 in 2020».
_OTHER = re.compile(r"[,;:].*\d|\d.*[,;:]|(?:против|against|compared|than|салыстыр\w*).*\d", re.DOTALL)
_Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure stands: its own span, its sentence, and the sentence before, if there is one."""

    figure: _Span
    sentence: _Span
    earlier: _Span | None


def period(text: str, at: Place, kind: Kind, lang: Locale, published: date | None) -> Period | None:
    """The period of a figure; None: none is stated, or a relative one and `published` is not known."""
    place, sentence = at.figure, at.sentence
    start = max(sentence[0], place[0] - _LONGEST)
    stretch = text[start : min(sentence[1], place[1] + _LONGEST)]
    found = mentions(stretch, published, lang)
    here = (place[0] - start, place[1] - start)
    chosen = _nearest(stretch, found, here, kind)
    if chosen and not chosen.is_before:
        return chosen.period
    before = _of_earlier(text, at, lang, published) if chosen or _refers(text, at) else None
    return (_a_year_before(before) or chosen.period) if chosen else before


def _refers(text: str, at: Place) -> bool:
    """Whether the sentence speaks of what the one before named: «из них», «осы уақытта», "over that time"."""
    if at.earlier is None or "\n\n" in text[at.earlier[1] : at.sentence[0]]:
        return False
    around = text[max(at.sentence[0], at.figure[0] - _LONGEST) : at.figure[1] + 24]
    return _REFERRING.search(around.lower()) is not None


def _nearest(text: str, found: tuple[Mention, ...], here: _Span, kind: Kind) -> Mention | None:
    """The last mention before the figure, else the first behind it, unless another number is likelier to have it."""
    if kind is Kind.TRANSITION and (both := _within(found, here)):
        return both
    meant = [mention for mention in found if mention.period]
    before = [mention for mention in meant if mention.end <= here[0]]
    if before:
        return before[-1]
    behind = next((mention for mention in meant if mention.start >= here[1]), None)
    if behind is None or _OTHER.search(text, here[1], behind.start):
        return None
    return behind


def _within(found: tuple[Mention, ...], here: _Span) -> Mention | None:
    """«с 62% в 2022 году до 69% в 2023-м»: from the first to the last."""
    around = [m for m in found if m.period and m.end > here[0] and m.start < here[1] + 12]
    if len(around) < 2 or around[0].period is None or around[-1].period is None:
        return None
    return Mention(around[0].start, around[-1].end, Period(around[0].period.start, around[-1].period.end))


def _of_earlier(text: str, at: Place, lang: Locale, published: date | None) -> Period | None:
    """The last period that the sentence before mentions."""
    if at.earlier is None:
        return None
    stretch = text[max(at.earlier[0], at.earlier[1] - _LONGEST) : at.earlier[1]]
    found = [mention.period for mention in mentions(stretch, published, lang) if mention.period]
    return found[-1] if found else None


def _a_year_before(period: Period | None) -> Period | None:
    if period is None or period.start is None or period.end is None or period.start.year == date.min.year:
        return None
    return Period(_back(period.start), _back(period.end))


def _back(day: date) -> date:
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)
