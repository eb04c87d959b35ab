"""The cards of announcements before they are sent, with values that show each line."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from digests.model import Addressees, Announcement, AnnouncementState, Bubble, Locale, Plan, Progress
from templates import Templates
from templates.actions.announcements import Card
from tests.builders import NOW

ALMATY = "Asia/Almaty"
WALL = datetime(2025, 10, 22, 9, 15)  # noqa: DTZ001 a wall clock's


def announcement_screens(
    templates: Templates, announcement: Announcement, locale: Locale
) -> Mapping[str, Sequence[Bubble]]:
    """Screens by name."""
    chosen = replace(
        announcement,
        addressees=Addressees(Locale.KK, "grants", "karaganda-oblast", (1, 2, 3)),
        plan=Plan(WALL, ALMATY),
        is_tried=True,
    )
    own = replace(announcement, plan=Plan(WALL, ALMATY, is_local=True))
    waiting = [
        replace(chosen, state=state)
        for state in (AnnouncementState.CONFIRMING, AnnouncementState.SCHEDULED, AnnouncementState.OVERDUE)
    ]
    told = [
        (replace(announcement, state=state), progress)
        for state, progress in (
            (AnnouncementState.DRAFT, Progress()),
            (AnnouncementState.DONE, Progress(sent=1200, failed=4)),
            *((state, Progress()) for state in AnnouncementState if state is not AnnouncementState.AWAITING_TEXT),
        )
    ]

    def draft(one: Announcement, card: Card, audience: int = 1234) -> Bubble:
        return templates.announcement_draft(one, audience, locale, zone=ALMATY, now=NOW, card=card)

    def hours(within: str) -> Bubble:
        return templates.announcement_hours(chosen, 1234, locale, zone=ALMATY, now=NOW, within=within)

    return {
        "announcement_draft": [
            draft(one, Card.ALL, size) for one, size in ((announcement, 1), (chosen, 1234), (own, 5))
        ],
        "announcement_addressees": [draft(one, Card.ADDRESSEES) for one in (announcement, chosen)],
        "announcement_choices": [draft(chosen, card) for card in (Card.LOCALE, Card.RUBRIC, Card.REGION)],
        "announcement_when": [
            *(draft(one, Card.DAY) for one in (announcement, own)),
            *(hours(within) for within in ("20251019", "20251022", "2025102209")),
        ],
        "announcement_waiting": [templates.announcement_waiting(one, 1234, locale) for one in waiting],
        "announcement_judge": [templates.announcement_judge(waiting[0], 1234, locale)],
        "announcement_list": [templates.announcement_list(announcement, locale)],
        "announcement_history": [
            templates.announcement_history(told, locale),
            templates.announcement_history([], locale),
        ],
    }
