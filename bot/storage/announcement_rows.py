"""Announcements as rows."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row

from bot.storage.fanout import keyboard_of, media_of, plain_bubble
from digests.model import Addressees, Announcement, Bubble, Locale, Plan


def announcement_row(announcement: Announcement) -> dict[str, Any]:
    """All columns of it."""
    bubble, plan = plain_bubble(announcement.bubble), announcement.plan
    to = announcement.addressees
    return {
        "id": announcement.id,
        "author_chat": announcement.author_chat,
        "state": announcement.state,
        "created_at": announcement.created_at,
        "text": bubble["text"],
        "keyboard": bubble["keyboard"],
        "media": bubble.get("media"),
        "addressees": {"locale": to.locale, "rubric": to.rubric, "region": to.region, "chats": list(to.chats)},
        "plan": plan and {"wall": plan.wall.isoformat(), "zone": plan.zone, "is_local": plan.is_local},
        "is_tried": announcement.is_tried,
        "progress_message": announcement.progress_message,
    }


def announcement_of(row: Row[Any]) -> Announcement:
    """The announcement of a row; one of an earlier version was a text for everybody."""
    return Announcement(
        id=row.id,
        author_chat=row.author_chat,
        state=row.state,
        created_at=row.created_at,
        bubble=Bubble(row.text, keyboard_of(row.keyboard or []), media_of(row.media)),
        addressees=_addressees(row.addressees or {}),
        plan=row.plan and Plan(datetime.fromisoformat(row.plan["wall"]), row.plan["zone"], row.plan["is_local"]),
        is_tried=row.is_tried,
        progress_message=row.progress_message,
    )


def _addressees(plain: dict[str, Any]) -> Addressees:
    locale = plain.get("locale")
    return Addressees(
        Locale(locale) if locale else None, plain.get("rubric"), plain.get("region"), tuple(plain.get("chats") or ())
    )
