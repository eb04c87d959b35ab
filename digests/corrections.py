"""What follows from looking at an article again after its figures were told: pure decisions."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from digests.ledger.restated import restated
from digests.model import (
    Article,
    Cited,
    Correction,
    CorrectionKind,
    CorrectionState,
    FigureRef,
    Recheck,
    SourceKind,
    short_key,
)

READ_AGAIN_AFTER = (timedelta(hours=1), timedelta(hours=6), timedelta(days=1), timedelta(days=7))
"""After an article was first told of: outlets mend most mistakes within hours."""
TRY_AGAIN_AFTER = timedelta(hours=1)
MOST_FAILURES = 5
GONE = frozenset({"http_404", "http_410"})
GONE_TIMES = 2
"""A page that is gone once may be an outage."""
SHRUNK = 0.5
"""A text that lost so much may be a page that was read badly: an admin looks at what it corrects first."""
NOT_ASKED_AGAIN = frozenset({CorrectionKind.WRONG})
"""The word of an admin stands, whatever the outlet goes on to say."""


def first_look(cited_at: datetime) -> datetime:
    """When an article that is told of now is read again first."""
    return cited_at + READ_AGAIN_AFTER[0]


def is_to_be_fetched(cited: Cited) -> bool:
    """Whether the page is to be read: not where its source was just read and the text is only not compared yet.

    A post of a channel has no page of its own: its list tells it whole.
    """
    is_compared = cited.article.revision <= cited.reading.compared
    return is_compared and cited.source.kind is not SourceKind.TELEGRAM


def after_reading(cited: Cited, revision: Article | None, now: datetime) -> Recheck:
    """The figures that were told are compared with the new text, or with the current one where there is no new one."""
    current = revision or cited.article
    due_at = next_look(cited.reading.cited_at, now)
    reading = replace(cited.reading, due_at=due_at, compared=current.revision, failures=0, gone=0)
    found = tuple(_found(cited, current, now)) if current.revision != cited.reading.compared else ()
    return Recheck(reading, revision, corrections=found)


def after_failure(cited: Cited, reason: str, now: datetime) -> Recheck:
    """The page could not be had; gone twice in a row, its figures have lost their source."""
    reading = cited.reading
    gone = reading.gone + 1 if reason in GONE else 0
    if gone >= GONE_TIMES:
        kind = CorrectionKind.WITHDRAWN
        lost = tuple(Correction(_key(ref, kind), ref, kind, now) for ref in cited.told)
        return Recheck(replace(reading, due_at=None, gone=gone, failures=0), corrections=lost)
    failures = reading.failures + 1
    later = next_look(reading.cited_at, now)
    soon = now + TRY_AGAIN_AFTER if gone or failures < MOST_FAILURES else None
    due_at = min((moment for moment in (soon, later) if moment), default=None)
    return Recheck(replace(reading, due_at=due_at, failures=failures, gone=gone))


def next_look(cited_at: datetime, now: datetime) -> datetime | None:
    """The first of the four looks that is still to come."""
    return next((cited_at + after for after in READ_AGAIN_AFTER if cited_at + after > now), None)


def marked_wrong(ref: FigureRef, now: datetime) -> Correction:
    """An admin's correction of a figure; the same for the same figure."""
    return Correction(_key(ref, CorrectionKind.WRONG), ref, CorrectionKind.WRONG, now)


def _found(cited: Cited, current: Article, now: datetime) -> Iterator[Correction]:
    """Corrections of figures of which the article says something else than was told last."""
    revisions = {article.revision: article for article in (*cited.revisions, cited.article, current)}
    last = {one.ref: one for one in cited.corrections if one.state is not CorrectionState.DISMISSED}
    for ref in cited.told:
        before = last.get(ref)
        if ref.revision not in revisions or (before and before.kind in NOT_ASKED_AGAIN):
            continue
        where = restated(revisions[ref.revision], ref.index, current)
        now_at = ref if where.is_same else None if where.index is None else current.ref(where.index)
        if _statement(before.now if before else ref, revisions) == _statement(now_at, revisions):
            continue
        is_doubtful = _is_read_badly(revisions[ref.revision], current)
        yield Correction(
            id=_key(ref, str(current.revision)),
            ref=ref,
            kind=CorrectionKind.DROPPED if now_at is None else CorrectionKind.CHANGED,
            found_at=now,
            state=CorrectionState.DOUBTFUL if is_doubtful else CorrectionState.FOUND,
            now=now_at,
        )


def _is_read_badly(old: Article, new: Article) -> bool:
    """Whether the new text may be no text of this article: far shorter, or without all that the old one counted."""
    if len(new.text) < SHRUNK * len(old.text):
        return True
    return len(old.figures) > 1 and all(restated(old, index, new).index is None for index in range(len(old.figures)))


def _statement(ref: FigureRef | None, revisions: Mapping[int, Article]) -> tuple[object, ...] | None:
    """What a figure says; None: nothing is said any more."""
    if ref is None or ref.revision not in revisions:
        return None
    figure = revisions[ref.revision].figures[ref.index]
    return figure.value, figure.value_from, figure.unit, figure.qualifier, figure.direction


def _key(ref: FigureRef, *more: str) -> str:
    return short_key("correction", ref.article_id, str(ref.revision), str(ref.index), *more)
