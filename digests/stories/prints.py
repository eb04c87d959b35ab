"""What is compared of an article: weighted stems, runs of stems, figures and names."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from math import hypot, log

from digests.lang import stem
from digests.model import Article, Figure, Locale
from digests.stories.names import find_names

FigureKey = str
"""Value and unit as one word, whose hash is reckoned once: «1E+9 KZT». It has a space, so no stem is the same."""

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_PARAGRAPH = re.compile(r"\n\s*\n")
_BOILERPLATE_FROM = 3
_RAREST = 32
_PRIOR_TEXTS = 60
_EXPECTED, _EXPECTED_OF_LONG = (0.8, 0.8, 0.6, 0.3, 0.12, 0.07), 0.04
"""In what share of texts a stem stands, by its length; numbers are as rare as long ones."""
_PRIOR = (*(_PRIOR_TEXTS * share for share in _EXPECTED),)
_PRIOR_OF_LONG = _PRIOR_TEXTS * _EXPECTED_OF_LONG
_MOST_STEMS = 200_000
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
    features  those of them that weigh most, and the figures: by what it is found, with what each counts
    shingles  runs of three stems
    numbers   digits of the text as they stand, without years
    figures   what links texts across languages; `telling` is what they weigh together
    """

    article: Article
    length: int
    stems: Mapping[str, float]
    features: Mapping[str, float]
    shingles: frozenset[int]
    numbers: frozenset[str]
    figures: Mapping[FigureKey, SharedFigure]
    telling: float
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
        rarity = self._rarity(set().union(*stems))
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

    def _rarity(self, words: Iterable[str]) -> dict[str, float]:
        """IDF with a prior, so that two articles alone can be compared: short stems are function words more often."""
        rarity: dict[str, float] = {}
        for word in words:
            length = len(word)
            prior = _PRIOR[length] if length < len(_PRIOR) and not word[0].isdigit() else _PRIOR_OF_LONG
            rarity[word] = log((self._texts + _PRIOR_TEXTS) / (self._stems[word] + prior))
        return rarity


def _print(
    article: Article, length: int, words: Sequence[str], rarity: Mapping[str, float], names: frozenset[str]
) -> Print:
    stems = _weighted(words, rarity)
    figures = _telling(article.figures)
    rarest = sorted(sorted(stems), key=stems.__getitem__, reverse=True)[:_RAREST]
    return Print(
        article=article,
        length=length,
        stems=stems,
        features={word: stems[word] ** 2 for word in rarest} | {key: one.weight / 10 for key, one in figures.items()},
        shingles=frozenset(map(hash, zip(words, words[1:], words[2:], strict=False))),
        numbers=frozenset(word for word in stems if word[0].isdigit() and not _is_year(word)),
        figures=figures,
        telling=sum([figure.weight for figure in figures.values()]),
        names=names,
    )


def _paragraph_key(article: Article, paragraph: str) -> int:
    return hash((article.source_id, paragraph))


class _Stems(dict[str, str]):
    """What has been stemmed of one language; all of it is forgotten when it grows too large: no bookkeeping a word."""

    def __init__(self, lang: Locale) -> None:
        super().__init__()
        self._lang = lang

    def __missing__(self, word: str) -> str:
        if len(self) >= _MOST_STEMS:
            self.clear()
        found = self[word] = word.replace(",", ".") if word[0].isdigit() else stem(word, self._lang)
        return found


_KNOWN = {lang: _Stems(lang) for lang in Locale}


def _stems(text: str, lang: Locale) -> tuple[str, ...]:
    return tuple(map(_KNOWN[lang].__getitem__, _WORD.findall(text.lower().replace("ё", "е"))))


def _weighted(words: Sequence[str], rarity: Mapping[str, float]) -> dict[str, float]:
    weights = {
        word: rarity[word] if times == 1 else (1 + log(times)) * rarity[word] for word, times in Counter(words).items()
    }
    norm = hypot(*weights.values()) or 1.0
    return {word: weight / norm for word, weight in weights.items()}


def _telling(figures: Iterable[Figure]) -> dict[FigureKey, SharedFigure]:
    """The figures that can link texts, by value and unit; spans of time and bare small numbers cannot."""
    telling: dict[FigureKey, SharedFigure] = {}
    for figure in figures:
        value = figure.value.normalize()
        if weight := _telling_weight(value, figure.unit):
            telling.setdefault(f"{value} {figure.unit}", SharedFigure(figure.surface, weight))
    return telling


def _telling_weight(value: Decimal, unit: str) -> float:
    if unit in _TIMES:
        return 0.0
    digits = len(value.as_tuple().digits)
    weight = (0.0, 0.2, 0.6, 1.2, 2.0)[min(digits, 4)]
    return weight + (0.3 if len(unit) == 3 and unit.isupper() else 0.0)


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdigit() and word.startswith(("19", "20"))
