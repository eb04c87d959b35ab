"""One mailing to many chats: a few statements, however many chats there are."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, literal, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.citing import keep_citations
from bot.storage.tables import DeliveryState, deliveries, mailings, subscribers
from bot.storage.transactions import Transactions
from digests.model import Bubble, Button, FigureRef, Mailing, MailingKind, Media, MediaKind, ToldStory

PRIORITY = {
    MailingKind.NEWS: -1,
    MailingKind.DIGEST: 0,
    MailingKind.EDIT: 0,
    MailingKind.NOTE: 0,
    MailingKind.ANNOUNCEMENT: 1,
}


async def keep_mailing(transactions: Transactions, connection: AsyncConnection, mailing: Mailing) -> None:
    """Keep the mailing, and which figures it states; a known key stays as it is."""
    row = {
        "key": mailing.key,
        "kind": mailing.kind,
        "bubbles": [plain_bubble(bubble) for bubble in mailing.bubbles],
        "evidence": [[ref.article_id, ref.revision, ref.index] for ref in mailing.evidence],
        "created_at": mailing.created_at,
        "expires_at": mailing.expires_at,
        "stories": [[one.article, one.articles, one.outlets, one.origin, one.shared] for one in mailing.stories],
        "audience": mailing.audience,
        "until": mailing.until,
        "locale": mailing.locale,
        "original": mailing.original,
        "parts": list(mailing.parts) if mailing.original else None,
    }
    await connection.execute(transactions.insert(mailings).on_conflict_do_nothing(), row)
    await keep_citations(transactions, connection, mailing)


async def fan_out(
    transactions: Transactions,
    connection: AsyncConnection,
    mailing: Mailing,
    audience: ColumnElement[bool],
    *,
    starts_at: datetime | None = None,
) -> int:
    """Queue every bubble of the kept mailing for the audience; returns the number of deliveries added.

    `starts_at`: the moment before which nobody shall have it, if not that of the mailing; what is left of its time
    moves with it.
    """
    added, first = 0, starts_at or mailing.created_at
    last = mailing.expires_at + (first - mailing.created_at)
    columns = ["mailing", "chat_id", "thread_id", "part", "state", "priority", "attempts", "not_before", "expires_at"]
    for part in range(len(mailing.bubbles)):
        table = deliveries.c
        rows = select(
            literal(mailing.key, table.mailing.type),
            subscribers.c.chat_id,
            subscribers.c.thread_id,
            literal(part, table.part.type),
            literal(DeliveryState.QUEUED, table.state.type),
            literal(PRIORITY[mailing.kind], table.priority.type),
            literal(0, table.attempts.type),
            literal(first, table.not_before.type),
            literal(last, table.expires_at.type),
        ).where(audience)
        insert = transactions.insert(deliveries).from_select(columns, rows).on_conflict_do_nothing()
        added += (await connection.execute(insert)).rowcount
    return added


def mailing_of(row: Row[Any]) -> Mailing:
    """The mailing of a row."""
    return Mailing(
        key=row.key,
        kind=row.kind,
        bubbles=bubbles_of(row.bubbles),
        created_at=row.created_at,
        expires_at=row.expires_at,
        evidence=tuple(FigureRef(*place) for place in row.evidence),
        stories=tuple(map(_told_story, row.stories or ())),  # NULL: from before they were kept
        audience=row.audience,
        until=row.until,
        locale=row.locale,
        original=row.original,
        parts=tuple(row.parts or ()),
    )


def bubbles_of(plain: list[dict[str, Any]]) -> tuple[Bubble, ...]:
    """The bubbles of the column `bubbles`."""
    return tuple(
        Bubble(bubble["text"], keyboard_of(bubble["keyboard"]), media_of(bubble.get("media"))) for bubble in plain
    )


def keyboard_of(plain: list[list[list[Any]]]) -> tuple[tuple[Button, ...], ...]:
    """The buttons of a column of them."""
    return tuple(tuple(Button(*button) for button in row) for row in plain)


def media_of(plain: list[str] | None) -> Media | None:
    """What stands above a text, of a column of it."""
    return Media(MediaKind(plain[0]), plain[1]) if plain else None


def _told_story(plain: list[Any]) -> ToldStory:
    article, articles, outlets, origin, shared = plain
    return ToldStory(article, tuple(articles), tuple(outlets), origin, tuple(shared))


def plain_bubble(bubble: Bubble) -> dict[str, Any]:
    """A bubble as JSON keeps it."""
    keyboard = [[[button.label, button.action, button.url, button.app] for button in row] for row in bubble.keyboard]
    media = [bubble.media.kind.value, bubble.media.file_id] if bubble.media else None
    return {"text": bubble.text, "keyboard": keyboard, **({"media": media} if media else {})}
