"""What is compared of an article: weighted stems, runs of stems, figures and names."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from itertools import islice
from math import log, sqrt

from digests.lang import stem
from digests.model import Article, Figure, Locale
from digests.stories.names import find_names

FigureKey = tuple[Decimal, str]

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_PARAGRAPH = re.compile(r"\n\s*\n")
_BOILERPLATE_FROM = 3
_SHINGLE = 3
_PRIOR_TEXTS = 60
_TIMES = frozenset(("year", "month", "week", "day", "hour", "minute", "times", "fraction"))


@dataclass(frozen=True, slots=True)
class SharedFigure:
    """A figure as evidence that two articles tell the same: the more digits it has, the less it is chance."""

    surface: str
    weight: float


@dataclass(frozen=True, slots=True)
class Print:
    """An article as the grouping sees it.

    stems     with TF-IDF weights, normalised to length 1
    shingles  runs of three stems
    numbers   digits of the text as they stand, without years
    """

    article: Article
    length: int
    stems: Mapping[str, float]
    shingles: frozenset[int]
    numbers: frozenset[str]
    figures: Mapping[FigureKey, SharedFigure]
    names: frozenset[str]

    @property
    def lang(self) -> Locale:
        """The language of the article; texts are compared within one, facts across them."""
        return self.article.lang

    @property
    def published(self) -> datetime:
        """When the article was published."""
        return self.article.published


def take_prints(articles: Sequence[Article]) -> tuple[Print, ...]:
    """The prints of the articles, in their order. Paragraphs that an outlet puts under everything do not count."""
    furniture = _boilerplate(articles)
    texts = [_own_text(article, furniture) for article in articles]
    stems = [
        tuple(_stems(f"{article.title}. {text}", article.lang)) for article, text in zip(articles, texts, strict=True)
    ]
    spread = Counter(word for one in stems for word in set(one))
    common_names = Counter(name for text in texts for name in find_names(text))
    often = max(12, len(articles) // 10)
    return tuple(
        Print(
            article=article,
            length=len(text),
            stems=_weighted(words, spread, len(articles)),
            shingles=frozenset(hash(words[at : at + _SHINGLE]) for at in range(len(words) - _SHINGLE + 1)),
            numbers=frozenset(word for word in words if word[0].isdigit() and not _is_year(word)),
            figures=_telling(article.figures),
            names=frozenset(name for name in find_names(text) if common_names[name] <= often),
        )
        for article, text, words in zip(articles, texts, stems, strict=True)
    )


def _boilerplate(articles: Iterable[Article]) -> frozenset[tuple[str, str]]:
    seen = Counter(
        (article.source_id, paragraph) for article in articles for paragraph in set(_PARAGRAPH.split(article.text))
    )
    return frozenset(paragraph for paragraph, times in seen.items() if times >= _BOILERPLATE_FROM)


def _own_text(article: Article, furniture: frozenset[tuple[str, str]]) -> str:
    paragraphs = _PARAGRAPH.split(article.text)
    own = [paragraph for paragraph in paragraphs if (article.source_id, paragraph) not in furniture]
    # An outlet that carries one text three times has no furniture, but a fault; the text is still news.
    return "\n\n".join(own or paragraphs)


def _stems(text: str, lang: Locale) -> tuple[str, ...]:
    return tuple(_stem(word.replace("ё", "е"), lang) for word in _WORD.findall(text.lower()))


@lru_cache(maxsize=200_000)
def _stem(word: str, lang: Locale) -> str:
    return word.replace(",", ".") if word[0].isdigit() else stem(word, lang)


def _weighted(words: Sequence[str], spread: Mapping[str, int], texts: int) -> dict[str, float]:
    weights = {word: (1 + log(times)) * _rarity(word, spread[word], texts) for word, times in Counter(words).items()}
    norm = sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {word: weight / norm for word, weight in weights.items()}


def _rarity(word: str, seen_in: int, texts: int) -> float:
    """IDF with a prior, so that two articles alone can be compared: short stems are function words more often."""
    return log((texts + _PRIOR_TEXTS) / (seen_in + _PRIOR_TEXTS * _expected_share(word)))


def _expected_share(word: str) -> float:
    if word[0].isdigit():
        return 0.04
    return (0.8, 0.8, 0.6, 0.3, 0.12, 0.07, 0.04)[min(len(word), 6)]


def _telling(figures: Iterable[Figure]) -> dict[FigureKey, SharedFigure]:
    """The figures that can link texts, by value and unit; spans of time and bare small numbers cannot."""
    telling: dict[FigureKey, SharedFigure] = {}
    for figure in figures:
        weight = _telling_weight(figure)
        if weight:
            telling.setdefault((figure.value.normalize(), figure.unit), SharedFigure(figure.surface, weight))
    return telling


def _telling_weight(figure: Figure) -> float:
    if figure.unit in _TIMES:
        return 0.0
    digits = len(figure.value.normalize().as_tuple().digits)
    weight = (0.0, 0.2, 0.6, 1.2, 2.0)[min(digits, 4)]
    return weight + (0.3 if len(figure.unit) == 3 and figure.unit.isupper() else 0.0)


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdigit() and word.startswith(("19", "20"))


def rarest(weights: Mapping[str, float], limit: int) -> tuple[str, ...]:
    """The stems with the most weight."""
    return tuple(islice(sorted(weights, key=lambda word: (-weights[word], word)), limit))
