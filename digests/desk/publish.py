"""At the slot: stories of the window become one digest a choice, and each digest goes to all who wait for it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from digests.compose import compose, stated_figures, told_stories
from digests.desk.retell import Patience, Retelling
from digests.model import Choice, Digest, DueGroup, Mailing, MailingKind, Rubric, Story, Window
from digests.ports import Articles, Mailings, Offload, Render, Subscribers
from digests.stories import SPAN, still_news
from digests.stories import group as group_stories
from digests.subscriptions import due_window, next_slot

WANTED_FOR = timedelta(hours=12)
"""After this a digest is not sent to those it has not reached; the next one is near."""

_MOST_GROUPS = 1_000
_MODEL_SECONDS = 60.0
"""So long a run waits for a language model at most; what is not retold by then goes out as an excerpt."""


@dataclass(frozen=True, slots=True)
class PublishReport:
    """What one run did.

    groups      how many groups had their slot moved on
    deliveries  how many bubbles were queued
    empty       groups that had nothing to tell
    """

    groups: int = 0
    deliveries: int = 0
    empty: int = 0


@dataclass(slots=True)
class _Run:
    articles: Articles
    told: Mailings
    render: Render
    rubrics: Sequence[Rubric]
    offload: Offload
    retelling: Retelling | None
    now: datetime
    patience: Patience = field(default_factory=lambda: Patience(_MODEL_SECONDS))
    stories: dict[Window, tuple[Story, ...]] = field(default_factory=dict)
    digests: dict[tuple[Choice, Window, frozenset[str] | None], Digest] = field(default_factory=dict)
    mailings: dict[tuple[str, Window], Mailing | None] = field(default_factory=dict)


async def publish_due(  # noqa: PLR0917 the ports, in the order in which they are used
    subscribers: Subscribers,
    articles: Articles,
    mailings: Mailings,
    render: Render,
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
    run = _Run(articles, mailings, render, rubrics, offload, retelling, now)
    report = PublishReport()
    failures: list[Exception] = []
    for group in await subscribers.due(now, _MOST_GROUPS):
        try:
            mailing = await _mailing_for(group, run)
            added = await mailings.publish(mailing, group, next_slot(group.schedule, now))
        except Exception as error:  # noqa: BLE001 raised below; one failing choice must not silence the others
            error.add_note(f"while publishing {group.choice.key} for {group.slot.isoformat()}")
            failures.append(error)
        else:
            report = PublishReport(report.groups + 1, report.deliveries + added, report.empty + (mailing is None))
    if failures:
        raise ExceptionGroup(f"{len(failures)} digests could not be published", failures)
    return report


async def _mailing_for(group: DueGroup, run: _Run) -> Mailing | None:
    """What the group gets; None when there is nothing to tell.

    Slots missed in an outage are told in one digest (`due_window`), which is wanted from when it could be sent.
    """
    now = run.now
    window = due_window(group.schedule, group.slot, now)
    if (group.audience, window) not in run.mailings:
        told = await run.told.told_to(group.audience, Window(window.start - SPAN, window.end))
        digest = replace(await _digest_for(group.choice, window, told, run), audience=group.audience)
        run.mailings[group.audience, window] = (
            None
            if digest.is_empty
            else Mailing(
                key=digest.key,
                kind=MailingKind.DIGEST,
                bubbles=await run.offload(run.render.digest, digest),
                created_at=now,
                expires_at=(window.end if now < window.end + WANTED_FOR else now) + WANTED_FOR,
                evidence=stated_figures(digest),
                stories=told_stories(digest),
                audience=group.audience,
                until=window.end,
                locale=group.choice.locale,
                refused=digest.refused,
            )
        )
    return run.mailings[group.audience, window]


async def _digest_for(choice: Choice, window: Window, told: frozenset[str] | None, run: _Run) -> Digest:
    """What people with this choice, who were told this before, are told of the window."""
    if (choice, window, told) not in run.digests:
        stories = await _stories_of(window, run)
        digest = await run.offload(_news, stories, choice, window, told, run.rubrics)
        if run.retelling is not None:
            digest = await run.retelling(digest, run.patience, run.now)
        run.digests[choice, window, told] = digest
    return run.digests[choice, window, told]


async def _stories_of(window: Window, run: _Run) -> tuple[Story, ...]:
    """The stories of the window, with what was listed of them before."""
    if window not in run.stories:
        articles = await run.articles.between(Window(window.start - SPAN, window.end))
        run.stories[window] = await run.offload(group_stories, articles)
    return run.stories[window]


def _news(
    stories: Sequence[Story], choice: Choice, window: Window, told: frozenset[str] | None, rubrics: Sequence[Rubric]
) -> Digest:
    return compose(tuple(still_news(stories, window, told)), choice, window, rubrics=rubrics)
