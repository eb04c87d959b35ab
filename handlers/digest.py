"""/digest: the person's digest now; of some days, or of one rubric."""

from datetime import datetime

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from digests.desk.ask import digest_now
from digests.model import Bubble, Choice, Newsroom, Subscriber, Window
from digests.ports import Articles, Mailings, Offload
from digests.subscriptions import slot_window
from handlers.answers import say, say_after
from handlers.pressed import Pressed
from handlers.windows import last_days
from templates import Templates
from templates.actions import AskDigest

router = Router(name="digest")


@router.message(Command("digest"))
async def digest(
    message: Message,
    command: CommandObject,
    subscriber: Subscriber,
    articles: Articles,
    mailings: Mailings,
    offload: Offload,
    newsroom: Newsroom,
    templates: Templates,
    now: datetime,
) -> None:
    """`/digest`: since the last slot; `/digest 7`: of seven days; `/digest grants`: a week of one rubric."""
    asked = (command.args or "").strip().casefold()
    rubrics = tuple(sorted(subscriber.rubrics))
    days = int(asked) if asked.isdecimal() and len(asked) < 4 else 0
    if asked and not days:
        found = rubric_named(asked, newsroom)
        if found is None:
            await say(message, templates.note("rubric_unknown", subscriber.locale))
            return
        rubrics, days = (found,), 7
    if not rubrics:
        await say(message, templates.choose_rubrics(subscriber))
        return
    window = last_days(days, now) if days else since_last(subscriber, now)
    mailing = await digest_now(
        articles,
        mailings,
        templates,
        offload,
        rubrics=newsroom.rubrics,
        choice=Choice.of(subscriber.locale, rubrics),
        window=window,
    )
    await say(message, *_or_nothing(mailing.bubbles if mailing else (), subscriber, templates, window))


@router.callback_query(Pressed(AskDigest))
async def digest_of_days(
    callback: CallbackQuery,
    action: AskDigest,
    subscriber: Subscriber,
    articles: Articles,
    mailings: Mailings,
    offload: Offload,
    newsroom: Newsroom,
    templates: Templates,
    now: datetime,
) -> None:
    """The digest of more days, below."""
    if not subscriber.rubrics:
        await say_after(callback, [templates.choose_rubrics(subscriber)])
        return
    window = last_days(action.days, now)
    mailing = await digest_now(
        articles,
        mailings,
        templates,
        offload,
        rubrics=newsroom.rubrics,
        choice=subscriber.choice,
        window=window,
    )
    await say_after(callback, _or_nothing(mailing.bubbles if mailing else (), subscriber, templates, window))


def since_last(subscriber: Subscriber, now: datetime) -> Window:
    """Since the last digest that was sent, else since the slot before now."""
    start = subscriber.last_digest_at or slot_window(subscriber.schedule, now).start
    return Window(min(start, now), now)


def rubric_named(words: str, newsroom: Newsroom) -> str | None:
    """The key of the rubric that is called so (a beginning of its name in any language, or its key)."""
    for rubric in newsroom.rubrics:
        names = [rubric.key, *(name.casefold() for name in rubric.name.values())]
        if any(name.startswith(words) for name in names):
            return rubric.key
    return None


def _or_nothing(
    bubbles: tuple[Bubble, ...], subscriber: Subscriber, templates: Templates, window: Window
) -> tuple[Bubble, ...]:
    days = max(1, round((window.end - window.start).total_seconds() / 86400))
    return bubbles or (templates.no_digest(subscriber, days),)
