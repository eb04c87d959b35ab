"""What follows a number: a noun that it may count, or nothing of the kind."""

import re
from functools import cache

from digests.lang import GRAMMARS
from digests.model import Locale

_WORD = re.compile(r"[ \u00a0]([^\W\d_]+)")
_CAPITALS = re.compile(r"[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]")


@cache
def _stop(lang: Locale) -> re.Pattern[str]:
    return re.compile(GRAMMARS[lang].stops, re.IGNORECASE)


def may_count(text: str, end: int, lang: Locale) -> bool:
    """Whether a word stands behind that may be what is counted: no preposition, no single capital («9 А класс»)."""
    word = _WORD.match(text, end)
    if word is None or (len(word.group(1)) == 1 and _CAPITALS.match(word.group(1))):
        return False
    return _stop(lang).fullmatch(word.group(1)) is None
