"""The stories so far: new articles join them or begin their own."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from digests.model import Article, Locale, Story, short_key
from digests.stories.candidates import Candidates
from digests.stories.likeness import are_related, are_same_facts, are_same_text, is_longer_version
from digests.stories.prints import Corpus, Print

SPAN = timedelta(hours=72)
"""What appears later than this after a story's first article is other news."""

_FULL = 0.6
_MOST_SHARED = 5


@dataclass(slots=True)
class _Growing:
    """A story while it is put together; what may join is compared with its anchors only.

    anchors  the fullest text of each language
    firsts   the first text of each language: a round-up that became the anchor must not let in its other news
    """

    members: list[Print]
    anchors: dict[Locale, Print] = field(default_factory=dict)
    firsts: dict[Locale, Print] = field(default_factory=dict)


class StoryIndex:
    """Stories that are kept while articles come in.

    An article joins the story whose anchor it shares most with: text within its language, else figures and names.
    """

    def __init__(self) -> None:
        self._corpus = Corpus()
        self._stories: list[_Growing] = []
        self._candidates: Candidates[_Growing] = Candidates()

    def take(self, articles: Iterable[Article]) -> None:
        """Let new articles join, whatever their order; none may be older than those taken before by more than SPAN."""
        for print_ in self._corpus.take(sorted(articles, key=lambda article: (article.published, article.id))):
            story = next(_joinable(print_, self._candidates), None)
            if story is None:
                story = _Growing([])
                self._stories.append(story)
            story.members.append(print_)
            story.firsts.setdefault(print_.lang, print_)
            anchor = story.anchors.get(print_.lang)
            if anchor is None or is_longer_version(print_, anchor):
                story.anchors[print_.lang] = print_
                self._candidates.add(print_, story)

    def stories(self) -> tuple[Story, ...]:
        """All of them, the earliest first; each article is in exactly one."""
        return tuple(_finished(story) for story in self._stories)


def _joinable(print_: Print, candidates: Candidates[_Growing]) -> Iterator[_Growing]:
    for story in candidates.near(print_):
        if print_.published - story.members[0].published > SPAN:
            continue
        anchor = story.anchors.get(print_.lang)
        if anchor is not None:
            first = story.firsts[print_.lang]
            if are_same_text(print_, anchor) and (anchor is first or are_related(print_, first)):
                yield story
        elif any(are_same_facts(print_, other) for other in story.anchors.values()):
            yield story


def _finished(story: _Growing) -> Story:
    articles = tuple(member.article for member in story.members)
    origin = _origin(story.members)
    return Story(
        # Of the first article, not of the origin: a fuller text that comes later does not rename the story.
        key=short_key("story", articles[0].id),
        articles=articles,
        origin=origin.article.id,
        shared=_shared(origin, [member for member in story.members if member is not origin]),
    )


def _origin(members: Sequence[Print]) -> Print:
    """The earliest that is a full text, by the measure of its language; flashes and reposts are shorter."""
    longest: dict[Locale, int] = {}
    for member in members:
        longest[member.lang] = max(longest.get(member.lang, 0), member.length)
    return next(member for member in members if member.length >= _FULL * longest[member.lang])


def _shared(origin: Print, others: Iterable[Print]) -> tuple[str, ...]:
    """How the origin writes the figures that others have too, the most telling first."""
    told = frozenset(key for other in others for key in other.figures)
    keys = sorted((key for key in origin.figures if key in told), key=lambda key: -origin.figures[key].weight)
    return tuple(origin.figures[key].surface for key in keys[:_MOST_SHARED])
