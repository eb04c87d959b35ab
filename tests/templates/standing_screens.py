"""What /status and the admins' screens say, with fixed values."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from digests.model import Alarm, Audience, Backlog, Bubble, Feedback, Locale, Progress, Right, SourceHealth, Status
from digests.standing import standing
from templates import Templates
from tests.builders import DAY, HOUR, NOW, a_source, a_state, a_subscriber

AUDIENCE = Audience(
    statuses={Status.ACTIVE: 1200, Status.BLOCKED: 31, Status.NEW: 2},
    locales={Locale.KK: 700, Locale.RU: 450, Locale.EN: 50},
    rubrics={"youth": 400, "grants": 1100, "gone": 1},
    week=21,
    month=101,
)
WRITTEN = {
    Locale.KK: "Ауыл кітапханалары туралы жаңалық аз & <b>",
    Locale.RU: "Мало новостей о сельских библиотеках & <b>",
    Locale.EN: "Too little news about village libraries & <b>",
}
ANSWERED = {
    Locale.KK: "Рақмет, екі басылым қостық.",
    Locale.RU: "Спасибо, мы добавили два издания.",
    Locale.EN: "Thank you, we have added two outlets.",
}


def standing_screens(templates: Templates, locale: Locale) -> dict[str, Sequence[Bubble]]:
    """Each bubble by its name."""
    numbers, one = frozenset({Right.NUMBERS}), Audience({Status.ACTIVE: 1}, {locale: 1}, {})
    kept = Feedback("0123456789abcdef", 1, NOW, WRITTEN[locale])
    return {
        "status": _status(templates, locale),
        "feedback": [templates.feedback(kept, locale), templates.ask_answer(kept, locale)],
        "inbox": [
            templates.inbox(those, locale, number=number) for those, number in (([kept] * 3, 1), ([kept], 9), ([], 0))
        ],
        "overview": [
            templates.overview(AUDIENCE, Progress(12, 3456, 7, 1), locale, waiting=3, rights=frozenset(Right)),
            templates.overview(one, Progress(), locale, waiting=2, rights=numbers),
        ],
        "alarms": [
            *(templates.alarm(alarm, locale, rights=frozenset(Right)) for alarm in Alarm),
            templates.alarm(Alarm.NO_DIGEST, locale, rights=numbers),
        ],
        "answer": [templates.answer(kept, ANSWERED[locale], locale)],
    }


def _status(templates: Templates, locale: Locale) -> list[Bubble]:
    person = a_subscriber(locale=locale, last_digest_at=NOW - 8 * HOUR, next_digest_at=NOW + 16 * HOUR)
    away = replace(person, status=Status.PAUSED, next_digest_at=None, paused_until=NOW + 7 * DAY)
    nobody = replace(person, status=Status.NEW, next_digest_at=None, last_digest_at=None)
    never = SourceHealth(a_source(name="Mute"), a_state(succeeded_at=None, failures=3), 0)
    late = SourceHealth(a_source(name="Aral <Post>"), a_state(succeeded_at=NOW - 3 * DAY), 1)
    silent = SourceHealth(a_source(name="Steppe"), a_state(problem="silent"), 5)
    ill = standing([SourceHealth(a_source(), a_state(), 21), silent, never, *[late] * 8], NOW)
    well = standing([SourceHealth(a_source(), a_state(), 21)] * 12, NOW)
    soon = NOW + timedelta(minutes=5)
    return [
        templates.status(person, well, Backlog(), soon),
        templates.status(away, ill, Backlog(1234, NOW), soon),
        templates.status(nobody, standing([never], NOW), Backlog(1, NOW), soon),
    ]
