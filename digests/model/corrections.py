"""What became of figures after they were told: readings of cited articles, corrections, what admins look at."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from digests.model.figures import FigureRef
from digests.model.ledger import Observation, Proof
from digests.model.news import Article, Refused
from digests.model.newsroom import Source
from digests.model.people import StatedFigure


class CorrectionKind(StrEnum):
    """Why a figure that was told does not stand as it was told.

    CHANGED    the outlet says another figure now
    DROPPED    the outlet no longer says it
    WITHDRAWN  the article is gone; the message stays as it is, since nobody says that the figure was wrong
    WRONG      an admin says so
    """

    CHANGED = "changed"
    DROPPED = "dropped"
    WITHDRAWN = "withdrawn"
    WRONG = "wrong"


class CorrectionState(StrEnum):
    """How far it is: DOUBTFUL waits for an admin, FOUND for being told; DISMISSED is told to nobody."""

    DOUBTFUL = "doubtful"
    FOUND = "found"
    TOLD = "told"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class Correction:
    """A figure that was told, and what is said instead.

    ref       the figure as it was told
    now       the figure that its article says instead; None: none
    """

    id: str
    ref: FigureRef
    kind: CorrectionKind
    found_at: datetime
    state: CorrectionState = CorrectionState.FOUND
    now: FigureRef | None = None


@dataclass(frozen=True, slots=True)
class Corrected:
    """A correction with its figures, as their articles state them."""

    correction: Correction
    was: StatedFigure
    now: StatedFigure | None = None

    @property
    def is_marked(self) -> bool:
        """Whether messages show it: not where only the source is gone, or where the outlet says again what was told."""
        return self.correction.kind is not CorrectionKind.WITHDRAWN and self.correction.now != self.correction.ref


@dataclass(frozen=True, slots=True)
class Reading:
    """When and how an article that was told of is read again.

    cited_at  when it was first told of
    due_at    when it is looked at next; None: no more
    compared  the revision that the figures told of it were last compared with
    failures  readings in a row that gave nothing
    gone      how often in a row its server said that there is no such page
    """

    article_id: str
    cited_at: datetime
    due_at: datetime | None
    compared: int
    failures: int = 0
    gone: int = 0
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Cited:
    """An article whose figures were told, due to be looked at again.

    article    its current revision
    revisions  the former ones of which figures were told
    told       the figures that were told
    corrections  what was found before, earliest first
    """

    reading: Reading
    source: Source
    article: Article
    revisions: tuple[Article, ...]
    told: tuple[FigureRef, ...]
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True)
class Recheck:
    """Everything that one look at a cited article changes; a store applies it in one transaction.

    revision      the new text, if it has changed
    observations  what the figures of `revision` say in the ledger
    corrections   of figures that were told
    """

    reading: Reading
    revision: Article | None = None
    observations: tuple[Observation, ...] = ()
    corrections: tuple[Correction, ...] = ()


class Act(StrEnum):
    """What admins do."""

    APPROVE = "approve"
    DISMISS = "dismiss"
    MARK_WRONG = "mark_wrong"
    CLOSE = "close"
    ANSWER = "answer"
    SEND = "send"
    AGREE = "agree"
    REFUSE = "refuse"
    PAUSE = "pause"
    RESUME = "resume"
    DROP = "drop"
    REST = "rest"
    READ_AGAIN = "read_again"
    ADD_SOURCE = "add_source"
    INVITE = "invite"
    JOIN = "join"
    GIVE = "give"
    TAKE = "take"


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that waits for an admin's judgement: one of the three. `key` names it in audit rows."""

    key: str
    correction: Corrected | None = None
    refused: tuple[Refused, Article] | None = None
    conflict: tuple[Proof, Proof] | None = None
