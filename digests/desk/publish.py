"""At the slot: stories of the window become one digest a choice, and each digest goes to all who wait for it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from digests.compose import compose, stated_figures, told_stories
from digests.desk.marking import marked
from digests.desk.retell import Patience, Retelling
from digests.model import Choice, Digest, DueGroup, Mailing, MailingKind, Rubric, Story, Window
from digests.ports import Articles, Corrections, Mailings, Offload, RenderCorrections, Subscribers
from digests.slots import LATEST, comes_too_late, due_window, upcoming_after, upcoming_without
from digests.stories import SPAN, still_news
from digests.stories import group as group_stories

_MOST_GROUPS = 1_000
_MODEL_SECONDS = 60.0
"""So long a run waits for a language model at most; what is not retold by then goes out as an excerpt."""


@dataclass(frozen=True, slots=True)
class PublishReport:
    """What one run did.

    groups      how many groups had their slot moved on
    deliveries  how many bubbles were queued
    empty       groups that had nothing to tell
    skipped     groups whose digest was too late: the next one tells its news too
    refused     sentences that the gate held back
    """

    groups: int = 0
    deliveries: int = 0
    empty: int = 0
    skipped: int = 0
    refused: int = 0


@dataclass(slots=True)
class _Run:
    articles: Articles
    told: Mailings
    corrections: Corrections
    render: RenderCorrections
    rubrics: Sequence[Rubric]
    offload: Offload
    retelling: Retelling | None
    now: datetime
    patience: Patience = field(default_factory=lambda: Patience(_MODEL_SECONDS))
    stories: dict[Window, tuple[Story, ...]] = field(default_factory=dict)
    digests: dict[tuple[Choice, Window, frozenset[str] | None], Digest] = field(default_factory=dict)
    mailings: dict[tuple[str, Window, bool], Mailing | None] = field(default_factory=dict)
    refused: int = 0


async def publish_due(  # noqa: PLR0917 the ports, in the order in which they are used
    subscribers: Subscribers,
    articles: Articles,
    mailings: Mailings,
    corrections: Corrections,
    render: RenderCorrections,
    rubrics: Sequence[Rubric],
    now: datetime,
    *,
    offload: Offload,
    retelling: Retelling | None = None,
) -> PublishReport:
    """Queue the digests of all groups whose slot has come, earliest slot first.

    Stories are grouped once a window, digests composed once for all who chose the same and were told the same before.
    Running it again adds nothing. A group whose digest cannot be made keeps its slot and does not stop the others.

    Raises:
        ExceptionGroup: after all groups were tried, the errors of those that failed; each is a bug or an outage.
    """
    run = _Run(articles, mailings, corrections, render, rubrics, offload, retelling, now)
    report = PublishReport()
    failures: list[Exception] = []
    for group in await subscribers.due(now, _MOST_GROUPS):
        try:
            report = await _publish(group, run, report)
        except Exception as error:  # noqa: BLE001 raised below; one failing choice must not silence the others
            error.add_note(f"while publishing {group.choice.key} for {group.slot.isoformat()}")
            failures.append(error)
    if failures:
        raise ExceptionGroup(f"{len(failures)} digests could not be published", failures)
    return report


async def _publish(group: DueGroup, run: _Run, report: PublishReport) -> PublishReport:
    """Give the group its digest and what is next. Slots missed in an outage are told in one digest (`due_window`)."""
    window = due_window(group.schedule, group.slot, run.now, group.since)
    is_late = comes_too_late(group.schedule, window, run.now)
    mailing = None if is_late else await _mailing_for(group, window, run)
    if mailing is None:
        upcoming = upcoming_without(group.schedule, window, run.now, skipped=is_late)
    else:
        upcoming = upcoming_after(group.schedule, window, run.now)
    added = await run.told.publish(mailing, group, upcoming)
    return PublishReport(
        report.groups + 1,
        report.deliveries + added,
        report.empty + (mailing is None and not is_late),
        report.skipped + is_late,
        run.refused,
    )


async def _mailing_for(group: DueGroup, window: Window, run: _Run) -> Mailing | None:
    """What the group is told of the window; None when there is nothing to tell, and it does not want to hear so."""
    even_empty = group.schedule.even_empty and not group.schedule.at_once
    key = (group.audience, window, even_empty)
    if key not in run.mailings:
        told = await run.told.told_to(group.audience, Window(window.start - SPAN, window.end))
        digest = replace(await _digest_for(group.choice, window, told, run), audience=group.audience)
        run.mailings[key] = None if digest.is_empty and not even_empty else await _mailing(digest, run)
    return run.mailings[key]


async def _digest_for(choice: Choice, window: Window, told: frozenset[str] | None, run: _Run) -> Digest:
    """What people with this choice, who were told this before, are told of the window."""
    if (choice, window, told) not in run.digests:
        stories = await _stories_of(window, run)
        digest = await run.offload(_news, stories, choice, window, told, run.rubrics)
        if run.retelling is not None:
            digest = await run.retelling(digest, run.patience, run.now)
        run.digests[choice, window, told] = digest
    return run.digests[choice, window, told]


async def _mailing(digest: Digest, run: _Run) -> Mailing:
    """The digest as it goes out; it is wanted for half a day."""
    run.refused += len(digest.refused)
    mailing = Mailing(
        key=digest.key,
        kind=MailingKind.DIGEST,
        bubbles=await run.offload(run.render.digest, digest),
        created_at=run.now,
        expires_at=run.now + LATEST,
        evidence=stated_figures(digest),
        stories=told_stories(digest),
        audience=digest.audience,
        until=digest.window.end,
        locale=digest.choice.locale,
        refused=digest.refused,
    )
    return await marked(mailing, run.articles, run.corrections, run.render, run.offload)


async def _stories_of(window: Window, run: _Run) -> tuple[Story, ...]:
    """The stories of the window, with what was listed of them before."""
    if window not in run.stories:
        run.stories[window] = await _looked_back(window, run)
    return run.stories[window]


async def _looked_back(window: Window, run: _Run) -> tuple[Story, ...]:
    if not await run.articles.between(window):  # mostly so in the few minutes of those who read at once
        return ()
    articles = await run.articles.between(Window(window.start - SPAN, window.end))
    return await run.offload(group_stories, articles)


def _news(
    stories: Sequence[Story], choice: Choice, window: Window, told: frozenset[str] | None, rubrics: Sequence[Rubric]
) -> Digest:
    return compose(tuple(still_news(stories, window, told)), choice, window, rubrics=rubrics)
