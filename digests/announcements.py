"""Rules for announcements: a draft is written, looked at, perhaps planned and confirmed, then sent or dropped."""

import html
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from digests.errors import Refusal
from digests.model import (
    Addressees,
    Announcement,
    AnnouncementState,
    Bubble,
    Button,
    Mailing,
    MailingKind,
    Media,
    Plan,
    Progress,
    short_key,
)

LONGEST = 4096
"""What Telegram takes in one message, in UTF-16 units after its HTML is parsed."""
LONGEST_CAPTION = 1024
"""The same below a picture or a file."""
LONGEST_LABEL = 64
"""Of a button that leads to a page, in characters."""
MOST_CHATS = 1_000
"""In a list: more than one message of numbers holds."""

WANTED_FOR = timedelta(hours=24)
"""After this an announcement is not sent to those it has not reached; an event may be over."""
LATE = timedelta(hours=2)
"""An announcement whose time went by so long ago is not sent unasked."""

UNDER_WAY = (AnnouncementState.SENDING, AnnouncementState.PAUSED, AnnouncementState.ENDING)
"""Something of it may still be sent."""
UNSENT = (AnnouncementState.DRAFT, AnnouncementState.CONFIRMING, AnnouncementState.SCHEDULED, AnnouncementState.OVERDUE)
"""It is written, and nobody has it yet."""

FROM = {
    AnnouncementState.PAUSED: (AnnouncementState.SENDING,),
    AnnouncementState.SENDING: (AnnouncementState.PAUSED,),
    # Twice is something here: what was on its way at the first time may have been put back since.
    AnnouncementState.ENDING: (*UNDER_WAY, AnnouncementState.TRIED),
}
"""From which states an announcement under way is paused, resumed and ended."""

_TAG = re.compile(r"<[^<>]*>")
_LINK = re.compile(r"(?P<label>[^\n|]*[^\s|])\s+[-–—]\s+(?P<url>https?://[^\s|]+)")
_NUMBERS = re.compile(r"[\s,;]+")


def drafted(author_chat: int, now: datetime) -> Announcement:
    """A new announcement that waits for what its author writes."""
    key = short_key("announcement", str(author_chat), now.isoformat())
    return Announcement(key, author_chat, AnnouncementState.AWAITING_TEXT, now)


def written(
    announcement: Announcement, text: str, media: Media | None = None, links: Sequence[Button] = ()
) -> Announcement:
    """The draft with this text (Telegram HTML), ready to be looked at; another one replaces the one before.

    Lines at its end that are a few words, a dash and an address become buttons, below those of `links`.

    Raises:
        Refusal: `announcement_empty`, `announcement_too_long` (with `units` and `limit`), or `announcement_closed`
            when it is sent or dropped already.
    """
    if announcement.state not in {AnnouncementState.AWAITING_TEXT, AnnouncementState.DRAFT}:
        raise Refusal("announcement_closed")
    said, rows = _with_buttons(text.strip())
    units, limit = _units_shown(said), LONGEST_CAPTION if media else LONGEST
    if units == 0 and media is None:
        raise Refusal("announcement_empty")
    if units > limit:
        raise Refusal("announcement_too_long", units=units, limit=limit)
    bubble = Bubble(said, (*((link,) for link in links), *rows), media)
    return replace(announcement, state=AnnouncementState.DRAFT, bubble=bubble)


def addressed(announcement: Announcement, addressees: Addressees) -> Announcement:
    """The draft for these chats. Raises Refusal `announcement_closed` where it is a draft no more."""
    _require_draft(announcement)
    return replace(announcement, addressees=addressees)


def planned(announcement: Announcement, plan: Plan | None, now: datetime) -> Announcement:
    """The draft for this time; None: at once.

    Raises:
        Refusal: `announcement_time_passed`, or `announcement_closed` where it is a draft no more.
    """
    _require_draft(announcement)
    if plan and plan.at(plan.zone) <= now:
        raise Refusal("announcement_time_passed")
    return replace(announcement, plan=plan)


def tried(announcement: Announcement, *, wanted: bool) -> Announcement:
    """The draft, for a few first or for all at once. Raises Refusal `announcement_closed` where it is none."""
    _require_draft(announcement)
    return replace(announcement, is_tried=wanted)


def chats_of(text: str) -> tuple[int, ...]:
    """The chats that somebody lists, each once, in their order.

    Raises:
        Refusal: `announcement_list` with what is no number, or `announcement_list_long`.
    """
    words = [word for word in _NUMBERS.split(text.strip()) if word]
    wrong = next((word for word in words if not re.fullmatch(r"-?[0-9]{1,15}", word)), None)
    if wrong is not None or not words:
        raise Refusal("announcement_list", word=wrong or "")
    chats = tuple(dict.fromkeys(int(word) for word in words))
    if len(chats) > MOST_CHATS:
        raise Refusal("announcement_list_long", limit=MOST_CHATS)
    return chats


def needs_second(audience: int, *, above: int, admins: int) -> bool:
    """Whether a second admin has to agree; `above` 0: never. An only admin has nobody to ask."""
    return bool(above) and audience > above and admins > 1


def fallen_due(announcement: Announcement, now: datetime) -> AnnouncementState | None:
    """What becomes of one that waits for its time: SENDING, OVERDUE, or None, where it goes on waiting."""
    plan = announcement.plan
    if plan is None or plan.starts_at > now:
        return None
    return AnnouncementState.OVERDUE if now - plan.at(plan.zone) > LATE else AnnouncementState.SENDING


def cancelled(announcement: Announcement) -> Announcement:
    """Dropped: it is never sent. Dropping it twice is nothing.

    Raises:
        Refusal: `announcement_closed` when it is being sent, or was.
    """
    closed = (*UNSENT, AnnouncementState.AWAITING_TEXT, AnnouncementState.CANCELLED)
    if announcement.state not in closed:
        raise Refusal("announcement_closed")
    return replace(announcement, state=AnnouncementState.CANCELLED)


def ended(announcement: Announcement, progress: Progress) -> Announcement:
    """The announcement as it is with this progress: where nothing is left to send, it has ended, or waits (TRIED)."""
    if progress.queued:
        return announcement
    if progress.stopped:
        return replace(announcement, state=AnnouncementState.STOPPED)
    if announcement.state is AnnouncementState.ENDING:
        return replace(announcement, state=AnnouncementState.CANCELLED)
    return replace(announcement, state=AnnouncementState.TRIED if announcement.is_tried else AnnouncementState.DONE)


def mailing_of(announcement: Announcement, now: datetime) -> Mailing:
    """What goes out: the very bubble of the preview, under a key that makes a second confirmation add nothing."""
    return Mailing(
        key=mailing_key(announcement),
        kind=MailingKind.ANNOUNCEMENT,
        bubbles=(announcement.bubble,),
        created_at=now,
        expires_at=now + WANTED_FOR,
    )


def mailing_key(announcement: Announcement) -> str:
    """The key of the mailing that an announcement becomes."""
    return short_key("mailing", announcement.id)


def _require_draft(announcement: Announcement) -> None:
    if announcement.state is not AnnouncementState.DRAFT:
        raise Refusal("announcement_closed")


def _with_buttons(text: str) -> tuple[str, list[tuple[Button, ...]]]:
    """The text without the lines at its end that are buttons, and these; of one line alone something is left to say."""
    lines, rows = text.split("\n"), list[tuple[Button, ...]]()
    while len(lines) > 1 and (row := _row(lines[-1])):
        rows.insert(0, row)
        lines.pop()
    return "\n".join(lines).rstrip(), rows


def _row(line: str) -> tuple[Button, ...]:
    """«Words - https://… | Other words - https://…» as buttons beside each other; empty: it is no such line."""
    parts = [_LINK.fullmatch(html.unescape(_TAG.sub("", part)).strip()) for part in line.split("|")]
    if not all(part and len(part["label"]) <= LONGEST_LABEL for part in parts):
        return ()
    return tuple(Button(part["label"], url=part["url"]) for part in parts if part)


def _units_shown(text: str) -> int:
    shown = html.unescape(_TAG.sub("", text)).strip()
    return len(shown.encode("utf-16-le")) // 2
