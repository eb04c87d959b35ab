"""The three languages as data, and the little that is the same in each: which one it is, sentences, stems."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

import snowballstemmer

from digests.lang.en import ENGLISH
from digests.lang.grammar import Grammar
from digests.lang.kk import KAZAKH
from digests.lang.ru import RUSSIAN
from digests.lang.words_ru import SHORTENED, WHERE
from digests.model import Locale

__all__ = ["GRAMMARS", "Grammar", "detect", "folded", "sentences", "stem"]

GRAMMARS: Mapping[Locale, Grammar] = {Locale.RU: RUSSIAN, Locale.KK: KAZAKH, Locale.EN: ENGLISH}

_KAZAKH_LETTERS = re.compile(r"[әғқңөұүһі]", re.IGNORECASE)
_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
_LATIN = re.compile(r"[a-z]", re.IGNORECASE)
_KAZAKH_SHARE = 0.04
"""A fifth of the letters of a Kazakh text are letters that Russian lacks; of a Russian one with names, under 2 %."""

# All that begins with a set of characters is found in a third of the time.
_BREAK = re.compile(r"[.!?…][»”\")]*\s+(?=[«“\"„(—–-]?\s*[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ\d])")
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n\s*")
_BETWEEN_WORDS = re.compile(r"[^\w.]")
_FIRST_WORD = re.compile(r"[^\w\n]*([^\W\d_]+)(?!\.)")
_HYPHENS = frozenset("-–‑")
_NEAR = 40

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
        spans += _sentences_of(text, start, gap.start(), lang)
        start = gap.end()
    spans += _sentences_of(text, start, len(text), lang)
    return tuple(spans)


def _sentences_of(text: str, start: int, end: int, lang: Locale) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    begin = start
    for match in _BREAK.finditer(text, start, end):
        if text[match.start()] == "." and _only_shortens(text, begin, match, lang):
            continue
        spans.append(_stripped(text, begin, match.end()))
        begin = match.end()
    spans.append(_stripped(text, begin, end))
    return [span for span in spans if span[0] < span[1]]


def _only_shortens(text: str, begin: int, gap: re.Match[str], lang: Locale) -> bool:
    """Whether the full stop before a gap shortens a word and the sentence goes on: «12 млн. тенге», «г. Алматы».

    It ends the sentence, too, where a word follows that only begins one («… в 2024 г. Это …»), and behind a measure
    with its number where no unit follows («… 12 млн. Львиная доля …»).
    """
    stop = gap.start()
    word = _BETWEEN_WORDS.split(text[max(begin, stop - 12) : stop])[-1].lower()
    is_initial = len(word) == 1 and word.isalpha() and text[stop - 2 : stop - 1] not in _HYPHENS
    if word not in GRAMMARS[lang].abbreviations and not is_initial:
        return False
    following = _FIRST_WORD.match(text, gap.end())
    if following is None:
        return True
    rules = _short_rules(lang)
    before = text[max(begin, stop - _NEAR) : stop].lower()
    behind = text[following.start(1) : following.start(1) + _NEAR].lower()
    if rules.opener.fullmatch(following.group(1).lower()):
        return False
    return rules.measured.search(before) is None or rules.unit.match(behind) is not None


@dataclass(frozen=True, slots=True)
class _ShortRules:
    """Patterns of lower-case text: words that begin a sentence, a shortened measure with its number, a unit."""

    opener: re.Pattern[str]
    measured: re.Pattern[str]
    unit: re.Pattern[str]


@cache
def _short_rules(lang: Locale) -> _ShortRules:
    grammar = GRAMMARS[lang]
    units = re.compile("|".join(pattern for pattern, _ in grammar.units))
    people = {word for word, noun in SHORTENED.items() if noun not in WHERE}
    measures = [
        word
        for word in grammar.abbreviations
        if word in grammar.scales or word in people or units.fullmatch(word) or units.fullmatch(f"{word}.")
    ]
    number = rf"(?:\d|(?<!\w)(?:{'|'.join(grammar.numerals)}))[ \u00a0]?"
    short = rf"(?:(?:{'|'.join(grammar.abbreviations)})\.?[ \u00a0]?)*"
    return _ShortRules(
        opener=re.compile(grammar.openers),
        measured=re.compile(rf"{number}{short}(?<!\w)(?:{'|'.join(measures) or '(?!)'})$"),
        unit=re.compile(rf"(?:{units.pattern})(?!\w)"),
    )


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
