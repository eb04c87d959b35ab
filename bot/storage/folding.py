"""Text made comparable, so that «Ёлки» is found by «елк» in databases whose LIKE knows no Cyrillic."""

import re
import unicodedata

SEPARATORS = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """Its words in lower case, ё as е, each after one space: a word begins where a space stands before it."""
    plain = unicodedata.normalize("NFC", text).casefold().replace("ё", "е")
    return f" {SEPARATORS.sub(' ', plain).strip()}"
