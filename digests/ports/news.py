"""What is read and known: sources, articles, the ledger, and what is corrected and reviewed of them."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from digests.model import (
    Act,
    Article,
    Cited,
    Corrected,
    Correction,
    FigureRef,
    Locale,
    Mailing,
    Observation,
    Proof,
    Recheck,
    SeenEntry,
    Source,
    SourceCheck,
    SourceHealth,
    SourceState,
    StatedFigure,
    Waiting,
    Window,
)


class Sources(Protocol):
    """The sources of the newsroom and what their checks left behind."""

    async def sync(self, sources: Sequence[Source], now: datetime) -> None:
        """Make these the sources: new ones are due now, changed ones keep their state, missing ones rest."""

    async def add(self, source: Source, now: datetime) -> None:
        """One more, due now."""

    async def claim(self, now: datetime, limit: int, until: datetime) -> tuple[tuple[Source, SourceState], ...]:
        """At most `limit` sources whose time has come, longest waiting first; nobody else gets them before `until`."""

    async def hold(self, ids: Collection[str], until: datetime) -> None:
        """These were claimed and are still being looked at: nobody else gets them before `until`."""

    async def release(self, ids: Collection[str]) -> None:
        """These were claimed, and nothing became of it: anybody may have them."""

    async def health(self) -> tuple[SourceHealth, ...]:
        """All sources of the newsroom, in its order."""

    async def rest(self, source_id: str, *, wanted: bool, now: datetime) -> None:
        """Read it no more until an admin wakes it, or read it again; it is due then."""

    async def look_now(self, source_id: str, now: datetime) -> None:
        """It is due now, whatever its rhythm says."""

    async def record(self, check: SourceCheck) -> None:
        """Apply a check: articles with figures and observations, entries and the source's state, or nothing of it.

        It ends the claim.
        """


class Articles(Protocol):
    """What was read, with its figures."""

    async def seen(self, source_id: str, keys: Collection[str]) -> Mapping[str, SeenEntry]:
        """What is remembered of the entries with these keys, by key."""

    async def with_text(self, source_id: str, hashes: Collection[str]) -> Mapping[str, str]:
        """Ids of the source's articles by text hash, of those hashes that are known."""

    async def get(self, ids: Collection[str]) -> Mapping[str, Article]:
        """The current revisions of these articles, by id."""

    async def between(self, window: Window, rubrics: Collection[str] | None = None) -> tuple[Article, ...]:
        """Current revisions listed in the window with at least one of the rubrics (None: all), earliest first."""

    async def latest_figures(
        self,
        rubrics: Collection[str],
        *,
        until: datetime,
        limit: int,
        langs: Collection[Locale] = tuple(Locale),
        words: Sequence[str] = (),
    ) -> tuple[StatedFigure, ...]:
        """Headline figures of articles listed up to `until`, newest first, best first within an article.

        Without words they are those of some thousands of the newest articles, however few that are.
        `langs` are the languages of their sentences; `words` are lower-case beginnings of words: only figures whose
        sentence or title has each of them.
        """

    async def search(
        self, beginnings: Sequence[str], *, until: datetime, limit: int, offset: int = 0
    ) -> tuple[Article, ...]:
        """Current revisions listed up to `until`, newest first, that have a word with each of the beginnings.

        Looked for is in the title and in the sentences of headline figures.
        """

    async def figures(self, refs: Sequence[FigureRef]) -> tuple[StatedFigure, ...]:
        """The figures at these places, in this order; those that are no longer kept are left out."""


class Ledger(Protocol):
    """What the figures of current revisions say, each with its proof. `Sources.record` keeps it."""

    async def latest(self, keys: Sequence[str], *, until: datetime, limit: int, offset: int = 0) -> tuple[Proof, ...]:
        """Of each of these series the level published last, up to `until`: a fact, or else a plan; the newest first.

        The keys of a person's rubrics are those of the metrics in these rubrics.
        """

    async def series(self, key: str, place: str | None = None, *, limit: int = 1000) -> tuple[Proof, ...]:
        """The newest observations of a series at this place (None: where none is said), the latest published first."""

    async def stated(self, refs: Collection[FigureRef]) -> tuple[Proof, ...]:
        """What these figures say in the ledger, without the earlier ends of transitions."""

    async def places(self, key: str) -> Mapping[str | None, int]:
        """How many observations a series has at each place."""

    async def placed(self, refs: Collection[FigureRef], keys: Collection[str]) -> frozenset[FigureRef]:
        """Those of these figures that stand on one of these series."""

    async def conflicts(self, since: datetime) -> tuple[tuple[Proof, Proof], ...]:
        """Statements that contradict each other, one of them first seen later than `since`; as `ledger.conflicts`."""

    async def after(self, last: Observation | None, limit: int) -> tuple[Proof, ...]:
        """All of it, piece by piece: at most `limit` that come behind `last` in the order of articles and figures."""


class Corrections(Protocol):
    """What became of figures that were told: cited articles are read again, what differs is told to who read them."""

    async def due(self, now: datetime, limit: int) -> tuple[Cited, ...]:
        """At most `limit` articles whose figures were told and whose time has come, longest waiting first."""

    async def record(self, recheck: Recheck) -> None:
        """Apply a look at an article: its new revision, what is to be corrected, and when it is due again."""

    async def waiting(self, limit: int) -> tuple[Corrected, ...]:
        """Corrections that are to be told and are not yet, earliest first."""

    async def of(self, refs: Collection[FigureRef]) -> Mapping[FigureRef, tuple[Corrected, ...]]:
        """What is told, or about to be, of those of these figures of which there is something, earliest first."""

    async def citing(self, refs: Collection[FigureRef]) -> tuple[Mailing, ...]:
        """The mailings that state one of these figures, earliest first."""

    async def tell(self, told: Collection[str], amendments: Sequence[Mailing]) -> int:
        """Queue edits and notes for exactly those who have the messages; the corrections with these ids are told.

        One transaction; running it again adds nothing. Returns the number of deliveries added.
        """

    async def tell_latecomers(self, now: datetime) -> int:
        """Queue edits and notes for those whom a mailing reached after it was corrected; the number of deliveries."""

    async def listed(self, limit: int, offset: int = 0) -> tuple[Corrected, ...]:
        """Corrections that are told or about to be, newest first."""


class Review(Protocol):
    """What waits for an admin's judgement, and what admins did."""

    async def waiting(self, limit: int) -> tuple[Waiting, ...]:
        """Doubtful corrections, earliest first, then what the gate held back, latest first; `limit` of each."""

    async def closed(self, keys: Collection[str]) -> frozenset[str]:
        """Those of these subjects that an admin has closed."""

    async def decide(self, act: Act, key: str, *, by: int, now: datetime) -> bool:
        """Apply a judgement and keep who made it; whether it changed anything (a second tap does not)."""

    async def mark_wrong(self, correction: Correction, *, by: int, now: datetime) -> bool:
        """Keep an admin's correction and who made it; whether it is new."""

    async def readers(self, ref: FigureRef) -> int:
        """How many chats have a message that states the figure."""


class Retellings(Protocol):
    """Answers of a language model, kept by their questions."""

    async def get(self, keys: Collection[str]) -> Mapping[str, str | None]:
        """The answers to those of these questions that were asked; None: no answer to it could be used."""

    async def keep(self, key: str, answer: str | None, now: datetime) -> None:
        """Keep the answer; one that is kept already stays."""
