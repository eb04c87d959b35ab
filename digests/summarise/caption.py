"""Words of an article that say what one of its figures is about, short enough to stand beside the number."""

import re
from collections.abc import Iterator

from digests.gate import is_backed
from digests.model import Article, Figure, Kind
from digests.summarise import wording
from digests.summarise.shorten import Excerpt, Span, excerpted, is_whole_clause, shortened, tokens, without_asides

_DASH = re.compile(r"\s*[–—:]\s")
_COLON = re.compile(r":\s(?=(?:[^\W\d]\S*\s){2})")
"""Before a clause of its own; not before a number or a list of single words."""
_MARKS = " •·▪️▫◾➤✔-–—*"
_FEWEST_WORDS = 2
_WORD_ENDS = " \n"


def caption(article: Article, index: int, *, max_chars: int = 120) -> str | None:
    """The clause of the figure, only by leaving out; None: it has none that fits and passes the gate.

    The number is shown before the caption, so it is left out at the end of one: «72 стипендии на 96 млн тенге»
    is captioned «72 стипендии». It stays where the words would say something else without it.
    """
    figure = article.figures[index]
    clause = _clause(article, figure)
    if wording.POINTS_BACK[article.lang].match(article.text, *clause):
        return None
    for excerpt in _excerpts(article, index, clause, max_chars):
        if excerpt and len(excerpt.text) <= max_chars and not set(tokens(excerpt.text)) <= set(tokens(figure.surface)):
            words = _inside_a_line(excerpt.text, article.text)
            if not wording.DANGLING[article.lang].search(words) and is_backed(words, article):
                return words
    return None


def _excerpts(article: Article, index: int, clause: Span, max_chars: int) -> Iterator[Excerpt | None]:
    """What the caption can be, the best first: without the number, the whole clause, the clause without its money."""
    figure, wanted = article.figures[index], frozenset((index,))
    yield _without_figure(article, figure, clause)
    yield shortened(article, clause, wanted=wanted, max_chars=max_chars)
    yield _without_money(article, index, clause)
    for border in _COLON.finditer(article.text, clause[0], figure.start):
        rest = (border.end(), clause[1])
        if not wording.POINTS_BACK[article.lang].match(article.text, *rest):
            yield shortened(article, rest, wanted=wanted, max_chars=max_chars)


def _clause(article: Article, figure: Figure) -> Span:
    """The figure's part of the sentence (in a list: of the line), between borders of main clauses."""
    text = article.text
    start = max(figure.sentence[0], text.rfind("\n", 0, figure.start) + 1)
    line_end = text.find("\n", figure.end)
    end = figure.sentence[1] if line_end < 0 else min(figure.sentence[1], line_end)
    for border in wording.MAIN_CLAUSES[article.lang].finditer(text, start, end):
        if border.end() <= figure.start and is_whole_clause(text[start : border.start()], article.lang):
            start = border.end()
        elif border.start() >= figure.end and is_whole_clause(text[start : border.start()], article.lang):
            end = border.start()
            break
    return start, end


def _without_figure(article: Article, figure: Figure, clause: Span) -> Excerpt | None:
    """The clause without the number and the words that only lead to it («на сумму», «составила», «құрады»)."""
    text = article.text
    if not text[clause[0] : figure.start].strip(_MARKS) and (dash := _DASH.match(text, figure.end, clause[1])):
        rest = (dash.end(), clause[1])
        return excerpted(article, rest, without_asides(article, rest))
    before = wording.LEADS_TO_NUMBER[article.lang].search(text, clause[0], figure.start)
    after = wording.FOLLOWS_NUMBER[article.lang].match(text, figure.end, clause[1])
    is_counted_after = figure.counted_start is not None and figure.counted_start >= figure.end
    if not before or not after or is_counted_after:
        return None
    beginning = (clause[0], before.start())
    kept = excerpted(article, beginning, without_asides(article, beginning))
    is_other = any(_says_something_else(article.figures[other], figure) for other in kept.figures)
    is_open = not is_whole_clause(kept.text, article.lang)
    return None if is_other or is_open or len(kept.text.split()) < _FEWEST_WORDS else kept


def _without_money(article: Article, index: int, clause: Span) -> Excerpt | None:
    """The clause of a count without the sum that ends it: «72 стипендии на 96 млн тенге»."""
    last = max((one for one in article.figures if clause[0] <= one.start < clause[1]), key=lambda one: one.end)
    is_worth = wording.WORTH[article.lang].search(article.text, clause[0], last.start)
    kept = _without_figure(article, last, clause) if is_worth else None
    return kept if kept and index in kept.figures else None


def _says_something_else(other: Figure, figure: Figure) -> bool:
    """Whether a number that stays would be taken for what is said of the one left out: «вырос в 1,8 раза»."""
    return other.unit == figure.unit or other.kind in {Kind.CHANGE, Kind.TRANSITION, Kind.MULTIPLE}


def _inside_a_line(words: str, text: str) -> str:
    """Without the full stop, and small at the beginning where the article writes that word small too."""
    words = words.rstrip(".")
    first = words.split(maxsplit=1)[0]
    is_common = any(f"{before}{first.lower()} " in text for before in _WORD_ENDS)
    return words[:1].lower() + words[1:] if is_common or len(first) == 1 else words
