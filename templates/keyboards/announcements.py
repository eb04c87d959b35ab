"""The buttons of announcements."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from digests.announcements import UNSENT
from digests.lang.places import REGIONS
from digests.model import Announcement, AnnouncementState, Button, Locale, Progress
from digests.subscriptions import QUARTERS
from templates import dates
from templates.actions.announcements import (
    AddressAll,
    AddressTo,
    AskAddressees,
    CancelAnnouncement,
    Card,
    JudgeAnnouncement,
    OpenAnnouncement,
    OpenDraft,
    PickHour,
    ResolveDoubt,
    SendAnnouncement,
    SendNow,
    SetPlan,
    SetReadersClock,
    SetTrial,
    SteerAnnouncement,
    Steering,
)
from templates.keyboards.parts import Keyboard, Row, button, in_pairs, in_rows, short
from templates.language import NAMES, Language
from templates.places import brief_place_name

DAYS_AHEAD = 8
"""Days that are offered, today among them."""
DAY, HOUR, MINUTE = "%Y%m%d", "%Y%m%d%H", "%Y%m%d%H%M"


def draft(language: Language, announcement: Announcement) -> Keyboard:
    """What can be set, and the two ways to go on."""
    _, id_ = language.word, announcement.id
    plan = announcement.plan
    when = _("At once") if plan is None else f"{dates.clock(plan.wall.hour, plan.wall.minute)}"
    trial = _("First 1%: yes") if announcement.is_tried else _("First 1%: no")
    is_for_all = announcement.addressees == type(announcement.addressees)()
    whom = _("For everybody") if is_for_all else _("For the chosen")
    return (
        (button("👥 " + whom, OpenDraft(id_, Card.ADDRESSEES)), button("🕘 " + when, OpenDraft(id_, Card.DAY))),
        (button("🧪 " + trial, SetTrial(id_, not announcement.is_tried)),),
        (button("📣 " + _("Send"), SendAnnouncement(id_)), _cancel(language, announcement)),
    )


def addressees(language: Language, announcement: Announcement) -> Keyboard:
    """By what chats are chosen."""
    _, id_, to = language.word, announcement.id, announcement.addressees
    ways = [
        button("🌐 " + (NAMES[to.locale] if to.locale else _("Language")), OpenDraft(id_, Card.LOCALE)),
        button("🗂 " + short(language.rubric(to.rubric) if to.rubric else _("Rubric")), OpenDraft(id_, Card.RUBRIC)),
        button(
            "📍 " + (brief_place_name(to.region, language.locale) if to.region else _("Region")),
            OpenDraft(id_, Card.REGION),
        ),
        button("📋 " + (f"{_('List')}: {len(to.chats)}" if to.chats else _("List")), AskAddressees(id_)),
    ]
    everybody = button(_("For everybody"), AddressAll(id_), is_chosen=to == type(to)())
    return (*in_pairs(ways), (everybody,), _back(language, announcement))


def locales(language: Language, announcement: Announcement) -> Keyboard:
    """One language, or any."""
    chosen = announcement.addressees.locale
    names = [(str(locale), NAMES[locale]) for locale in Locale]
    return _choice(language, announcement, Card.LOCALE, names, chosen)


def rubrics(language: Language, announcement: Announcement, keys: Sequence[str]) -> Keyboard:
    """One rubric, or any."""
    names = [(key, language.rubric(key)) for key in keys]
    return _choice(language, announcement, Card.RUBRIC, names, announcement.addressees.rubric)


def regions(language: Language, announcement: Announcement) -> Keyboard:
    """One region, or any."""
    names = [(key, short(brief_place_name(key, language.locale))) for key in REGIONS]
    return _choice(language, announcement, Card.REGION, names, announcement.addressees.region)


def days(language: Language, announcement: Announcement, today: datetime) -> Keyboard:
    """At once, or the next days; `today` by the author's clock."""
    _, id_, plan = language.word, announcement.id, announcement.plan
    ahead = [today + timedelta(days=number) for number in range(DAYS_AHEAD)]
    offered = [
        button(
            dates.weekday(day, language.locale),
            PickHour(id_, f"{day:{DAY}}"),
            is_chosen=plan is not None and plan.wall.date() == day.date(),
        )
        for day in ahead
    ]
    is_local = plan is not None and plan.is_local
    own = button(_("By readers' clocks"), SetReadersClock(id_, not is_local), is_chosen=is_local)
    return (
        (button(_("At once"), SetPlan(id_, ""), is_chosen=plan is None),),
        *in_pairs(offered),
        *(((own,),) if plan else ()),
        _back(language, announcement, Card.ALL),
    )


def hours(language: Language, announcement: Announcement, day: str, today: datetime) -> Keyboard:
    """The hours of a day that are still to come."""
    first = today.hour if day == f"{today:{DAY}}" else 0
    offered = [button(dates.clock(hour), PickHour(announcement.id, f"{day}{hour:02d}")) for hour in range(first, 24)]
    return (*in_rows(offered, 4), _back(language, announcement, Card.DAY))


def quarters(language: Language, announcement: Announcement, hour: str) -> Keyboard:
    """The quarters of an hour."""
    offered = [
        button(dates.clock(int(hour[-2:]), minute), SetPlan(announcement.id, f"{hour}{minute:02d}"))
        for minute in QUARTERS
    ]
    back = button("‹ " + language.word("Back"), PickHour(announcement.id, hour[:-2]))
    return (*in_rows(offered, 2), (back,))


def waiting(language: Language, announcement: Announcement) -> Keyboard:
    """Of one that is confirmed and nobody has yet."""
    if announcement.state is AnnouncementState.CONFIRMING:
        return ((_cancel(language, announcement),),)
    now = button("📣 " + language.word("Send now"), SendNow(announcement.id))
    return ((now, _cancel(language, announcement)),)


def judgement(language: Language, announcement: Announcement) -> Keyboard:
    """What a second admin can say."""
    _ = language.word
    return (
        (
            button("✅ " + _("I agree"), JudgeAnnouncement(announcement.id, agreed=True)),
            button("✖️ " + _("I do not"), JudgeAnnouncement(announcement.id, agreed=False)),
        ),
    )


def under_way(language: Language, announcement: Announcement, progress: Progress, *, asks: bool) -> Keyboard:
    """What can be done to one that was sent, or is being sent."""
    state = announcement.state
    if state is AnnouncementState.TRIED:
        rest = button("📣 " + language.word("To all others"), SteerAnnouncement(announcement.id, Steering.REST))
        return ((rest, _end(language, announcement)),)
    if progress.queued and state in {AnnouncementState.SENDING, AnnouncementState.PAUSED}:
        return _steering(language, announcement)
    is_wanted = state is not AnnouncementState.CANCELLED and state not in UNSENT
    return _doubt(language, announcement) if asks and is_wanted and progress.in_doubt and not progress.queued else ()


def history(announcements: Sequence[Announcement]) -> Keyboard:
    """A button each, with its number in the text."""
    return in_rows([button(f"📣 {number}", OpenAnnouncement(one.id)) for number, one in enumerate(announcements, 1)], 5)


def back_to_addressees(language: Language, announcement: Announcement) -> Keyboard:
    """The way out of the question for a list."""
    return (_back(language, announcement, Card.ADDRESSEES),)


def _choice(
    language: Language, announcement: Announcement, card: Card, names: Sequence[tuple[str, str]], chosen: str | None
) -> Keyboard:
    id_ = announcement.id
    offered = [button(name, AddressTo(id_, card, key), is_chosen=key == chosen) for key, name in names]
    anyone = button(language.word("Any"), AddressTo(id_, card, ""), is_chosen=chosen is None)
    return ((anyone,), *in_pairs(offered), _back(language, announcement, Card.ADDRESSEES))


def _steering(language: Language, announcement: Announcement) -> Keyboard:
    _ = language.word
    if announcement.state is AnnouncementState.PAUSED:
        first = button("▶️ " + _("Resume"), SteerAnnouncement(announcement.id, Steering.RESUME))
    else:
        first = button("⏸ " + _("Hold"), SteerAnnouncement(announcement.id, Steering.PAUSE))
    return ((first, _end(language, announcement)),)


def _doubt(language: Language, announcement: Announcement) -> Keyboard:
    _ = language.word
    return (
        (
            button("🔁 " + _("Send again"), ResolveDoubt(announcement.id, again=True)),
            button("✖️ " + _("Leave it"), ResolveDoubt(announcement.id, again=False)),
        ),
    )


def _end(language: Language, announcement: Announcement) -> Button:
    return button("✖️ " + language.word("Drop the rest"), SteerAnnouncement(announcement.id, Steering.END))


def _cancel(language: Language, announcement: Announcement) -> Button:
    return button("✖️ " + language.word("Cancel"), CancelAnnouncement(announcement.id))


def _back(language: Language, announcement: Announcement, card: Card = Card.ALL) -> Row:
    return (button("‹ " + language.word("Back"), OpenDraft(announcement.id, card)),)
