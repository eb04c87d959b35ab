"""The three languages as data, and the little that is the same in each: which one it is, sentences, stems."""

import re
from collections.abc import Mapping
from functools import lru_cache

import snowballstemmer

from digests.lang.en import ENGLISH
from digests.lang.grammar import Grammar
from digests.lang.kk import KAZAKH
from digests.lang.ru import RUSSIAN
from digests.model import Locale

__all__ = ["GRAMMARS", "Grammar", "detect", "folded", "sentences", "stem"]

GRAMMARS: Mapping[Locale, Grammar] = {Locale.RU: RUSSIAN, Locale.KK: KAZAKH, Locale.EN: ENGLISH}

_KAZAKH_LETTERS = re.compile(r"[әғқңөұүһі]", re.IGNORECASE)
_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
_LATIN = re.compile(r"[a-z]", re.IGNORECASE)
_KAZAKH_SHARE = 0.04
"""A fifth of the letters of a Kazakh text are letters that Russian lacks; of a Russian one with names, under 2 %."""

_BREAK = re.compile(r"(?<=[.!?…])[»”\")]*\s+(?=[«“\"„(—–-]?\s*[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ\d])")
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n\s*")
_BETWEEN_WORDS = re.compile(r"[^\w.]")

_STEMMERS = {Locale.RU: snowballstemmer.stemmer("russian"), Locale.EN: snowballstemmer.stemmer("english")}
_KK_SUFFIXES = re.compile(
    r"(?:лар|лер|дар|дер|тар|тер)?(?:[ыі]м[ыі]з|[ыі]ң[ыі]з|[ыі]м|[ыі]ң|с[ыі]|[ыі])?"
    r"(?:н[ыі]ң|д[ыі]ң|т[ыі]ң|ға|ге|қа|ке|на|не|н[ыі]|д[ыі]|т[ыі]|нда|нде|да|де|та|те|нан|нен|дан|ден|тан|тен|мен|бен|пен|н|а|е)?$"
)
_SHORTEST_KK_STEM = 3


def detect(text: str) -> Locale:
    """The language of most of the text; Russian for a text without letters."""
    cyrillic, latin = len(_CYRILLIC.findall(text)), len(_LATIN.findall(text))
    kazakh = len(_KAZAKH_LETTERS.findall(text))
    if latin > cyrillic + kazakh:
        return Locale.EN
    return Locale.KK if kazakh > _KAZAKH_SHARE * (cyrillic + kazakh) else Locale.RU


def folded(text: str) -> str:
    """The text in lower case, every character where it was (the lower case of «İ» is two)."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c if len(c.lower()) > 1 else c.lower() for c in text)


def sentences(text: str, lang: Locale) -> tuple[tuple[int, int], ...]:
    """Spans of the sentences, in order, without the white space around them; a paragraph ends one."""
    spans: list[tuple[int, int]] = []
    start = 0
    for gap in _PARAGRAPH.finditer(text):
        spans += _sentences_of(text, start, gap.start(), GRAMMARS[lang].abbreviations)
        start = gap.end()
    spans += _sentences_of(text, start, len(text), GRAMMARS[lang].abbreviations)
    return tuple(spans)


def _sentences_of(text: str, start: int, end: int, abbreviations: frozenset[str]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    begin = start
    for match in _BREAK.finditer(text, start, end):
        if text[match.start() - 1] == ".":
            last = _BETWEEN_WORDS.split(text[max(begin, match.start() - 12) : match.start() - 1])[-1].lower()
            if last in abbreviations or (len(last) == 1 and last.isalpha()):
                continue
        spans.append(_stripped(text, begin, match.end()))
        begin = match.end()
    spans.append(_stripped(text, begin, end))
    return [span for span in spans if span[0] < span[1]]


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    return start + left, start + left + len(piece.strip())


@lru_cache(maxsize=50_000)
def stem(word: str, lang: Locale) -> str:
    """The lower-cased beginning that the forms of a word share: Snowball's, for Kazakh without its closed suffixes."""
    folded = word.lower()
    if lang is not Locale.KK:
        return str(_STEMMERS[lang].stemWord(folded))
    match = _KK_SUFFIXES.search(folded, _SHORTEST_KK_STEM)
    return folded[: match.start()] if match else folded
