"""Stories -> the digest of a Choice: which are told, by which article, and which figures lead."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log2

from digests.gate import check, is_backed, title_is_backed
from digests.model import (
    Article,
    Choice,
    Digest,
    DigestItem,
    DigestSection,
    FigureRef,
    HeadlineFigure,
    Length,
    Locale,
    Refused,
    Rubric,
    Statement,
    Story,
    Summary,
    ToldStory,
    Window,
)
from digests.summarise import caption, repeats, summarise
from digests.wishes import suits

_LONGEST_CAPTION = 120
_UNIT_AGAIN = 0.6
_SHORT = 7
"""How many figures stand in a digest that has nothing else."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A story, in the version for the reader, with its place among the others of its section."""

    story: Story
    article: Article
    is_own_language: bool

    @property
    def weight(self) -> float:
        """More figures worth a headline and more outlets make a story more important."""
        return min(len(self.article.headline), 3) + log2(len(self.story.outlets))


def compose(
    stories: Sequence[Story],
    choice: Choice,
    window: Window,
    *,
    rubrics: Sequence[Rubric],
    headline_limit: int = 3,
    items_per_rubric: int = 5,
) -> Digest:
    """The digest that people with this choice get for this window.

    Each story stands in one section: of the reader's rubrics that it fits, the first in the order of `rubrics`. Within
    a section stories in the reader's language come first, then the weightier, then the newer. What the gate refuses is
    told by its title alone or left out; so `left_out` counts stories for which there was no room or no proof. What does
    not suit the reader's wishes is not even counted.
    """
    placed = _placed((story for story in stories if suits(story, choice.wishes)), choice, rubrics)
    refused: list[Refused] = []
    sections = tuple(
        DigestSection(rubric, items)
        for rubric, told in placed.items()
        if (items := tuple(_items(told, refused, limit=items_per_rubric)))
    )
    is_short = choice.wishes.length is Length.SHORT
    shown = [item for section in sections for item in section.items]
    return Digest(
        choice=choice,
        window=window,
        headline=tuple(_headline(shown, choice.locale, limit=_SHORT if is_short else headline_limit)),
        sections=sections,
        left_out=sum(map(len, placed.values())) - len(shown),
        refused=tuple(refused),
    )


def _placed(stories: Iterable[Story], choice: Choice, rubrics: Sequence[Rubric]) -> Mapping[str, list[_Told]]:
    wanted = [rubric.key for rubric in rubrics if rubric.key in choice.rubrics]
    placed: dict[str, list[_Told]] = {key: [] for key in wanted}
    for story in stories:
        fits = {key for article in story.articles for key in article.rubrics}
        home = next((key for key in wanted if key in fits), None)
        if home is not None:
            article = _version_for(story, choice.locale)
            placed[home].append(_Told(story, article, article.lang is choice.locale))
    return placed


def _version_for(story: Story, locale: Locale) -> Article:
    """The origin if the reader can read it, else the earliest in the reader's language, else the earliest of all."""
    origin = next(article for article in story.articles if article.id == story.origin)
    if origin.lang is locale:
        return origin
    return next((article for article in story.articles if article.lang is locale), story.articles[0])


def _items(told: Iterable[_Told], refused: list[Refused], *, limit: int) -> Iterator[DigestItem]:
    newest_first = sorted(told, key=lambda one: one.article.published, reverse=True)
    for one in sorted(newest_first, key=lambda one: (not one.is_own_language, -one.weight)):
        if limit == 0:
            return
        summary, held_back = proven_summary(one.article, one.story.told)
        refused += held_back
        if summary is not None:
            yield DigestItem(one.story, one.article, summary)
            limit -= 1


def stated_figures(digest: Digest) -> tuple[FigureRef, ...]:
    """The figures that the digest states, in the order in which they are read, each once."""
    items = [] if digest.is_told_by_figures else [item for section in digest.sections for item in section.items]
    leading = [figure.article.ref(figure.index) for figure in digest.headline]
    told = [item.article.ref(index) for item in items for index in item.summary.figures]
    return tuple(dict.fromkeys((*leading, *told)))


def told_stories(digest: Digest) -> tuple[ToldStory, ...]:
    """What the digest tells, story by story, to be remembered."""
    items = (item for section in digest.sections for item in section.items)
    return tuple(_told_story(item.story, item.article) for item in items)


def _told_story(story: Story, version: Article) -> ToldStory:
    origin = next(article for article in story.articles if article.id == story.origin)
    ids = tuple(article.id for article in story.articles)
    return ToldStory(version.id, ids, story.outlets, origin.outlet, story.shared)


def retell(digest: Digest, retold: Mapping[str, Summary]) -> Digest:
    """The digest with these summaries (by article id) in place of the excerpts, where the gate lets them pass."""
    sections = tuple(replace(one, items=tuple(_retold(item, retold) for item in one.items)) for one in digest.sections)
    return replace(digest, sections=sections)


def _retold(item: DigestItem, retold: Mapping[str, Summary]) -> DigestItem:
    summary = retold.get(item.article.id)
    if summary is None or not is_backed(summary.lead, item.article):
        return item
    proven, _ = _proven(summary, item.article)
    return item if proven is None else replace(item, summary=proven)


def proven_summary(
    article: Article, told: frozenset[Statement] = frozenset()
) -> tuple[Summary | None, tuple[Refused, ...]]:
    """What stands under an article's title, and what the gate held back of it.

    It says what the gate lets pass, but not the title again, nor behind the lead what was `told` before. The lead is
    the title itself where it says the same, or where nothing else passes; None: not even the title does.
    """
    known = [index for index, figure in enumerate(article.figures) if figure.statement in told]
    return _proven(summarise(article, told=known), article)


def _proven(summary: Summary, article: Article) -> tuple[Summary | None, tuple[Refused, ...]]:
    has_true_title = title_is_backed(article)
    refused = [] if has_true_title else [_refused(article, article.title, ("", "title"))]
    said = [text for text in (summary.lead, *summary.sentences) if text]
    violations = {text: check([(article.text, article.lang)], text, article.lang) for text in said}
    refused += [
        _refused(article, text, (found[0].surface, found[0].reason)) for text, found in violations.items() if found
    ]
    if not summary.lead or violations[summary.lead]:
        return (Summary(article.title, (), ()) if has_true_title else None), tuple(refused)
    title = article.title if has_true_title else ""
    lead = title if repeats(summary.lead, title, article.lang) else summary.lead
    known = f"{title} {lead}"
    sentences = [one for one in summary.sentences if not violations[one] and not repeats(one, known, article.lang)]
    return replace(summary, lead=lead, sentences=tuple(sentences)), tuple(refused)


def _refused(article: Article, text: str, why: tuple[str, str]) -> Refused:
    return Refused(article.id, article.revision, text, *why)


def _headline(items: Sequence[DigestItem], locale: Locale, *, limit: int) -> Iterator[HeadlineFigure]:
    """The best figures of the items, one an item; people read them first, so in their own language if there are any."""
    readable = [item for item in items if item.article.lang is locale] or list(items)
    units: list[str] = []
    candidates = [(item, index) for item in readable for index in item.article.headline[:3]]
    while candidates and len(units) < limit:
        item, index = max(candidates, key=lambda candidate: _worth(candidate[0], candidate[1], units))
        words = _caption(item.article, index)
        if words is None:
            candidates.remove((item, index))
            continue
        yield HeadlineFigure(item.article, index, words)
        units.append(item.article.figures[index].unit)
        candidates = [candidate for candidate in candidates if candidate[0] is not item]


def _worth(item: DigestItem, index: int, units: Sequence[str]) -> float:
    """How much a figure says: its rank in its article, its size, its outlets; less, the more of its unit were taken."""
    figure = item.article.figures[index]
    rank = 1 / (1 + item.article.headline.index(index))
    size = min(max(figure.value.adjusted(), 0), 12) / 12
    return (2 * rank + size + log2(len(item.story.outlets)) / 2) * _UNIT_AGAIN ** units.count(figure.unit)


def _caption(article: Article, index: int) -> str | None:
    """Words of the article beside the figure: its clause, else the title; None: neither fits and passes the gate."""
    words = caption(article, index, max_chars=_LONGEST_CAPTION)
    has_true_title = len(article.title) <= _LONGEST_CAPTION and title_is_backed(article)
    return words or (article.title if article.title and has_true_title else None)
