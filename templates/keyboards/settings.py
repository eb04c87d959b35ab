"""The buttons of the settings."""

from collections.abc import Sequence
from datetime import datetime

from digests.lang.places import REGIONS
from digests.model import Button, Length, Locale, Status, Subscriber, Wishes
from templates.actions.codes import word_code
from templates.actions.settings import (
    AskWords,
    Delete,
    DropWord,
    PauseFor,
    RubricsPage,
    Screen,
    SetActive,
    SetAllRegions,
    SetAllRubrics,
    SetAnnouncements,
    SetLength,
    SetLocale,
    SetRegion,
    SetRubric,
)
from templates.keyboards.parts import Keyboard, Row, back, button, in_pairs, numbered, opening, short
from templates.language import NAMES, Language
from templates.places import brief_place_name
from templates.when import city_named, days_named, hours_named

RUBRICS_A_PAGE = 8
"""As many as a phone shows without scrolling."""


def start(language: Language, keys: Sequence[str], subscriber: Subscriber, page: int) -> Keyboard:
    """Languages, rubrics and "Done" on one card."""
    done = button("👍 " + language.word("Done"), SetActive(True))
    return (
        _languages(subscriber, Screen.START),
        *_rubrics(language, keys, subscriber, Screen.START, page),
        *(((done,),) if subscriber.rubrics else ()),
    )


def rubrics(language: Language, keys: Sequence[str], subscriber: Subscriber, page: int) -> Keyboard:
    """Rubrics as toggles."""
    return (*_rubrics(language, keys, subscriber, Screen.RUBRICS, page), back(language, Screen.SETTINGS))


def settings(language: Language, subscriber: Subscriber, *, rubrics: int, app: str = "") -> Keyboard:
    """The ways to the other menus, each with what is set, and the pause; who gets no digests is offered to begin.

    `app` is where all of it is one page; empty: nowhere that this chat could open.
    """
    _ = language.word
    schedule, wishes = subscriber.schedule, subscriber.wishes
    is_short, takes = wishes.length is Length.SHORT, subscriber.takes_announcements
    digests = (
        opening("⏸ " + _("Pause"), Screen.PAUSE)
        if subscriber.status is Status.ACTIVE
        else button("▶️ " + _("Get digests"), SetActive(True))
    )
    hours = hours_named(language, schedule)
    announcements = _("Announcements: on") if takes else _("Announcements: off")
    return (
        (
            opening("🗂 " + numbered(_("Rubrics"), rubrics), Screen.RUBRICS),
            opening("🌐 " + NAMES[subscriber.locale], Screen.LANGUAGE),
        ),
        (
            opening("🗓 " + days_named(language, schedule), Screen.CADENCE),
            opening("🌙 " + hours, Screen.QUIET) if schedule.at_once else opening("🕘 " + hours, Screen.HOUR),
        ),
        (opening("🏙 " + city_named(language, schedule.zone), Screen.ZONE),),
        (
            opening("🔤 " + numbered(_("Words"), len(wishes.words) + len(wishes.without)), Screen.WORDS),
            opening("📍 " + _regions_set(language, wishes.regions), Screen.REGIONS),
        ),
        (
            button(
                "📏 " + (_("Figures only") if is_short else _("Full digest")),
                SetLength(Length.FULL if is_short else Length.SHORT),
            ),
            button("📣 " + announcements, SetAnnouncements(not takes)),
        ),
        (digests,),
        *(((Button("🪟 " + _("All on one page"), app=app),),) if app else ()),
    )


def words(language: Language, wishes: Wishes) -> Keyboard:
    """Ways to add words, and each word that is set, to be dropped by a tap."""
    _ = language.word
    set_words = [*(("➕ ", word) for word in wishes.words), *(("➖ ", word) for word in wishes.without)]
    return (
        (button("➕ " + _("Only with…"), AskWords(True)), button("➖ " + _("Without…"), AskWords(False))),
        *in_pairs([button(short(f"✖️ {sign}{word}"), DropWord(word_code(word))) for sign, word in set_words]),
        back(language, Screen.SETTINGS),
    )


def back_to_words(language: Language) -> Keyboard:
    """The way out of the question for words."""
    return (back(language, Screen.WORDS),)


def regions(language: Language, wishes: Wishes) -> Keyboard:
    """Regions as toggles; the whole country is what holds without any."""
    toggles = [
        button(
            short(brief_place_name(key, language.locale)),
            SetRegion(key, key not in wishes.regions),
            is_chosen=key in wishes.regions,
        )
        for key in REGIONS
    ]
    everywhere = button(language.word("All Kazakhstan"), SetAllRegions(), is_chosen=not wishes.regions)
    return ((everywhere,), *in_pairs(toggles), back(language, Screen.SETTINGS))


def pauses(language: Language) -> Keyboard:
    """How long to pause."""
    _ = language.word
    return (
        (button(_("For a week"), PauseFor(7)), button(_("For a month"), PauseFor(30))),
        (button(_("Until I come back"), SetActive(False)),),
        back(language, Screen.SETTINGS),
    )


def delete(language: Language, now: datetime) -> Keyboard:
    """Forget this chat, or keep all; what deletes does not stand first."""
    _ = language.word
    asked = int(now.timestamp())
    return (
        (button(_("Keep everything"), Delete(False, asked)),),
        (button("🗑 " + _("Delete all"), Delete(True, asked)),),
    )


def languages(language: Language, subscriber: Subscriber) -> Keyboard:
    """The languages, each in its own words."""
    return (_languages(subscriber, Screen.SETTINGS), back(language, Screen.SETTINGS))


def paused(language: Language) -> Keyboard:
    """The way back to digests."""
    return ((button("▶️ " + language.word("Get digests again"), SetActive(True)),),)


def resumed(language: Language) -> Keyboard:
    """The way back to the settings."""
    return (back(language, Screen.SETTINGS),)


def zone_taken(language: Language) -> Keyboard:
    """Another city, or back to the settings."""
    return ((opening("🏙 " + language.word("Another city"), Screen.ZONE),), back(language, Screen.SETTINGS))


def unknown(language: Language) -> Keyboard:
    """Under a hint."""
    _ = language.word
    return ((opening("🗂 " + _("Rubrics"), Screen.RUBRICS), opening("⚙️ " + _("Settings"), Screen.SETTINGS)),)


def choose_rubrics(language: Language) -> Keyboard:
    """The way to the rubrics."""
    return ((opening("🗂 " + language.word("Choose rubrics"), Screen.RUBRICS),),)


def _languages(subscriber: Subscriber, screen: Screen) -> Row:
    return tuple(
        button(NAMES[locale], SetLocale(locale, screen), is_chosen=locale is subscriber.locale) for locale in Locale
    )


def page_of(place: int) -> int:
    """The page on which the rubric with this place stands."""
    return place // RUBRICS_A_PAGE


def _rubrics(language: Language, keys: Sequence[str], subscriber: Subscriber, screen: Screen, page: int) -> Keyboard:
    """A page of them (from 0; past the end the last), the ways to the others, and all or none."""
    _ = language.word
    last = page_of(max(0, len(keys) - 1))
    page = min(max(page, 0), last)
    toggles = [
        button(
            language.rubric(key),
            SetRubric(key, key not in subscriber.rubrics, screen),
            is_chosen=key in subscriber.rubrics,
        )
        for key in keys[page * RUBRICS_A_PAGE : (page + 1) * RUBRICS_A_PAGE]
    ]
    others = (
        *((button("‹ " + _("Previous"), RubricsPage(page - 1, screen)),) if page else ()),
        *((button(_("More") + " ›", RubricsPage(page + 1, screen)),) if page < last else ()),
    )
    has_all = subscriber.rubrics.issuperset(keys)
    every = button(_("None") if has_all else _("All"), SetAllRubrics(not has_all, screen))
    return (*in_pairs(toggles), *((others,) if others else ()), (every,))


def _regions_set(language: Language, chosen: Sequence[str]) -> str:
    if not chosen:
        return language.word("All Kazakhstan")
    return numbered(language.word("Regions"), len(chosen))
