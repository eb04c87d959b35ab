"""What /status and the admins' screens say, with fixed values."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from digests.model import Backlog, Bubble, Feedback, Locale, SourceHealth, Status
from digests.standing import standing
from templates import Templates
from tests.builders import DAY, HOUR, NOW, a_source, a_state, a_subscriber

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
    kept = Feedback("0123456789abcdef", 1, NOW, WRITTEN[locale])
    return {
        "status": _status(templates, locale),
        "feedback": [templates.feedback(kept, locale), templates.ask_answer(kept, locale)],
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
