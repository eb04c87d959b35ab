"""Which days a figure speaks of: the mention that is nearest to it in its sentence, or that of the sentence before."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from operator import attrgetter
from typing import NamedTuple

from digests.figures.mentions import Mention, mentions
from digests.model import Figure, Kind, Locale, Period

_LONGEST = 400
_JUST_BEFORE = 8
# A set of characters first: that is found in a third of the time.
_REFERRING = re.compile(
    r"[зиосбжэтot](?<!\w.)(?:(?<=з)а (?:год|месяц|это время|этот период)|(?<=и)(?:з них|з которых|х)|"
    r"(?<=о)(?:ның|лардың|сы уақыт\w*|ған|л кезде)|(?<=o)f the(?:m|se)|(?<=с)(?:оның|ол кезде)|"
    r"(?<=б)ұл|(?<=ж)ыл ішінде|(?<=э)то|(?<=т)огда|(?<=t)(?:hat time|hat is|hey|hen))(?!\w)"
)
# These words reach into the paragraph before.
_THAT_TIME = re.compile(
    r"[зосo](?<!\w.)(?:(?<=з)а это(?: время|т период)|(?<=о)сы уақыт|(?<=с)ол кезде|(?<=o)ver that time)"
)
# Another number, in a clause of its own, is likelier to have the days behind it: «300, against 90 in 2020».
_OTHER = re.compile(r"[,;:].*\d|\d.*[,;:]|(?:против|against|compared|than|салыстыр\w*).*\d", re.DOTALL)
# «156 семей, в 2023 году было 90»: days that begin a clause with a number of its own.
_BORDER = re.compile(r"[,;][ \u00a0]|[ \u00a0](?:и|а|но|ал|және|and|but|while)[ \u00a0]")
_OWN_NUMBER = re.compile(r"[^.,;:()]{0,40}?\d")
# «2023 жылғы 20,9 млрд теңгеден 17,8 % көп»: days of the number that a change is compared with.
_ATTRIBUTE = re.compile(r"(?:\d{4} жыл|\w+?)[ғг][ыі] \d")
_OF_A_WHOLE = frozenset([Kind.LEVEL, Kind.FRACTION])
_AGAINST = frozenset([Kind.CHANGE, Kind.MULTIPLE])
_Span = tuple[int, int]
_start = attrgetter("start")


class Place(NamedTuple):
    """Where a figure stands: its own span, its sentence, and the sentence before, if there is one."""

    figure: _Span
    sentence: _Span
    earlier: _Span | None


def period(
    text: str,
    at: Place,
    kind: Kind,
    lang: Locale,
    published: date | None,
    *,
    before: Sequence[Figure] = (),
    owner: Figure | None = None,
) -> Period | None:
    """The period of a figure; None: none is stated, or a relative one and `published` is not known.

    `before` are the figures before it; `owner` is that of them whose noun it counts, too.
    """
    place, sentence = at.figure, at.sentence
    start = max(sentence[0], place[0] - _LONGEST)
    stretch = text[start : min(sentence[1], place[1] + _LONGEST)]
    found = mentions(stretch, published, lang)
    here = (place[0] - start, place[1] - start)
    chosen = _nearest(stretch, found, here, kind) if found else None
    if chosen and not chosen.is_before:
        return chosen.period
    if chosen or _refers(text, at) or _is_compared(found, kind):
        own = [mention.period for mention in found if chosen and mention.period and mention.end <= chosen.start]
        earlier = own[-1] if own else _of_earlier(text, at, lang, published) or _of_figure(before, at)
        return (_a_year_before(earlier) or chosen.period) if chosen else earlier
    if found:
        return None
    if _is_part(owner, at, kind) or _is_headed(text, at, before):
        return _of_earlier(text, at, lang, published)
    return None


def _is_part(owner: Figure | None, at: Place, kind: Kind) -> bool:
    """Whether its noun stands in the sentence before: «Подали 90 заявок. Одобрены 40, или почти половина»."""
    if owner is None or owner.counted_start is None or at.earlier is None or kind not in _OF_A_WHOLE:
        return False
    return at.earlier[0] <= owner.counted_start < at.earlier[1]


def _is_compared(found: Sequence[Mention], kind: Kind) -> bool:
    """«На 12% больше, чем в 2023 году»: a change against other days is of those that were spoken of."""
    return kind in _AGAINST and any(mention.is_base for mention in found)


def _of_figure(before: Sequence[Figure], at: Place) -> Period | None:
    """The period of the last figure of the sentence before."""
    figure = _last_before(before, at)
    return figure.period if figure else None


def _last_before(before: Sequence[Figure], at: Place) -> Figure | None:
    """The last figure of the sentence before, if that has one."""
    index = bisect_left(before, at.sentence[0], key=_start) - 1
    return before[index] if index >= 0 and at.earlier and before[index].start >= at.earlier[0] else None


def _is_headed(text: str, at: Place, before: Sequence[Figure]) -> bool:
    """Whether the paragraph before ends with what its figures are of, and has none of them: «Итоги за 2024 год»."""
    if at.earlier is None or "\n\n" not in text[at.earlier[1] : at.sentence[0]]:
        return False
    return _last_before(before, at) is None


def _refers(text: str, at: Place) -> bool:
    """Whether the sentence speaks of what the one before named: «из них», «осы уақытта», "over that time"."""
    if at.earlier is None:
        return False
    around = text[max(at.sentence[0], at.figure[0] - _LONGEST) : at.figure[1] + 24].lower()
    if "\n\n" in text[at.earlier[1] : at.sentence[0]]:
        return _THAT_TIME.search(around) is not None
    return _REFERRING.search(around) is not None


def _nearest(text: str, found: tuple[Mention, ...], here: _Span, kind: Kind) -> Mention | None:
    """The last mention before the figure, else the first behind it, unless another number is likelier to have it."""
    if kind is Kind.TRANSITION and (both := _within(found, here)):
        return both
    meant = [mention for mention in found if mention.period or mention.is_now]
    before = [mention for mention in meant if mention.end <= here[0]]
    if kind in _AGAINST:
        before = [mention for mention in before if not _ATTRIBUTE.match(text, mention.start, here[0])]
    if before and not before[-1].is_now:
        return before[-1]
    now = before[-1] if before else None
    behind = next((mention for mention in meant if mention.start >= here[1]), None)
    if behind is None or _OTHER.search(text, here[1], behind.start):
        return now
    begins_clause = _BORDER.search(text, here[1], behind.start) is not None
    return now if begins_clause and _OWN_NUMBER.match(text, behind.end) else behind


def _within(found: tuple[Mention, ...], here: _Span) -> Mention | None:
    """«с 62% в 2022 году до 69% в 2023-м»: from the first to the last."""
    around = [m for m in found if m.period and m.end > here[0] - _JUST_BEFORE and m.start < here[1] + 12]
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
