"""At the slot: stories of the window become one digest a choice, and each digest goes to all who wait for it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from digests.compose import compose, stated_figures
from digests.model import Article, Choice, DueGroup, Mailing, MailingKind, Rubric, Story, Window
from digests.ports import Articles, Mailings, Offload, Render, Subscribers
from digests.slots import LATEST, comes_too_late, due_window, turn_after, turn_without
from digests.stories import SPAN, still_news
from digests.stories import group as group_stories

_MOST_GROUPS = 1_000


@dataclass(frozen=True, slots=True)
class PublishReport:
    """What one run did.

    groups      how many groups had their slot moved on
    deliveries  how many bubbles were queued
    empty       groups that had nothing to tell
    skipped     groups whose digest was too late: the next one tells its news too
    """

    groups: int = 0
    deliveries: int = 0
    empty: int = 0
    skipped: int = 0


@dataclass(slots=True)
class _Run:
    articles: Articles
    kept: Mailings
    render: Render
    rubrics: Sequence[Rubric]
    offload: Offload
    now: datetime
    stories: dict[Window, tuple[Story, ...]] = field(default_factory=dict)
    mailings: dict[tuple[Choice, Window], Mailing | None] = field(default_factory=dict)


async def publish_due(  # noqa: PLR0917 the ports, in the order in which they are used
    subscribers: Subscribers,
    articles: Articles,
    mailings: Mailings,
    render: Render,
    rubrics: Sequence[Rubric],
    now: datetime,
    *,
    offload: Offload,
) -> PublishReport:
    """Queue the digests of all groups whose slot has come, earliest slot first.

    Stories are grouped once a window, digests composed once a choice and window, for however many people. Running it
    again adds nothing. A group for which a digest cannot be made keeps its slot and does not stop the others.

    Raises:
        ExceptionGroup: after all groups were tried, the errors of those that failed; each is a bug or an outage.
    """
    run = _Run(articles, mailings, render, rubrics, offload, now)
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
    """Give the group its digest and its next slot. Slots missed in an outage are told in one digest (`due_window`)."""
    window = due_window(group.schedule, group.slot, run.now, group.since)
    is_late = comes_too_late(group.schedule, window, run.now)
    mailing = None if is_late else await _mailing_for(group.choice, window, run)
    if mailing is None:
        turn = turn_without(group.schedule, window, run.now, skipped=is_late)
    else:
        turn = turn_after(group.schedule, window, run.now)
    added = await run.kept.publish(mailing, group, turn)
    return PublishReport(
        report.groups + 1,
        report.deliveries + added,
        report.empty + (mailing is None and not is_late),
        report.skipped + is_late,
    )


async def _mailing_for(choice: Choice, window: Window, run: _Run) -> Mailing | None:
    """What is told of the window; None when there is nothing to tell. It is wanted for half a day."""
    if (choice, window) not in run.mailings:
        stories = await _stories_of(window, run)
        digest = await run.offload(compose, stories, choice, window, rubrics=run.rubrics)
        run.mailings[choice, window] = (
            None
            if digest.is_empty
            else Mailing(
                key=digest.key,
                kind=MailingKind.DIGEST,
                bubbles=await run.offload(run.render.digest, digest),
                created_at=run.now,
                expires_at=run.now + LATEST,
                evidence=stated_figures(digest),
                locale=choice.locale,
                refused=digest.refused,
            )
        )
    return run.mailings[choice, window]


async def _stories_of(window: Window, run: _Run) -> tuple[Story, ...]:
    """What is news in the window: of a story that an earlier digest told, only what it brings now."""
    if window not in run.stories:
        run.stories[window] = await _looked_back(window, run)
    return run.stories[window]


async def _looked_back(window: Window, run: _Run) -> tuple[Story, ...]:
    if not await run.articles.between(window):  # mostly so in the few minutes of those who read at once
        return ()
    articles = await run.articles.between(Window(window.start - SPAN, window.end))
    return await run.offload(_news, articles, window)


def _news(articles: Sequence[Article], window: Window) -> tuple[Story, ...]:
    return tuple(still_news(group_stories(articles), window))
