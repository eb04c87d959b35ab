"""What a text from a model may not have in it: anything but words, figures and ordinary punctuation."""

import re
import unicodedata
from collections.abc import Iterator

_ALLOWED_MARKS = frozenset(" .,;:!?…-–—«»“”„\"'’(){}")
_LINK = re.compile(
    r"://|\bwww\.|\bt\.me\b|\bmailto:|\btg:|[\w.-]+@\w|(?<!\w)@\w|[^\W\d_]{2,}\.(?=[^\W\d_]{2,})", re.IGNORECASE
)
_LETTERS = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-z]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")


def faults_of_text(text: str) -> Iterator[str]:
    """Why the text is not plain; nothing when it is. A Latin "c" among Cyrillic letters is not."""
    if any(not _is_plain(letter) for letter in text):
        yield "Only plain text on one line: no mark-up, emoji, line breaks or invisible characters."
    if _LINK.search(text):
        yield "No links, addresses or names of accounts."
    if any(_is_mixed(word) for word in _LETTERS.findall(text)):
        yield "A word mixes Latin and Cyrillic letters."


def _is_plain(letter: str) -> bool:
    if letter in _ALLOWED_MARKS or ("0" <= letter <= "9"):
        return True
    name = unicodedata.name(letter, "")
    return unicodedata.category(letter) in {"Lu", "Ll"} and name.startswith(("LATIN ", "CYRILLIC "))


def _is_mixed(word: str) -> bool:
    return bool(_LATIN.search(word) and _CYRILLIC.search(word))
