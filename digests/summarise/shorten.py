"""Makes a sentence shorter by leaving out, and proves that it left nothing but gaps."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from digests.lang import sentences
from digests.model import Article, Figure, Locale
from digests.summarise import wording

Span = tuple[int, int]

_TOKEN = re.compile(r"\w+(?:[.,]\d+)*|[^\w\s.,;:!?…«»“”„\"'()\-–—]")
_LINE = re.compile(r"\S[^\n]*")
_LINE_BREAK = re.compile(r"\s*\n\s*")
_NOT_A_BEGINNING = re.compile(r"^(?:[^\w«“„\"(\[$€₸₽≈~+−№#-]|[-–—](?!\d))+")
_NOT_AN_END = " \t\n ,;:–—-"
_SHORTEST_CLAUSE = 40  # characters
_FULL_STOPS = (".", "!", "?", "…", "»", "”", '"', ")")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Words of one sentence, in their order, that read as a sentence.

    figures  indices into the article's figures: those that are still told
    """

    sentence: Span
    text: str
    figures: tuple[int, ...]


def shortened(
    article: Article,
    sentence: Span,
    *,
    wanted: frozenset[int] = frozenset(),
    max_chars: int,
    enough_chars: int | None = None,
) -> Excerpt | None:
    """The sentence without attribution, lead-in and brackets; None: it does not fit `max_chars` by any cut.

    A sentence that is still too long ends after an earlier clause, if that tells the `wanted` figures; one that fits,
    but is longer than `enough_chars`, does so too unless next to nothing is left. Figure, qualifier, unit and counted
    noun stay together: a cut never goes through them.
    """
    found: Excerpt | None = None
    for spans in _endings(article, sentence, without_asides(article, sentence)):
        excerpt = excerpted(article, sentence, spans)
        if len(excerpt.text) > max_chars or not wanted <= set(excerpt.figures):
            continue
        if found and len(excerpt.text) < _SHORTEST_CLAUSE:
            break
        found = excerpt
        if len(found.text) <= (enough_chars or max_chars):
            break
    return found


def without_asides(article: Article, sentence: Span) -> tuple[Span, ...]:
    """What is left of a sentence or clause without attribution, lead-in, brackets and quotation marks left open."""
    return _without(sentence, _asides(article, sentence))


def excerpted(article: Article, sentence: Span, spans: tuple[Span, ...]) -> Excerpt:
    """The excerpt of these spans of the sentence; all of it, should more than gaps have come between them."""
    source = article.text[slice(*sentence)]
    text = _joined(article.text, spans)
    if not is_subsequence(tokens(text), tokens(source)):
        spans, text = (sentence,), _LINE_BREAK.sub(" ", source).strip()
    told = tuple(
        index
        for index, figure in enumerate(article.figures)
        if any(start <= figure.start and figure.end <= end for start, end in spans)
    )
    return Excerpt(sentence, text, told)


def is_whole_clause(beginning: str, lang: Locale) -> bool:
    """Whether nothing is left open: a bracket, a quotation, a verb that waits, the first half of «не …, а …»."""
    if wording.DANGLING[lang].search(beginning):
        return False
    if any(beginning.count(opening) != beginning.count(closing) for opening, closing in ("()", "«»", "“”")):
        return False
    clause = re.split(r"[,;]", beginning)[-1]
    return lang is not Locale.RU or not re.search(r"\bне\b", clause, re.IGNORECASE)


def passages(article: Article) -> tuple[Span, ...]:
    """The sentences of the article in order; a list, which is one sentence to a splitter, line by line."""
    text = article.text
    return tuple(line for sentence in sentences(text, article.lang) for line in (_lines(text, sentence) or (sentence,)))


def _lines(text: str, span: Span) -> tuple[Span, ...]:
    """The lines of a list; none where a line goes on in small letters, as in text that was wrapped."""
    found = tuple(line.span() for line in _LINE.finditer(text, *span))
    return found if not any(text[start].islower() for start, _ in found[1:]) else ()


def tokens(text: str) -> list[str]:
    """The words and numbers of a text, without case and punctuation."""
    return [token.casefold() for token in _TOKEN.findall(text)]


def is_subsequence(part: Sequence[str], whole: Iterable[str]) -> bool:
    """Whether `part` can be had from `whole` by leaving out alone."""
    rest = iter(whole)
    return all(token in rest for token in part)


def _asides(article: Article, sentence: Span) -> list[Span]:
    """What can go without loss: spans in the order of the text that touch no figure and no digit."""
    text, lang = article.text, article.lang
    start, end = sentence
    cuts: list[Span] = []
    dateline = wording.DATELINE.match(text, start, end)
    if dateline and not _touches(dateline.span(), _hulls(article.figures)):
        cuts.append(dateline.span())
        start = dateline.end()
    for pattern in (wording.SPEAKERS, wording.LEAD_INS[lang], wording.ATTRIBUTIONS_FIRST[lang]):
        if (found := pattern.match(text, start, end)) and _is_spare(article, found.span()):
            cuts.append(found.span())
            start = found.end()
    source = _last_attribution(text, start, end, lang)
    if source and not _touches(source, _hulls(article.figures)):  # a date in it is when it was said
        cuts.append(source)
        end = source[0]
    brackets = (found.span() for found in wording.BRACKETS.finditer(text, start, end))
    cuts += [span for span in brackets if _is_spare(article, span)]
    return [*cuts, *_lone_quotes(text, start, end)]


def _last_attribution(text: str, start: int, end: int, lang: Locale) -> Span | None:
    """Not of direct speech: words in quotation marks stay somebody's words."""
    if text.startswith(("«", "“", '"', "–", "—", "-"), start):
        return None
    found = wording.ATTRIBUTIONS_LAST[lang].search(text, start, end)
    return found.span() if found else None


def _lone_quotes(text: str, start: int, end: int) -> Iterator[Span]:
    """Quotation marks whose partner stands in another sentence."""
    for opening, closing in ("«»", "“”"):
        waiting: list[int] = []
        for at in range(start, end):
            if text[at] == opening:
                waiting.append(at)
            elif text[at] == closing:
                if waiting:
                    waiting.pop()
                else:
                    yield at, at + 1
        yield from ((at, at + 1) for at in waiting)


def _endings(article: Article, sentence: Span, trimmed: tuple[Span, ...]) -> Iterator[tuple[Span, ...]]:
    """The sentence with its end, then ended after ever earlier clauses."""
    yield trimmed
    text, lang = article.text, article.lang
    ends = {found.start() for found in wording.CLAUSES[lang].finditer(text, *sentence)}
    ends |= {found.start() for found in wording.RELATIVES[lang].finditer(text, sentence[0], sentence[1] - 1)}
    for end in sorted(ends, reverse=True):
        if is_whole_clause(text[sentence[0] : end], lang) and not _touches((end, end + 1), _hulls(article.figures)):
            yield _without(sentence, [cut for cut in _gaps(sentence, trimmed) if cut[0] < end] + [(end, sentence[1])])


def _joined(text: str, spans: tuple[Span, ...]) -> str:
    joined = _LINE_BREAK.sub(" ", "".join(text[start:end] for start, end in spans))
    words = _NOT_A_BEGINNING.sub("", joined).rstrip(_NOT_AN_END)
    if not words.endswith(_FULL_STOPS):
        words += "."
    return words[:1].upper() + words[1:]


def _without(sentence: Span, cuts: Sequence[Span]) -> tuple[Span, ...]:
    kept: list[Span] = []
    at = sentence[0]
    for start, end in sorted(cuts):
        if start > at:
            kept.append((at, start))
        at = max(at, end)
    return (*kept, (at, sentence[1])) if at < sentence[1] else tuple(kept)


def _gaps(sentence: Span, kept: tuple[Span, ...]) -> Iterator[Span]:
    """What lies between the kept spans."""
    at = sentence[0]
    for start, end in kept:
        if start > at:
            yield at, start
        at = end
    if at < sentence[1]:
        yield at, sentence[1]


def _is_spare(article: Article, span: Span) -> bool:
    has_digits = any(letter.isdigit() for letter in article.text[slice(*span)])
    return not has_digits and not _touches(span, _hulls(article.figures))


def _touches(span: Span, others: Iterable[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


def _hulls(figures: Iterable[Figure]) -> Iterator[Span]:
    """From the first to the last character of each figure with what it counts, if that stands in its sentence."""
    for figure in figures:
        start, end = figure.sentence
        if figure.counted_start is None or figure.counted_end is None or not start <= figure.counted_start < end:
            yield figure.start, figure.end
        else:
            yield min(figure.start, figure.counted_start), max(figure.end, figure.counted_end)
