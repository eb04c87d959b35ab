"""What is sent, and what became of it."""

from enum import StrEnum

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    false,
)

from bot.storage.columns import Prose, UtcTime, Word
from bot.storage.tables.base import Serial, metadata
from digests.model import Alarm, AnnouncementState, Locale, MailingKind


class DeliveryState(StrEnum):
    """Where a delivery is. The first three are open: `ended_at` is NULL exactly then.

    LEASED      claimed; its request has surely not left
    SENDING     its request may have left: when its sender dies now, nobody knows whether it arrived
    UNKNOWN     so it was, and it is not sent again unasked
    WITHDRAWN   its announcement was dropped before it was sent
    """

    QUEUED = "queued"
    LEASED = "leased"
    SENDING = "sending"
    SENT = "sent"
    UNREACHABLE = "unreachable"
    FAILED = "failed"
    EXPIRED = "expired"
    UNKNOWN = "unknown"
    WITHDRAWN = "withdrawn"


mailings = Table(
    "mailings",
    metadata,
    Column("key", Text, primary_key=True),
    Column("kind", Word(MailingKind), nullable=False),
    Column("bubbles", JSON, nullable=False),
    Column("evidence", JSON, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("expires_at", UtcTime, nullable=False),
    Column("locale", Word(Locale)),
    Column("original", Text, index=True),  # of an edit or a note: the mailing that it is about
    Column("parts", JSON(none_as_null=True)),
    Column("stories", JSON(none_as_null=True)),
    Column("audience", Text),
    Column("until", UtcTime),
    Column("stopped", Prose),
    Column("paused", Boolean, nullable=False, server_default=false()),
    Index(None, "audience", "until"),
)
Index("ix_mailings_paused", mailings.c.key, sqlite_where=mailings.c.paused, postgresql_where=mailings.c.paused)

# priority     smaller goes first
# not_before   when it may be sent
# holder       the sender that claimed it, by a number of its own
# lease_until  until then a sender has it; NULL: no sender has it
# target       the message that it changes or answers
# doubts       how often it may have been sent without anybody knowing
# ended_at     NULL: still to be sent. The indexes of the hot path hold only those rows, so that they stay small.
deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("mailing", ForeignKey("mailings.key"), nullable=False),
    Column("chat_id", BigInteger, nullable=False),
    Column("part", SmallInteger, nullable=False),
    Column("thread_id", BigInteger),
    Column("state", Word(DeliveryState), nullable=False),
    Column("priority", SmallInteger, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("not_before", UtcTime, nullable=False),
    Column("expires_at", UtcTime, nullable=False),
    Column("holder", BigInteger),
    Column("lease_until", UtcTime),
    Column("doubts", SmallInteger, nullable=False, server_default="0"),
    Column("ended_at", UtcTime),
    Column("message_id", BigInteger),
    Column("error", Prose),
    Column("target", BigInteger),
    UniqueConstraint("mailing", "chat_id", "part"),
)
is_open = deliveries.c.ended_at.is_(None)
for name, columns in {
    "queue": ("priority", "not_before", "chat_id", "id"),
    "chat": ("chat_id", "priority", "id"),
    "expiry": ("expires_at",),
}.items():
    Index(
        f"ix_deliveries_{name}",
        *(deliveries.c[column] for column in columns),
        sqlite_where=is_open,
        postgresql_where=is_open,
    )
is_sending = deliveries.c.state == DeliveryState.SENDING
Index("ix_deliveries_sending", deliveries.c.lease_until, sqlite_where=is_sending, postgresql_where=is_sending)

# Chats to which nothing may go before `until`: Telegram said so at `told_at`. A row is there only as long as it holds.
rests = Table(
    "rests",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("told_at", UtcTime, nullable=False),
    Column("until", UtcTime, nullable=False),
)

announcements = Table(
    "announcements",
    metadata,
    Column("id", Text, primary_key=True),
    Column("author_chat", BigInteger, nullable=False),
    Column("state", Word(AnnouncementState), nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("text", Prose, nullable=False),
    Column("keyboard", JSON),
    Column("media", JSON),
    Column("addressees", JSON),
    Column("plan", JSON),
    Column("is_tried", Boolean, nullable=False, server_default=false()),
    Column("progress_message", BigInteger),
)

# Updates that were handled, or are: Telegram sends them again where a crash came before they were acknowledged.
updates = Table(
    "updates",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("handled_at", UtcTime, index=True),  # NULL: it is being handled
    Column("claimed_until", UtcTime),  # nobody else handles it before
)

# Pictures that Telegram has already: sent again by their file_id.
pictures = Table(
    "pictures",
    metadata,
    Column("key", Text, primary_key=True),
    Column("file_id", Text, nullable=False),
    Column("kept_at", UtcTime, nullable=False),
)

# What is wrong with the bot now, and since when.
alarms = Table(
    "alarms",
    metadata,
    Column("alarm", Word(Alarm), primary_key=True),
    Column("since", UtcTime, nullable=False),
)
