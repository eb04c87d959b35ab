"""Chats, and who runs the bot."""

from sqlalchemy import BigInteger, Boolean, Column, Date, Index, SmallInteger, Table, Text, false

from bot.storage.columns import Days, Keys, Prose, UtcTime, Word
from bot.storage.tables.base import Serial, metadata
from digests.model import Act, ChatKind, Length, Locale, Question, Role, Status

subscribers = Table(
    "subscribers",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("kind", Word(ChatKind), nullable=False),
    Column("locale", Word(Locale), nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("rubrics", Keys, nullable=False),  # sorted, so that equal choices are equal texts
    Column("days", Days, nullable=False),
    Column("hour", SmallInteger, nullable=False),
    Column("minute", SmallInteger, nullable=False),
    Column("zone", Text, nullable=False),
    Column("at_once", Boolean, nullable=False),
    Column("quiet_from", SmallInteger, nullable=False),
    Column("quiet_until", SmallInteger, nullable=False),
    Column("even_empty", Boolean, nullable=False, server_default=false()),
    Column("status", Word(Status), nullable=False),
    Column("next_digest_at", UtcTime, index=True),
    Column("news_since", UtcTime),  # NULL: since the slot before
    Column("last_digest_at", UtcTime),
    Column("thread_id", BigInteger),
    Column("words", Keys, nullable=False),  # these three are sorted too
    Column("without", Keys, nullable=False),
    Column("regions", Keys, nullable=False),
    Column("length", Word(Length), nullable=False),
    Column("takes_announcements", Boolean, nullable=False),
    Column("paused_until", UtcTime, index=True),
    Column("asked", Word(Question)),
)

audit = Table(
    "audit",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("at", UtcTime, nullable=False),
    Column("by", BigInteger, nullable=False),
    Column("act", Word(Act), nullable=False),
    Column("subject", Text, nullable=False, index=True),
    Column("whom", BigInteger),
)

# Who runs the bot beside the owners of the settings.
roles = Table(
    "roles",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("role", Word(Role), nullable=False),
    Column("since", UtcTime, nullable=False),
)

# code  a hash of it
invitations = Table(
    "invitations",
    metadata,
    Column("code", Text, primary_key=True),
    Column("role", Word(Role), nullable=False),
    Column("until", UtcTime, nullable=False),
)

# place     empty: where sources name none (a key may not be NULL)
# told      the value told last, as `follows.told_as` writes it
# told_day  the last day that it speaks of
# told_at   when a message of it was queued; NULL: none yet, the follower saw it on the card
follows = Table(
    "follows",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("series", Text, primary_key=True),
    Column("place", Text, primary_key=True),
    Column("since", UtcTime, nullable=False),
    Column("told", Text, nullable=False),
    Column("told_day", Date),
    Column("told_at", UtcTime),
    Index(None, "series", "place"),
)

# closed_at  NULL: no admin has answered it yet, or put it aside
feedback = Table(
    "feedback",
    metadata,
    Column("id", Text, primary_key=True),
    Column("chat_id", BigInteger, nullable=False, index=True),
    Column("sent_at", UtcTime, nullable=False),
    Column("text", Prose, nullable=False),
    Column("closed_at", UtcTime),
    Index(None, "closed_at", "sent_at"),
)

# Which feedback the next message of an admin's chat answers. No foreign key: its author may be forgotten meanwhile.
answering = Table(
    "answering",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("feedback", Text, nullable=False),
)
