"""Rules for announcements: a draft is written, previewed, then sent or dropped."""

import html
import re
from dataclasses import replace
from datetime import datetime, timedelta

from digests.errors import Refusal
from digests.model import Announcement, AnnouncementState, Bubble, Mailing, MailingKind, Progress, short_key

LONGEST = 4096
"""What Telegram takes in one message, in UTF-16 units after its HTML is parsed."""

WANTED_FOR = timedelta(hours=24)
"""After this an announcement is not sent to those it has not reached; an event may be over."""

UNDER_WAY = (AnnouncementState.SENDING, AnnouncementState.PAUSED, AnnouncementState.ENDING)
"""Something of it may still be sent."""

FROM = {
    AnnouncementState.PAUSED: (AnnouncementState.SENDING,),
    AnnouncementState.SENDING: (AnnouncementState.PAUSED,),
    # Twice is something here: what was on its way at the first time may have been put back since.
    AnnouncementState.ENDING: UNDER_WAY,
}
"""From which states an announcement under way is paused, resumed and ended."""

_TAG = re.compile(r"<[^<>]*>")
_OPEN = (AnnouncementState.AWAITING_TEXT, AnnouncementState.DRAFT)


def drafted(author_chat: int, now: datetime) -> Announcement:
    """A new announcement that waits for its author's text."""
    key = short_key("announcement", str(author_chat), now.isoformat())
    return Announcement(key, author_chat, AnnouncementState.AWAITING_TEXT, now)


def with_text(announcement: Announcement, text: str) -> Announcement:
    """The draft with this text (Telegram HTML), ready to be looked at; another text replaces the one before.

    Raises:
        Refusal: `announcement_empty`, `announcement_too_long` (with `units` and `limit`), or `announcement_closed`
            when it is sent or dropped already.
    """
    _require_open(announcement)
    units = _units_shown(text)
    if units == 0:
        raise Refusal("announcement_empty")
    if units > LONGEST:
        raise Refusal("announcement_too_long", units=units, limit=LONGEST)
    return replace(announcement, state=AnnouncementState.DRAFT, text=text.strip())


def cancelled(announcement: Announcement) -> Announcement:
    """Dropped: it is never sent. Dropping it twice is nothing.

    Raises:
        Refusal: `announcement_closed` when it is being sent, or was.
    """
    if announcement.state is not AnnouncementState.CANCELLED:
        _require_open(announcement)
    return replace(announcement, state=AnnouncementState.CANCELLED)


def ended(announcement: Announcement, progress: Progress) -> Announcement:
    """The announcement as it is with this progress: where nothing is left to send, it has ended."""
    if progress.queued:
        return announcement
    if progress.stopped:
        return replace(announcement, state=AnnouncementState.STOPPED)
    is_dropped = announcement.state is AnnouncementState.ENDING
    return replace(announcement, state=AnnouncementState.CANCELLED if is_dropped else AnnouncementState.DONE)


def mailing_of(announcement: Announcement, now: datetime) -> Mailing:
    """What goes out: the very bubble of the preview, under a key that makes a second confirmation add nothing."""
    return Mailing(
        key=mailing_key(announcement),
        kind=MailingKind.ANNOUNCEMENT,
        bubbles=(Bubble(announcement.text),),
        created_at=now,
        expires_at=now + WANTED_FOR,
    )


def mailing_key(announcement: Announcement) -> str:
    """The key of the mailing that an announcement becomes."""
    return short_key("mailing", announcement.id)


def _require_open(announcement: Announcement) -> None:
    if announcement.state not in _OPEN:
        raise Refusal("announcement_closed")


def _units_shown(text: str) -> int:
    shown = html.unescape(_TAG.sub("", text)).strip()
    return len(shown.encode("utf-16-le")) // 2
