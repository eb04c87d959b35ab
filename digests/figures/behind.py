"""What follows a number: a noun that it may count, or nothing of the kind."""

import re
from functools import cache, lru_cache

from digests.figures.patterns import any_case
from digests.lang import GRAMMARS
from digests.model import Locale

_WORD = re.compile(r"[ \u00a0]([^\W\d_]+)")
_CAPITALS = re.compile(r"[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]")


@cache
def _stop(lang: Locale) -> re.Pattern[str]:
    return any_case(GRAMMARS[lang].stops)


def may_count(text: str, end: int, lang: Locale) -> bool:
    """Whether a word stands behind that may be what is counted: no preposition, no single capital («9 А класс»)."""
    word = _WORD.match(text, end)
    return word is not None and _may_be_counted(word.group(1), lang)


@lru_cache(maxsize=30_000)
def _may_be_counted(word: str, lang: Locale) -> bool:
    is_capital = len(word) == 1 and _CAPITALS.match(word) is not None
    return not is_capital and _stop(lang).fullmatch(word) is None
