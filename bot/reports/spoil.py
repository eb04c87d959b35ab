"""Sentences with one thing made wrong, as a model or a slip of a template could make it wrong."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

from digests.model import Article, Figure, Qualifier

Spoiling = Callable[[str, Sequence[Figure]], Iterator[str]]
"""Gets a sentence and its figures, with spans in the sentence; gives every sentence that it can be spoilt to."""

_DIGIT = re.compile(r"\d")
_PLAIN = re.compile(r"\d+(?:[ \u00a0\u202f]\d{3})*(?:[.,]\d+)?")
_SCALES = (
    (r"тыс\.?|тысяч\w?", "млн"), (r"млн\.?|миллион\w{0,2}", "млрд"), (r"млрд\.?|миллиард\w{0,2}", "млн"),
    (r"мың", "млн"), ("thousand", "million"), ("million", "billion"), ("billion", "million"),
)  # fmt: skip
_UNITS = (
    (r"%|процент\w*|пайыз\w*|percent", " тонн"), (r"тенге|тг|₸", "долларов"), (r"доллар\w*|\$", "тенге"),
    (r"теңге", "доллар"), ("tenge", "dollars"), (r"dollars?", "tenge"), (r"гектар\w*", "километров"),
    (r"hectares?", "kilometres"), (r"тонн\w?", "гектаров"), (r"tonnes?", "hectares"), (r"раза?", "процентов"),
)  # fmt: skip
_QUALIFIERS = (
    r"(?:(?:чуть |немного )?(?:более|менее|больше|меньше)(?: чем)?|свыше|не (?:менее|более|меньше|больше)|почти|около|"
    r"примерно|порядка|приблизительно|до|как минимум|астам|жуық|шамамен|кемінде|дейін|шақты|таяу|"
    r"(?:more|less|fewer) than|over|under|almost|nearly|about|around|roughly|some|at least|up to|approximately)"
)
_TURNS = (
    (r"вырос(?:л[аои])?", "упало"), (r"увеличил", "сократил"), ("повысил", "понизил"), ("поднял", "опустил"),
    (r"рост\b", "спад"), (r"упал[аои]?|снизил(?:ся|ась|ось|ись)", "выросло"), ("сократил", "увеличил"),
    ("өсті", "төмендеді"), ("өсіп", "төмендеп"), ("артты", "азайды"), ("артып", "азайып"), ("көбейді", "азайды"),
    ("төмендеді", "өсті"), ("азайды", "көбейді"), ("азайып", "артып"), ("қысқарды", "ұлғайды"), ("ұлғайды", "қысқарды"),
    ("rose", "fell"), ("grew", "shrank"), ("increased", "decreased"), ("climbed", "dropped"), ("growth", "decline"),
    ("fell", "rose"), ("decreased", "increased"), ("dropped", "climbed"), ("declined", "grew"),
)  # fmt: skip


def digit(sentence: str, figures: Sequence[Figure]) -> Iterator[str]:
    """Each figure with its last digit one more."""
    for figure in figures:
        if places := list(_DIGIT.finditer(sentence, figure.start, figure.end)):
            yield _put(sentence, places[-1].span(), str((int(places[-1][0]) + 1) % 10))


def scale(sentence: str, figures: Sequence[Figure]) -> Iterator[str]:
    """Thousands that are millions, millions that are billions."""
    yield from _replaced(sentence, figures, _SCALES)


def unit(sentence: str, figures: Sequence[Figure]) -> Iterator[str]:
    """Dollars for tenge, tonnes for percent."""
    yield from _replaced(sentence, figures, _UNITS)


def qualifier(sentence: str, figures: Sequence[Figure]) -> Iterator[str]:
    """«Более 90» that is 90."""
    for figure in figures:
        if figure.qualifier is not Qualifier.EXACT and _DIGIT.search(figure.surface):
            span = slice(max(0, figure.start - 16), figure.end + 10)
            around = re.sub(rf"(?<!\w){_QUALIFIERS}(?!\w)\s*", "", sentence[span], count=1, flags=re.IGNORECASE)
            if around != sentence[span]:
                yield sentence[: span.start] + around + sentence[span.stop :]


def swapped(sentence: str, figures: Sequence[Figure]) -> Iterator[str]:
    """Two neighbouring numbers, each in the place of the other."""
    numbers = [found for figure in figures if (found := _PLAIN.search(sentence, figure.start, figure.end))]
    for one, other in pairwise(numbers):
        if one.end() <= other.start() and one[0] != other[0]:
            yield _put(_put(sentence, other.span(), one[0]), one.span(), other[0])


def direction(sentence: str, figures: Sequence[Figure]) -> Iterator[str]:
    """A rise that is a fall, and the other way round; in sentences with a number that moves."""
    if not any(figure.direction for figure in figures):
        return
    for word, opposite in _TURNS:
        if found := re.search(rf"\b(?:{word})", sentence):
            yield _put(sentence, found.span(), opposite)


KINDS: Mapping[str, Spoiling] = {
    "digit": digit, "scale": scale, "unit": unit, "qualifier": qualifier, "swapped": swapped, "direction": direction
}  # fmt: skip


def spoilt(article: Article, kind: str) -> Iterator[str]:
    """Every sentence of the article that can be spoilt in this way."""
    for start, end in dict.fromkeys(figure.sentence for figure in article.figures):
        told = [figure for figure in article.figures if figure.sentence == (start, end)]
        yield from KINDS[kind](article.text[start:end], [_moved(figure, start) for figure in told])


def _moved(figure: Figure, by: int) -> Figure:
    return figure._replace(start=figure.start - by, end=figure.end - by)


def _replaced(sentence: str, figures: Sequence[Figure], pairs: Sequence[tuple[str, str]]) -> Iterator[str]:
    for figure in figures:
        for pattern, other in pairs:
            if found := re.search(rf"(?<![^\W\d_])(?:{pattern})(?!\w)", figure.surface, re.IGNORECASE):
                if _DIGIT.search(figure.surface):
                    start = figure.start + found.start()
                    yield _put(sentence, (start, figure.start + found.end()), other)
                break


def _put(text: str, span: tuple[int, int], words: str) -> str:
    return text[: span[0]] + words + text[span[1] :]
