"""Where a figure is true: the oblast or city of Kazakhstan that its sentence names nearest to it."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from operator import attrgetter
from typing import NamedTuple

from digests.lang.places import CITIES, ENDINGS, OBLASTS
from digests.model import Figure, Locale

_PLACES = (*OBLASTS, *CITIES)
# «АСТАНА – …» says where the news was written.
_OPENING = 20
_DATELINE = re.compile(r"\s*[–—-]\s|[.,] ")
_FARTHEST = 250
_start = attrgetter("start")
_BORDER = re.compile(r"[,;: \u00a0](?:(?<![ \u00a0])|(?:и|а|және|ал|and|but|против|чем|against|versus|than)[ \u00a0])")


class Mention(NamedTuple):
    """A place where the text names it."""

    start: int
    end: int
    key: str


@cache
def _names(lang: Locale) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Where a name may begin, which is at a capital that names have: the time stays that of the text; and the names."""
    names = "|".join(f"({place.pattern(lang)})" for place in _PLACES)
    capitals = "".join(sorted({letter for letter in names if letter.isupper()}))
    return re.compile(rf"[{capitals}](?<![\w-].)"), re.compile(rf"(?:{names}){ENDINGS[lang]}(?![\w-])")


def find_places(text: str, lang: Locale) -> Iterator[Mention]:
    """All oblasts and cities that the text names, in order, a dateline left out."""
    (capitals, names), position = _names(lang), 0
    for capital in capitals.finditer(text):
        match = names.match(text, capital.start()) if capital.start() >= position else None
        if match is None:
            continue
        name, position = match.group(), match.end()
        if name.isupper() and len(name) > 3 and match.start() < _OPENING and _DATELINE.match(text, match.end()):
            continue
        yield Mention(match.start(), match.end(), _PLACES[(match.lastindex or 1) - 1].key)


def place_of(text: str, figure: Figure, mentions: Sequence[Mention]) -> str | None:
    """The key of the place that the figure's sentence names nearest to it, rather in its own clause and rather before.

    `mentions` are those of the text, in order. None: the sentence names no place.
    """
    # A text without full stops is read in linear time: what stands far away says nothing.
    first, last = max(figure.sentence[0], figure.start - _FARTHEST), min(figure.sentence[1], figure.end + _FARTHEST)
    begin, end = bisect_left(mentions, first, key=_start), bisect_left(mentions, last, key=_start)
    near: list[tuple[int, bool, int, str]] = []
    for mention in mentions[begin:end]:
        is_before = mention.end <= figure.start
        between = text[mention.end : figure.start] if is_before else text[figure.end : mention.start]
        near.append((len(_BORDER.findall(between)), not is_before, len(between), mention.key))
    return min(near)[-1] if near else None
