"""Refuses what a source does not support: every number of an outgoing text is read again, by two readings."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from digests.figures import find_figures
from digests.gate.alignment import Token, differences, is_clean_cut, tokens_of
from digests.gate.reading import Mention, directions, mentions, number_words
from digests.lang import sentences, stem
from digests.model import Article, Figure, Locale, Violation

__all__ = ["check", "is_backed", "title_is_backed"]

Source = tuple[str, Locale]


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    lang: Locale
    mentions: tuple[Mention, ...]
    tokens: tuple[Token, ...]

    @property
    def values(self) -> frozenset[Decimal]:
        return frozenset(value for mention in self.mentions for value in mention.values)


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What the sources say, read once."""

    sentences: tuple[_Sentence, ...]
    figures: tuple[Figure, ...]
    number_words: frozenset[str]


def check(sources: Sequence[Source], output: str, lang: Locale) -> tuple[Violation, ...]:
    """What in `output` its sources do not support; nothing when all of it stands there.

    A sentence that stands in a source, as it is or with words left out that do not bear on a number, needs no further
    proof. Of every other one, each number must be in a source with the same unit, qualifier and direction, and count
    the same thing. Nouns are compared within a language only; the rest across languages too.
    """
    evidence = _read(tuple(sources))
    found: list[Violation] = []
    for sentence in _sentences(output, lang):
        if not any(is_clean_cut(sentence.tokens, source.tokens) for source in evidence.sentences):
            for violation in _violations(sentence, evidence):
                if not any(violation.reason == one.reason and violation.surface in one.surface for one in found):
                    found.append(violation)
    return tuple(found)


def is_backed(text: str, article: Article) -> bool:
    """Whether words said of an article, in its own language, state nothing that it does not: to ask before sending."""
    return not check([(article.text, article.lang)], text, article.lang)


def title_is_backed(article: Article) -> bool:
    """Whether each number of the title stands in the body, with the same unit where both have one.

    The rest of a title is the outlet's own, and shown as such: it drops «более» and calls people otherwise.
    """
    evidence = _read(((article.text, article.lang),))
    units: defaultdict[Decimal | None, set[str | None]] = defaultdict(set)
    for figure in evidence.figures:
        units[figure.value].add(_bare(figure.unit))
        units[figure.value_from].add(_bare(figure.unit))
    for each in (one for sentence in evidence.sentences for one in sentence.mentions):
        for value in each.values:
            units[value].add(_bare(each.unit))
    stated = [(frozenset({one.value}), _bare(one.unit)) for one in find_figures(article.title, article.lang)]
    stated += [(one.values, _bare(one.unit)) for one in mentions(article.title, article.lang)]
    return all(any(_has_unit(units.get(value, set()), unit) for value in values) for values, unit in stated)


def _has_unit(units: Collection[str | None], unit: str | None) -> bool:
    return unit in units or None in units or (unit is None and bool(units))


def _bare(unit: str | None) -> str | None:
    return None if unit == "count" else unit


def _violations(sentence: _Sentence, evidence: _Evidence) -> Iterator[Violation]:
    figures = find_figures(sentence.text, sentence.lang)
    refused = {figure: reason for figure in figures if (reason := _refusal(figure, evidence.figures))}
    yield from (Violation(figure.surface, reason) for figure, reason in refused.items())
    for mention in sentence.mentions:
        if not any(_overlap(mention, figure) for figure in refused):
            is_figure = any(_overlap(mention, figure) for figure in figures)
            if reason := _mention_refusal(mention, evidence, is_figure=is_figure):
                yield Violation(mention.surface, reason)
    yield from _wrong_directions(sentence, evidence)
    yield from differences(
        sentence.tokens, (source.tokens for source in evidence.sentences if source.lang is sentence.lang)
    )
    if any(source.lang is sentence.lang for source in evidence.sentences):
        spelt = " ".join(figure.surface.lower() for figure in refused)
        for word in number_words(sentence.text):
            if stem(word, sentence.lang) not in evidence.number_words and word not in spelt:
                yield Violation(word, "value")


def _refusal(figure: Figure, support: Sequence[Figure]) -> str | None:
    """The first thing in which `figure` differs from all figures of the sources; None: it is one of them."""
    tests: tuple[tuple[str, Callable[[Figure], bool]], ...] = (
        ("value", lambda other: (other.value, other.value_from) == (figure.value, figure.value_from)),
        ("unit", lambda other: other.unit == figure.unit),
        ("direction", lambda other: figure.direction in (None, other.direction)),
        ("qualifier", lambda other: other.qualifier == figure.qualifier),
        ("counted", lambda other: _count_the_same(figure, other)),
    )
    left = tuple(support)
    for reason, is_met in tests:
        left = tuple(other for other in left if is_met(other))
        if not left:
            return reason
    return None


def _mention_refusal(mention: Mention, evidence: _Evidence, *, is_figure: bool) -> str | None:
    same = [other for sentence in evidence.sentences for other in sentence.mentions if mention.values & other.values]
    if not same:
        # Digits of the output may be spelt out in the source; then the finder has read both.
        return None if is_figure else "value"
    same = [other for other in same if other.unit == mention.unit]
    if not same:
        return "unit"
    return None if any(other.qualifier == mention.qualifier for other in same) else "qualifier"


def _wrong_directions(sentence: _Sentence, evidence: _Evidence) -> Iterator[Violation]:
    """Words for up or down that no source sentence with one of the same numbers has."""
    if not sentence.values:
        return
    near = [other for other in evidence.sentences if sentence.values & other.values]
    told = {direction for other in near for _, direction in directions(other.text)}
    for word, direction in directions(sentence.text):
        if near and direction not in told:
            yield Violation(word, "direction")


def _count_the_same(figure: Figure, other: Figure) -> bool:
    if figure.counted is None or other.counted is None or figure.lang is not other.lang:
        return True
    return bool(_stems(figure) & _stems(other))


def _stems(figure: Figure) -> frozenset[str]:
    """Of the head where it is known, since «проект» and «социальный проект» are the same thing; else of all words."""
    words = (figure.counted_head or figure.counted or "").split()
    return frozenset(stem(word, figure.lang) for word in words)


def _overlap(mention: Mention, figure: Figure) -> bool:
    return mention.start < figure.end and figure.start < mention.end


@lru_cache(maxsize=32)
def _read(sources: tuple[Source, ...]) -> _Evidence:
    read = [sentence for text, lang in sources for sentence in _sentences(text, lang)]
    return _Evidence(
        sentences=tuple(read),
        figures=tuple(figure for text, lang in sources for figure in find_figures(text, lang)),
        number_words=frozenset(stem(word, sentence.lang) for sentence in read for word in number_words(sentence.text)),
    )


def _sentences(text: str, lang: Locale) -> Iterator[_Sentence]:
    for start, end in sentences(text, lang):
        sentence = text[start:end]
        yield _Sentence(sentence, lang, tuple(mentions(sentence, lang)), tokens_of(sentence))
