"""What is compared of an article: weighted stems, runs of stems, figures and names."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from math import log, sqrt

from digests.lang import stem
from digests.model import Article, Figure, Locale
from digests.stories.names import find_names

FigureKey = tuple[Decimal, str]

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_PARAGRAPH = re.compile(r"\n\s*\n")
_BOILERPLATE_FROM = 3
_RAREST = 32
_PRIOR_TEXTS = 60
_EXPECTED, _EXPECTED_OF_LONG = (0.8, 0.8, 0.6, 0.3, 0.12, 0.07), 0.04
"""In what share of texts a stem stands, by its length; numbers are as rare as long ones."""
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
    rarest    those of them that weigh most
    shingles  runs of three stems
    numbers   digits of the text as they stand, without years
    """

    article: Article
    length: int
    stems: Mapping[str, float]
    rarest: tuple[str, ...]
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


class Corpus:
    """What has been read so far: in how many texts each stem, name and paragraph stands."""

    def __init__(self) -> None:
        self._texts = 0
        self._stems: Counter[str] = Counter()
        self._names: Counter[str] = Counter()
        self._paragraphs: Counter[int] = Counter()

    def take(self, articles: Sequence[Article]) -> tuple[Print, ...]:
        """The prints of new articles, in their order; all of them are counted before the first is weighed.

        Paragraphs that an outlet puts under everything do not count.
        """
        for article in articles:
            self._paragraphs.update({_paragraph_key(article, each) for each in _PARAGRAPH.split(article.text)})
        texts = [self._own_text(article) for article in articles]
        stems = [_stems(f"{each.title}. {text}", each.lang) for each, text in zip(articles, texts, strict=True)]
        names = [find_names(text) for text in texts]
        self._texts += len(articles)
        for words, called in zip(stems, names, strict=True):
            self._stems.update(set(words))
            self._names.update(called)
        rarity = {word: self._rarity(word) for word in set().union(*stems)}
        often = max(12, self._texts // 10)
        return tuple(
            _print(article, len(text), words, rarity, frozenset(name for name in called if self._names[name] <= often))
            for article, text, words, called in zip(articles, texts, stems, names, strict=True)
        )

    def _own_text(self, article: Article) -> str:
        paragraphs = _PARAGRAPH.split(article.text)
        own = [each for each in paragraphs if self._paragraphs[_paragraph_key(article, each)] < _BOILERPLATE_FROM]
        # An outlet that carries one text three times has no furniture, but a fault; the text is still news.
        return "\n\n".join(own or paragraphs)

    def _rarity(self, word: str) -> float:
        """IDF with a prior, so that two articles alone can be compared: short stems are function words more often."""
        expected = _EXPECTED[len(word)] if len(word) < len(_EXPECTED) and not word[0].isdigit() else _EXPECTED_OF_LONG
        return log((self._texts + _PRIOR_TEXTS) / (self._stems[word] + _PRIOR_TEXTS * expected))


def _print(
    article: Article, length: int, words: Sequence[str], rarity: Mapping[str, float], names: frozenset[str]
) -> Print:
    stems = _weighted(words, rarity)
    return Print(
        article=article,
        length=length,
        stems=stems,
        rarest=tuple(sorted(stems, key=lambda word: (-stems[word], word))[:_RAREST]),
        shingles=frozenset(map(hash, zip(words, words[1:], words[2:], strict=False))),
        numbers=frozenset(word for word in stems if word[0].isdigit() and not _is_year(word)),
        figures=_telling(article.figures),
        names=names,
    )


def _paragraph_key(article: Article, paragraph: str) -> int:
    return hash((article.source_id, paragraph))


def _stems(text: str, lang: Locale) -> tuple[str, ...]:
    return tuple([_stem(word, lang) for word in _WORD.findall(text.lower().replace("ё", "е"))])


@lru_cache(maxsize=200_000)
def _stem(word: str, lang: Locale) -> str:
    return word.replace(",", ".") if word[0].isdigit() else stem(word, lang)


def _weighted(words: Sequence[str], rarity: Mapping[str, float]) -> dict[str, float]:
    weights = {word: (1 + log(times)) * rarity[word] for word, times in Counter(words).items()}
    norm = sqrt(sum([weight * weight for weight in weights.values()])) or 1.0
    return {word: weight / norm for word, weight in weights.items()}


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
