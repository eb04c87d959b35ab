"""Changes beside the levels that they lead to: what they are measured in, and whether they fit."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import pairwise

from digests.lang import GRAMMARS
from digests.ledger.agree import LOOSE, is_within
from digests.ledger.checks.flags import flag, to_tenths
from digests.model import Article, Direction, Figure, Flag, FlagKind, Kind, Locale, Qualifier

_WHOLE = Decimal(100)
# What stands before a change says whether a share moved or a number; the nearer word decides.
_MEASURES: Mapping[Locale, re.Pattern[str]] = {
    lang: re.compile(rf"(?P<share>{share})|{number}", re.IGNORECASE)
    for lang, share, number in (
        (Locale.RU, r"дол[яиюе]|долей|удельн\w+ вес|процент\w*", r"числ\w+|количеств\w+|объ[её]м\w*|сумм\w+"),
        (Locale.KK, r"үлес\w*|пайыз\w*", r"сан(?:ы|ын|ының)|көлем\w*|сома\w*"),
        (Locale.EN, r"share|proportion|percentage", r"numbers?|amount|volume|total"),
    )
}
# All that may stand between a change and the ends it leads between, beside the words for up and down.
_CONNECTING: Mapping[Locale, str] = {
    Locale.RU: r"или|то|есть|т|е|это|на|в|с|со|и|при|составил\w*|динамика|за|год|раза?|почти|примерно|более|чем",
    Locale.KK: r"яғни|немесе|бұл|шамамен|дейін|ға|ге|қа|ке|болды|өзгеріс",
    Locale.EN: r"or|a|an|that|is|this|which|of|by|from|to|and|change|i|e|some|about|almost|nearly",
}
_WORD = re.compile(r"[^\W\d_]+")


def percent_or_points(article: Article) -> Iterator[Flag]:
    """Where a share "grew by 20 % and reached 60 %": both readings lead to a possible share before.

    A change is only looked at beside the level that follows or precedes it in the sentence, of the same thing.
    """
    for (at, change), (of, level) in _neighbours(article):
        if change.unit != "percent" or level.unit != "percent" or level.kind is not Kind.LEVEL:
            continue
        if not _is_of_share(article.text, change) or not _may_be_of_one(change, level):
            continue
        before = _shares_before(change, level)
        if all(0 <= share <= _WHOLE for share in before):
            values = change.value, level.value, *map(to_tenths, before)
            yield flag(FlagKind.PERCENT_OR_POINTS, article, (at, of), *values, unit="percent")


def ends_and_change(article: Article) -> Iterator[Flag]:
    """Where "from 100 to 150" stands beside a percentage or a multiple that does not lead from the one to the other."""
    for (at, change), (of, ends) in _neighbours(article):
        if ends.kind is not Kind.TRANSITION or not ends.value_from or not _is_connected(article.text, change, ends):
            continue
        led = _led(change, ends.value_from, ends.value)
        if led is not None and not _fits(change, led):
            yield flag(FlagKind.ENDS_AND_CHANGE, article, (of, at), change.value, to_tenths(led), unit=change.unit)


def _neighbours(article: Article) -> Iterator[tuple[tuple[int, Figure], tuple[int, Figure]]]:
    """Each change with the figure before and behind it in its sentence."""
    for left, right in pairwise(enumerate(article.figures)):
        if left[1].sentence == right[1].sentence:
            for change, other in ((left, right), (right, left)):
                if change[1].kind in {Kind.CHANGE, Kind.MULTIPLE}:
                    yield change, other


def _may_be_of_one(change: Figure, other: Figure) -> bool:
    return change.counted_head is None or other.counted_head in {None, change.counted_head}


def _is_connected(text: str, change: Figure, ends: Figure) -> bool:
    """Whether nothing stands between them but words that say how one leads to the other."""
    first, last = sorted((change, ends), key=lambda figure: figure.start)
    grammar = GRAMMARS[change.lang]
    moving = re.compile(rf"(?:{grammar.ups}|{grammar.downs})\w*|(?:{_CONNECTING[change.lang]})", re.IGNORECASE)
    return all(map(moving.fullmatch, _WORD.findall(text[first.end : last.start])))


def _is_of_share(text: str, change: Figure) -> bool:
    said = list(_MEASURES[change.lang].finditer(text, change.sentence[0], change.start))
    return bool(said) and said[-1]["share"] is not None


def _shares_before(change: Figure, level: Figure) -> tuple[Decimal, Decimal]:
    """The share before if the change is a percentage of it, and if it is percentage points."""
    step = change.value if change.direction is not Direction.DOWN else -change.value
    if step <= -_WHOLE:
        return Decimal(-1), level.value - step
    return level.value / (1 + step / _WHOLE), level.value - step


def _led(change: Figure, first: Decimal, last: Decimal) -> Decimal | None:
    """The change from the first value to the last, in the unit of the stated one; None: not to be compared."""
    match change.kind, change.unit:
        case Kind.CHANGE, "percent":
            return abs(last - first) / first * _WHOLE
        case Kind.CHANGE, "percentage_point":
            return abs(last - first)
        case Kind.MULTIPLE, "times":
            return max(first, last) / min(first, last) if min(first, last) > 0 else None
        case _:
            return None


def _fits(change: Figure, led: Decimal) -> bool:
    """Whether the stated change is the true one, rounded to its own digits, by one of its last place at most."""
    if change.unit == "times" or change.qualifier is not Qualifier.EXACT:
        return is_within(change.value, led, LOOSE) or round(led) == change.value
    exponent = change.value.as_tuple().exponent
    last_place = Decimal(1).scaleb(min(int(exponent), 0))
    return abs(change.value - led) <= last_place
