"""What a digest does with a model: at best it is worded better, at worst it is what it was."""

import asyncio
import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import ParamSpec, TypeVar

from digests.compose import compose
from digests.desk.retell import Patience, Retelling
from digests.figures import find_figures
from digests.model import Article, Choice, Digest, Locale, ModelFailed, PromptMessage, Rubric, Window
from digests.stories import group
from tests.digests.builders import NOW, article

P = ParamSpec("P")
R = TypeVar("R")

TEXT = "Как сообщили в акимате, фонд в этом году выделил 70 стипендий. Комиссия собиралась весной."
OTHER = "В парке за неделю высадили 930 саженцев дуба. Полив наладят жители."
GOOD = {"sentences": [{"text": "В этом году фонд выделил {F1}.", "from": [1]}]}
TREES = {"sentences": [{"text": "За неделю в парке высадили {F1}.", "from": [1]}]}
LIE = {"sentences": [{"text": "В этом году фонд выделил 900 стипендий.", "from": [1]}]}


async def in_place(function: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> R:
    return function(*args, **kwargs)


def news(text: str = TEXT, *, outlet: str = "Outlet") -> Article:
    return article(text, *find_figures(text, Locale.RU), title="Итоги", outlet=outlet)


def digest_of(*articles: Article) -> Digest:
    choice = Choice.of(Locale.RU, ("grants",))
    window = Window(NOW.replace(hour=0), NOW.replace(hour=23))
    return compose(group(articles or [news()]), choice, window, rubrics=(Rubric("grants", {}, {}),))


def leads(digest: Digest) -> list[str]:
    return [item.summary.lead for section in digest.sections for item in section.items]


@dataclass
class World:
    """A model that says what it is told to say, and what is kept of it."""

    says: list[object]
    asked: list[Sequence[PromptMessage]] = field(default_factory=list)
    kept: dict[str, str | None] = field(default_factory=dict)
    heard: list[str] = field(default_factory=list)
    delay: float = 0

    async def __call__(self, messages: Sequence[PromptMessage], *, seconds: float) -> str | ModelFailed:
        self.asked.append(messages)
        await asyncio.sleep(self.delay)
        said = self.says.pop(0)
        if isinstance(said, Exception):
            raise said
        return said if isinstance(said, str | ModelFailed) else json.dumps(said)

    async def get(self, keys: Collection[str]) -> Mapping[str, str | None]:
        return {key: self.kept[key] for key in keys if key in self.kept}

    async def keep(self, key: str, answer: str | None, now: datetime) -> None:
        self.kept[key] = answer

    async def tells(self, digest: Digest, *, patience: float = 5, model: str = "small") -> Digest:
        retelling = Retelling(
            ask=self,
            model=model,
            answers=self,
            offload=in_place,
            seconds=5,
            places=asyncio.Semaphore(2),
            tell=lambda _, reason: self.heard.append(reason),
        )
        return await retelling(digest, Patience(patience), NOW)


async def test_a_good_answer_takes_the_place_of_the_excerpt_and_is_not_asked_for_again() -> None:
    world, before = World([GOOD]), digest_of()
    for _ in range(2):
        after = await world.tells(before)
        assert leads(after) == ["В этом году фонд выделил 70 стипендий."]
        assert (after.key, after.headline) == (before.key, before.headline)
    assert len(world.asked) == 1
    assert world.heard == []


async def test_a_lie_gets_one_more_chance_with_the_reasons() -> None:
    world = World([LIE, GOOD])
    assert leads(await world.tells(digest_of())) == ["В этом году фонд выделил 70 стипендий."]
    assert "Digits are not allowed" in world.asked[1][-1].text


async def test_who_lies_twice_is_not_asked_again_and_the_excerpt_stands() -> None:
    world, before = World([LIE, LIE, GOOD]), digest_of()
    assert await world.tells(before) == before
    assert await world.tells(before) == before
    assert len(world.asked) == 2
    assert world.heard == ["refused: Digits are not allowed: use the placeholders."]


async def test_a_model_that_fails_is_not_remembered_and_may_answer_the_next_time() -> None:
    world, before = World([ModelFailed("http_500"), GOOD]), digest_of()
    assert await world.tells(before) == before
    assert world.heard == ["http_500"]
    assert leads(await world.tells(before)) == ["В этом году фонд выделил 70 стипендий."]


async def test_even_a_bug_on_the_way_costs_no_digest() -> None:
    world, before = World([KeyError("choices")]), digest_of()
    assert await world.tells(before) == before
    assert world.heard == ["KeyError"]


async def test_who_is_late_is_not_waited_for() -> None:
    world, before = World([GOOD], delay=30), digest_of()
    assert await world.tells(before, patience=0.05) == before
    assert world.heard == ["late"]


async def test_one_story_that_fails_leaves_the_others_retold() -> None:
    world = World([GOOD, TREES])
    before = digest_of(news(), news(OTHER, outlet="Second"))
    assert len(leads(before)) == 2
    first = before.sections[0].items[0].article.text
    world.says = [ModelFailed("timeout"), TREES if first == TEXT else GOOD]
    after = leads(await world.tells(before))
    assert len(set(after) & set(leads(before))) == 1


async def test_another_model_is_asked_anew_and_kept_answers_are_judged_again() -> None:
    world, before = World([GOOD, GOOD]), digest_of()
    await world.tells(before)
    await world.tells(before, model="large")
    assert len(world.asked) == 2
    world.kept = dict.fromkeys(world.kept, json.dumps(LIE))  # as if the rules had been looser once
    assert await world.tells(before) == before


async def test_a_story_without_figures_is_left_as_it_is() -> None:
    world = World([])
    before = digest_of(news("Комиссия собиралась весной и осенью. Жители пришли послушать."))
    assert await world.tells(before) == before
    assert world.asked == []
