"""Articles, stories and digests."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from digests.model.figures import Figure, FigureRef, Statement
from digests.model.ledger import Observation
from digests.model.newsroom import SeenEntry, SourceState
from digests.model.words import Locale, short_key


@dataclass(frozen=True, slots=True)
class Article:
    """A publication as it was read, with its figures.

    id         `short_key` of the canonical URL
    text       the body without page furniture and without the title; paragraphs are separated by a blank line
    published  as the outlet says, never later than `collected`
    listed     from when it counts as news: `collected`, but `published` for what is old or from a first reading
    revision   1, and one more each time that the outlet changed title or text
    headline   indices into `figures`, the best for a headline first
    """

    id: str
    source_id: str
    outlet: str
    url: str
    title: str
    text: str
    lang: Locale
    published: datetime
    collected: datetime
    listed: datetime
    text_hash: str
    author: str | None = None
    rubrics: tuple[str, ...] = ()
    state_order: bool = False
    revision: int = 1
    revised: datetime | None = None
    figures: tuple[Figure, ...] = ()
    headline: tuple[int, ...] = ()

    def ref(self, index: int) -> FigureRef:
        """Where the figure at `index` is kept."""
        return FigureRef(self.id, self.revision, index)


@dataclass(frozen=True, slots=True)
class SourceCheck:
    """Everything that one check of a source changes; a store applies it in one transaction.

    articles      new ones, and new revisions of known ones
    entries       what to remember of the entries looked at
    observations  what the figures of `articles` say in the ledger
    """

    source_id: str
    checked_at: datetime
    state: SourceState
    articles: tuple[Article, ...] = ()
    entries: tuple[SeenEntry, ...] = ()
    observations: tuple[Observation, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """Articles that tell the same news: reprints, shortened copies, versions in other languages.

    articles  earliest published first
    origin    the id of the earliest full text
    shared    surfaces of the figures that justify the link
    told      what readers were told of it before, and need not be told again
    """

    key: str
    articles: tuple[Article, ...]
    origin: str
    shared: tuple[str, ...] = ()
    told: frozenset[Statement] = frozenset()

    @property
    def outlets(self) -> tuple[str, ...]:
        """The outlets that carry the story, the earliest first, each once."""
        return tuple(dict.fromkeys(article.outlet for article in self.articles))


@dataclass(frozen=True, slots=True)
class Summary:
    """Sentences of one article, never invented. `figures` are indices into the article's figures, in order of use."""

    lead: str
    sentences: tuple[str, ...]
    figures: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Violation:
    """Something in an outgoing text that its source does not support.

    reason  value, unit, qualifier, counted or direction
    """

    surface: str
    reason: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A text that the gate did not let pass: `surface` is what its article does not support, `reason` in what way."""

    article_id: str
    revision: int
    text: str
    surface: str
    reason: str


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of time: later than `start`, not later than `end`; both aware UTC."""

    start: datetime
    end: datetime

    @property
    def days(self) -> int:
        """How many days it is, to the nearest, at least one."""
        return max(1, round((self.end - self.start) / timedelta(days=1)))


class Length(StrEnum):
    """How much a digest tells: its stories with their sentences, or its main figures alone."""

    FULL = "full"
    SHORT = "short"


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a digest is to be like beyond its rubrics; all sorted, each once, so that equal wishes are equal.

    words    folded words or phrases, of which a story must have one; none: any story
    without  those that no story may have
    regions  keys of `lang.places.REGIONS` that a story must be about, where it names any; none: all
    """

    words: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    length: Length = Length.FULL

    @property
    def key(self) -> str:
        """The same for the same wishes; empty where there are none."""
        if self == Wishes():
            return ""
        return "|".join((*(",".join(some) for some in (self.words, self.without, self.regions)), self.length))


@dataclass(frozen=True, slots=True)
class Choice:
    """What a digest is made for; people who asked for the same share one."""

    locale: Locale
    rubrics: tuple[str, ...]  # sorted, each once
    wishes: Wishes = Wishes()

    @classmethod
    def of(cls, locale: Locale, rubrics: Iterable[str], wishes: Wishes = Wishes()) -> "Choice":
        """The choice of these rubrics, in whatever order they come."""
        return cls(locale, tuple(sorted(set(rubrics))), wishes)

    @property
    def key(self) -> str:
        """The same for the same choice, another for another."""
        return "|".join(filter(None, (str(self.locale), ",".join(self.rubrics), self.wishes.key)))


@dataclass(frozen=True, slots=True)
class HeadlineFigure:
    """A figure that leads a digest.

    index    into `article.figures`
    caption  words of the article (only ever shortened by leaving out) that say what the figure is about
    """

    article: Article
    index: int
    caption: str

    @property
    def figure(self) -> Figure:
        """The figure itself."""
        return self.article.figures[self.index]


@dataclass(frozen=True, slots=True)
class DigestItem:
    """A story as one digest tells it: by `article`, the version that suits the reader best."""

    story: Story
    article: Article
    summary: Summary


@dataclass(frozen=True, slots=True)
class DigestSection:
    """The items of one rubric, most important first."""

    rubric: str
    items: tuple[DigestItem, ...]


@dataclass(frozen=True, slots=True)
class Digest:
    """What a Choice gets for a window.

    left_out  how many stories did not fit
    refused   what the gate stopped
    audience  of whom it knows what they were told before (`DueGroup.audience`); None: of nobody
    """

    choice: Choice
    window: Window
    headline: tuple[HeadlineFigure, ...]
    sections: tuple[DigestSection, ...]
    left_out: int = 0
    refused: tuple[Refused, ...] = ()
    audience: str | None = None

    @property
    def key(self) -> str:
        """The same for the same choice or audience and window, so that publishing twice adds nothing."""
        readers = self.audience or self.choice.key
        return short_key("digest", readers, self.window.start.isoformat(), self.window.end.isoformat())

    @property
    def is_told_by_figures(self) -> bool:
        """Whether only the headline is told: a short one, unless its stories have no figures."""
        return self.choice.wishes.length is Length.SHORT and bool(self.headline)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not self.sections
