"""Article -> Summary: whole sentences of the article, the one with its best number first."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from digests.lang import stem
from digests.model import Article, Figure, Locale, Summary
from digests.summarise import wording
from digests.summarise.caption import caption
from digests.summarise.shorten import Excerpt, Span, passages, shortened, tokens, without_asides

__all__ = ["caption", "repeats", "summarise"]

_MORE = 3
_WITHOUT_FIGURES = 2
_FEWEST_WORDS = 3
_DIGITS = re.compile(r"\d+(?:[ \u00a0\u202f.,]\d+)*")
_TITLE_OUTWEIGHS = 20
"""So many places in the ranking a sentence gains that says what the title says, and nothing else."""
_NUMBER_OUTWEIGHS = 8
"""So many one gains by a number of the title."""
_FIRST_OUTWEIGHS = 2.5
"""So many the first one gains where there is no title: it says most often what the title would have said."""
_NO_HEADLINE = 2
"""So many places behind the last headline figure a figure is that is none; only a title can bring its sentence up."""
_SHORTEST_CONTENT = 4
_REPEATED = 0.75
_CELLS = " | "
_ENDS = (".", "!", "?", "…", "»", "”", '"', ")")


def summarise(article: Article, *, max_chars: int = 320, told: Collection[int] = ()) -> Summary:
    """What the article says, in its own words, shortened only by leaving out.

    The lead is the sentence of a figure that fits `max_chars`, of those with good figures the one most like the title;
    if it takes more than half of that, its clause. Then come up to three sentences with other headline figures, or the
    first sentence of the article, together not longer than `max_chars` either. A sentence that cannot be made to fit
    is passed over for the next, never cut off. Only when an article has no sentence that fits is its shortest one the
    lead as it stands. Of figures that were `told` before (indices) only a headline leads, and behind the lead no
    sentence states one.
    """
    lead = _lead(article, max_chars, frozenset(told))
    if lead is None:
        return Summary("", (), ())
    rest = _rest(article, lead, max_chars, frozenset(told))
    used = dict.fromkeys(index for excerpt in (lead, *rest) for index in excerpt.figures)
    return Summary(lead.text, tuple(excerpt.text for excerpt in rest), tuple(used))


def repeats(text: str, told: str, lang: Locale) -> bool:
    """Whether a sentence says hardly anything that was not told: no other number, and few other words."""
    words, known = _content(text, lang), _content(told, lang)
    has_new_number = not set(_DIGITS.findall(text)) <= set(_DIGITS.findall(told))
    return bool(words) and not has_new_number and len(words & known) >= _REPEATED * len(words)


def _lead(article: Article, max_chars: int, told: frozenset[int]) -> Excerpt | None:
    unfit = told.union(article.headline)
    others = tuple(index for index in range(len(article.figures)) if index not in unfit)
    found = _by_merit(article, others)
    for span, wanted in sorted(found, key=lambda one: _cannot_come_first(article, *one)):
        if excerpt := shortened(article, span, wanted=wanted, max_chars=max_chars, enough_chars=max_chars // 2):
            return excerpt
    spans = _sentences(article)
    fitting = (shortened(article, span, max_chars=max_chars) for span in spans)
    if first := next((excerpt for excerpt in fitting if excerpt), None):
        return first
    whole = [excerpt for span in spans if (excerpt := shortened(article, span, max_chars=span[1] - span[0] + 1))]
    return min(whole, key=lambda excerpt: len(excerpt.text), default=None)


def _rest(article: Article, lead: Excerpt, max_chars: int, told: frozenset[int]) -> tuple[Excerpt, ...]:
    used = {lead.sentence}
    chosen: list[Excerpt] = []
    left = max_chars
    for span, wanted in _next_sentences(article, lead):
        if span in used or len(chosen) == _MORE:
            continue
        excerpt = shortened(article, span, wanted=wanted, max_chars=left)
        if excerpt and not told.intersection(excerpt.figures):
            used.add(span)
            chosen.append(excerpt)
            left -= len(excerpt.text) + 1
    return tuple(sorted(chosen, key=lambda excerpt: excerpt.sentence))


def _next_sentences(article: Article, lead: Excerpt) -> Iterator[tuple[Span, frozenset[int]]]:
    """Sentences worth telling after the lead: with headline figures not told yet, else from the beginning."""
    told = set(lead.figures)
    yield from ((span, wanted) for span, wanted in _by_merit(article) if not wanted <= told)
    first = _sentences(article)[: 1 if article.headline else _WITHOUT_FIGURES + 1]
    yield from ((span, frozenset()) for span in first)


def _by_merit(article: Article, others: tuple[int, ...] = ()) -> list[tuple[Span, frozenset[int]]]:
    """The sentences of the headline figures, and of the `others` behind them, each with the figure it is there for.

    The best figure is first, unless another's sentence says more of what the title says and less of what it does not:
    that is the news.
    """
    spans, merits = passages(article), _Merits.of(article)
    places = [*enumerate(article.headline), *((len(article.headline) + _NO_HEADLINE, index) for index in others)]
    found: list[tuple[float, Span, int]] = []
    for place, index in places:
        figure = article.figures[index]
        span = next((one for one in spans if one[0] <= figure.start and figure.end <= one[1]), figure.sentence)
        if _has_words(article, span):
            found.append((place - merits.places_gained(article, span, figure), span, index))
    return [(span, frozenset((index,))) for _, span, index in sorted(found, key=lambda one: one[0])]


@dataclass(frozen=True, slots=True)
class _Merits:
    """What a sentence is held against: the words and numbers of the title, and which sentence is the first."""

    title: frozenset[str]
    numbers: frozenset[str]
    first: Span | None

    @classmethod
    def of(cls, article: Article) -> "_Merits":
        title = _content(article.title, article.lang)
        return cls(title, frozenset(_DIGITS.findall(article.title)), next(iter(_sentences(article)), None))

    def places_gained(self, article: Article, span: Span, figure: Figure) -> float:
        if not self.title:
            return _FIRST_OUTWEIGHS * (span == self.first)
        words = _content(article.text[slice(*span)], article.lang)
        alike = 2 * len(self.title & words) / (len(self.title) + len(words))
        has_number = not self.numbers.isdisjoint(_DIGITS.findall(figure.surface))
        return _TITLE_OUTWEIGHS * alike + _NUMBER_OUTWEIGHS * has_number


def _content(text: str, lang: Locale) -> frozenset[str]:
    """The stems that carry meaning, as their length tells."""
    return frozenset(word for word in (stem(token, lang) for token in tokens(text)) if len(word) >= _SHORTEST_CONTENT)


def _cannot_come_first(article: Article, span: Span, wanted: frozenset[int]) -> bool:
    """Whether it says nothing to somebody who has not read the sentence before it, or a title with its number."""
    beginning = without_asides(article, span)[0]
    number = _DIGITS.search(article.figures[min(wanted)].surface)
    is_in_title = number is not None and number[0] in _DIGITS.findall(article.title)
    return not is_in_title and bool(wording.POINTS_BACK[article.lang].match(article.text, *beginning))


def _sentences(article: Article) -> tuple[Span, ...]:
    """The sentences that read as such; all lines where there are none (a list, a table)."""
    spans = [span for span in passages(article) if _has_words(article, span)]
    return tuple(span for span in spans if _is_finished(article, span)) or tuple(spans) or passages(article)


def _is_finished(article: Article, span: Span) -> bool:
    return article.text[slice(*span)].rstrip().endswith(_ENDS)


def _has_words(article: Article, span: Span) -> bool:
    """Whether it is more than a label, the name of a place, a row of a table or the rest of a wrong division."""
    text = article.text[slice(*span)]
    return len(tokens(text)) >= _FEWEST_WORDS and _CELLS not in text
