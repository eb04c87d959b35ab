from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any, ParamSpec, TypeVar

import pytest

from digests.compose import compose
from digests.desk import publish
from digests.desk.publish import PublishReport, publish_due
from digests.model import (
    Article,
    Bubble,
    Choice,
    Corrected,
    Correction,
    CorrectionKind,
    Digest,
    DueGroup,
    FigureRef,
    Locale,
    Mailing,
    Quiet,
    Refused,
    Rubric,
    Schedule,
    StatedFigure,
    Upcoming,
    Window,
)
from digests.slots import REST, SETTLING, STEP, next_slot
from digests.stories import SPAN
from tests.digests.builders import article, figure

P = ParamSpec("P")
R = TypeVar("R")

SLOT = datetime(2025, 10, 19, 4, tzinfo=UTC)
RUBRICS = (Rubric("grants", {}, {}), Rubric("ecology", {}, {}))
TEXT = "Клуб принял 41 семью за день."
NEWS = article(TEXT, figure(TEXT, "41", "41", counted="семью"), hours=-10)


@dataclass
class World:
    """The ports that publishing needs, and what was done to them."""

    groups: tuple[DueGroup, ...]
    articles: tuple[Article, ...] = (NEWS,)
    broken: Locale | None = None
    wrong: Corrected | None = None
    windows: list[Window] = field(default_factory=list)
    rendered: list[Digest] = field(default_factory=list)
    published: list[tuple[Mailing | None, DueGroup, Upcoming]] = field(default_factory=list)
    earlier: dict[str, frozenset[str]] = field(default_factory=dict)

    async def due(self, now: datetime, limit: int) -> tuple[DueGroup, ...]:
        return tuple(group for group in self.groups if group.slot <= now)[:limit]

    async def between(self, window: Window, rubrics: Collection[str] | None = None) -> tuple[Article, ...]:
        self.windows.append(window)
        return tuple(one for one in self.articles if window.start < one.listed <= window.end)

    async def told_to(self, audience: str, window: Window) -> frozenset[str] | None:
        return self.earlier.get(audience)

    async def publish(self, mailing: Mailing | None, group: DueGroup, turn: Upcoming) -> int:
        self.published.append((mailing, group, turn))
        return len(mailing.bubbles) * group.size if mailing else 0

    async def of(self, refs: Collection[FigureRef]) -> dict[FigureRef, tuple[Corrected, ...]]:
        return dict.fromkeys(refs, (self.wrong,)) if self.wrong else {}

    async def figures(self, refs: Sequence[FigureRef]) -> tuple[StatedFigure, ...]:
        return tuple(StatedFigure(NEWS, NEWS.figures[ref.index], ref) for ref in refs)

    def corrected(
        self, mailing: Mailing, changes: Sequence[Corrected], stated: Sequence[StatedFigure]
    ) -> tuple[Bubble, ...]:
        return tuple(Bubble(f"{bubble.text}: {len(changes)} of {len(stated)} wrong") for bubble in mailing.bubbles)

    def digest(self, digest: Digest) -> tuple[Bubble, ...]:
        if digest.choice.locale is self.broken:
            raise KeyError("a template names what is not there")
        self.rendered.append(digest)
        return (Bubble("digest"),)

    async def run(self, now: datetime = SLOT) -> PublishReport:
        ports: Any = self
        return await publish_due(ports, ports, ports, ports, ports, RUBRICS, now, offload=in_place)


async def in_place(function: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> R:
    return function(*args, **kwargs)


def due(*rubrics: str, locale: Locale = Locale.RU, slot: datetime = SLOT, hour: int = 9) -> DueGroup:
    return DueGroup(Choice.of(locale, rubrics or ("grants",)), Schedule(hour=hour), slot, size=3)


async def test_a_figure_that_was_marked_as_wrong_is_not_told_again_as_if_it_were_right() -> None:
    stated = StatedFigure(NEWS, NEWS.figures[0], NEWS.ref(0))
    world = World((due(),), wrong=Corrected(Correction("1", stated.ref, CorrectionKind.WRONG, SLOT), stated))
    await world.run()
    [(mailing, _, _)] = world.published
    assert mailing is not None
    assert [bubble.text for bubble in mailing.bubbles] == ["digest: 1 of 1 wrong"]


async def test_a_due_group_gets_its_digest_and_its_next_slot() -> None:
    world = World((due(),))
    assert await world.run() == PublishReport(groups=1, deliveries=3, empty=0)
    [(mailing, group, turn)] = world.published
    assert mailing is not None
    assert mailing.evidence == (NEWS.ref(0),)
    assert mailing.expires_at == SLOT + timedelta(hours=12)
    assert turn == Upcoming(next_slot(group.schedule, SLOT), told=SLOT)


async def test_where_there_is_nothing_to_tell_only_the_slot_moves() -> None:
    world = World((due("ecology"),))
    assert await world.run() == PublishReport(groups=1, deliveries=0, empty=1)
    assert world.published[0][0] is None


async def test_who_wants_to_hear_that_there_is_nothing_new_does_and_others_of_the_same_choice_do_not() -> None:
    silent = due("ecology")
    told = replace(silent, schedule=replace(silent.schedule, even_empty=True))
    at_once = replace(told, schedule=replace(told.schedule, at_once=True, quiet=Quiet(0, 0)))
    world = World((silent, told, at_once))
    assert await world.run() == PublishReport(groups=3, deliveries=3, empty=2)
    [(nothing, _, _), (mailing, group, turn), (at_once_nothing, _, _)] = world.published
    assert nothing is at_once_nothing is None
    assert mailing is not None
    assert (group, mailing.audience, mailing.stories) == (told, silent.audience, ())
    assert turn == Upcoming(next_slot(told.schedule, SLOT), told=SLOT)


async def test_what_the_gate_held_back_is_reported_once_for_all_who_chose_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    held_back = Refused(NEWS.id, 1, "Клуб принял 40 семей.", "40", "value")
    monkeypatch.setattr(publish, "compose", lambda *some, **more: replace(compose(*some, **more), refused=(held_back,)))
    assert (await World((due(), due(), due(locale=Locale.KK))).run()).refused == 2


async def test_articles_are_read_once_a_window_and_rendered_once_a_choice() -> None:
    world = World((due(), due(locale=Locale.KK), due("ecology", "grants"), due()))
    await world.run()
    assert len(world.windows) == 2  # the window, and how far a story may reach back
    assert len(world.rendered) == 3
    assert world.published[0][0] is world.published[3][0]


async def test_a_choice_that_cannot_be_rendered_does_not_stop_the_others_and_is_not_hidden() -> None:
    world = World((due(locale=Locale.KK), due(), due(locale=Locale.EN)), broken=Locale.KK)
    with pytest.raises(ExceptionGroup) as raised:
        await world.run()
    assert [type(error) for error in raised.value.exceptions] == [KeyError]
    assert [group.choice.locale for _, group, _ in world.published] == [Locale.RU, Locale.EN]


async def test_after_an_outage_one_digest_tells_what_all_missed_slots_would_have_told() -> None:
    world = World((due(slot=SLOT - timedelta(days=3)),))
    await world.run(SLOT + timedelta(hours=2))
    assert world.windows[-1] == Window(SLOT - timedelta(days=4) - SPAN, SLOT)
    [(mailing, _, turn)] = world.published
    assert mailing is not None
    assert turn == Upcoming(SLOT + timedelta(days=1), told=SLOT)


async def test_a_digest_that_is_half_a_day_late_is_sent_and_still_wanted() -> None:
    world = World((due(),))
    now = SLOT + timedelta(hours=12)
    assert (await world.run(now)).deliveries == 3
    [(mailing, _, _)] = world.published
    assert mailing is not None
    assert mailing.expires_at > now


async def test_one_that_is_later_waits_and_the_next_tells_its_news_too() -> None:
    world = World((due(),))
    assert await world.run(SLOT + timedelta(hours=12, seconds=1)) == PublishReport(groups=1, skipped=1)
    [(mailing, group, turn)] = world.published
    assert mailing is None
    assert turn == Upcoming(SLOT + timedelta(days=1), since=SLOT - timedelta(days=1))
    world.groups = (replace(group, slot=turn.slot, since=turn.since),)
    await world.run(turn.slot)
    assert world.windows[-1] == Window(SLOT - timedelta(days=1) - SPAN, turn.slot)
    assert world.published[-1][0] is not None


async def test_a_run_that_is_repeated_makes_the_same_mailing() -> None:
    first, second = World((due(),)), World((due(),))
    await first.run(SLOT)
    await second.run(SLOT + timedelta(minutes=5))
    keys = [mailing.key for world in (first, second) for mailing, _, _ in world.published if mailing]
    assert len(keys) == 2
    assert len(set(keys)) == 1


async def test_at_once_news_come_in_minutes_then_nothing_for_half_an_hour_and_no_look_back_for_nothing() -> None:
    at_once = Schedule(at_once=True, quiet=Quiet(0, 0))
    slot = next_slot(at_once, NEWS.listed + SETTLING)
    world = World((DueGroup(Choice.of(Locale.RU, ("grants",)), at_once, slot, size=3),))
    assert (await world.run(slot)).deliveries == 3
    [(_, group, turn)] = world.published
    assert turn == Upcoming(slot + REST, since=slot - SETTLING, told=slot - SETTLING)
    assert slot - NEWS.listed <= STEP + SETTLING
    world.groups, world.windows = (replace(group, slot=turn.slot, since=turn.since),), []
    assert await world.run(turn.slot) == PublishReport(groups=1, empty=1)
    assert world.windows == [Window(turn.since or slot, turn.slot - SETTLING)]
    assert world.published[-1][2] == Upcoming(turn.slot + STEP)


async def test_what_is_not_due_yet_waits() -> None:
    assert await World((due(slot=SLOT + timedelta(minutes=1)),)).run() == PublishReport()


async def test_each_group_is_told_what_it_was_not_told_before_however_many_share_its_choice() -> None:
    morning, evening = due(hour=9), due(hour=18)
    world = World((morning, evening), earlier={morning.audience: frozenset({NEWS.id}), evening.audience: frozenset()})
    assert await world.run() == PublishReport(groups=2, deliveries=3, empty=1)
    [(nothing, _, _), (mailing, group, _)] = world.published
    assert nothing is None
    assert mailing is not None
    assert (group.audience, mailing.audience, mailing.until) == (evening.audience, evening.audience, SLOT)
    assert [story.articles for story in mailing.stories] == [(NEWS.id,)]
