"""The tables. A change here needs a revision in `migrations` (`make migration`)."""

from enum import StrEnum

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    false,
)

from bot.storage.columns import Days, Exact, Keys, Prose, Span, UtcTime, Word
from digests.model import (
    Act,
    Alarm,
    AnnouncementState,
    ChatKind,
    CorrectionKind,
    CorrectionState,
    Direction,
    FigureStatus,
    Kind,
    Length,
    Locale,
    MailingKind,
    Qualifier,
    Question,
    Role,
    SourceKind,
    Status,
)


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


# SQLite numbers rows by itself only where the key is an INTEGER.
Serial = BigInteger().with_variant(Integer, "sqlite")

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# The definition of newsroom.toml, and after `next_check_at` what the checks left behind.
sources = Table(
    "sources",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", Word(SourceKind), nullable=False),
    Column("url", Prose, nullable=False),
    Column("name", Prose, nullable=False),
    Column("lang", Word(Locale)),
    Column("rubrics", Keys, nullable=False),
    Column("every_seconds", Integer),  # NULL: by its own rhythm
    Column("verified", Boolean, nullable=False),
    Column("position", Integer, nullable=False),
    Column("is_listed", Boolean, nullable=False),  # whether the newsroom still names it
    Column("rests", Boolean, nullable=False, server_default=false()),  # an admin has said so in the chat
    Column("layout", JSON(none_as_null=True)),
    Column("body", Prose),
    Column("zone", Text),
    Column("next_check_at", UtcTime, nullable=False),
    Column("claimed_until", UtcTime),  # nobody else looks at it before; NULL: nobody looks at it
    Column("checked_at", UtcTime),
    Column("succeeded_at", UtcTime),
    Column("failures", Integer, nullable=False),
    Column("problem", Prose),
    Column("etag", Prose),
    Column("last_modified", Prose),
    Column("body_hash", Text),
    Column("pace", Span),
    Column("quiet_hours", Keys),
    Column("gap", Span),
    Column("newest_at", UtcTime),
    Column("moved_to", Prose),
    Column("moved_since", UtcTime),
    Column("moved_times", Integer),
)

articles = Table(
    "articles",
    metadata,
    Column("id", Text, primary_key=True),
    Column("source_id", ForeignKey("sources.id"), nullable=False, index=True),
    Column("outlet", Prose, nullable=False),
    Column("url", Prose, nullable=False),
    Column("lang", Word(Locale), nullable=False),
    Column("author", Prose),
    Column("state_order", Boolean, nullable=False),
    Column("published", UtcTime, nullable=False),
    Column("collected", UtcTime, nullable=False),
    Column("listed", UtcTime, nullable=False, index=True),
    Column("revision", Integer, nullable=False),  # the current one
)

# Every text that an article ever had: evidence shown last month quotes the text of last month.
revisions = Table(
    "revisions",
    metadata,
    Column("article_id", ForeignKey("articles.id"), primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("title", Prose, nullable=False),
    Column("text", Prose, nullable=False),
    Column("text_hash", Text, nullable=False, index=True),
    Column("revised", UtcTime),
)

article_rubrics = Table(
    "article_rubrics",
    metadata,
    Column("article_id", ForeignKey("articles.id"), primary_key=True),
    Column("rubric", Text, primary_key=True),
    Column("position", SmallInteger, nullable=False),
    Index(None, "rubric", "article_id"),
)

# The words of title and headline sentences of the current revision, as `folding.words` leaves them: a search goes along
# them by their beginnings, which needs an order by code points.
article_words = Table(
    "article_words",
    metadata,
    Column("word", Text().with_variant(Text(collation="C"), "postgresql"), primary_key=True),
    Column("article_id", ForeignKey("articles.id"), primary_key=True),
    Index(None, "article_id", "word"),
)

# headline_rank  its place in Article.headline; NULL: not worth a headline
# search         of headline figures: sentence and title as `folding.fold` leaves them
# status         NULL: a fact, as all were before it was asked
figures = Table(
    "figures",
    metadata,
    Column("article_id", Text, primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("headline_rank", SmallInteger),
    Column("search", Prose),
    Column("span_start", Integer, nullable=False),
    Column("span_end", Integer, nullable=False),
    Column("surface", Prose, nullable=False),
    Column("value", Exact, nullable=False),
    Column("value_from", Exact),
    Column("kind", Word(Kind), nullable=False),
    Column("unit", Text, nullable=False),
    Column("lang", Word(Locale), nullable=False),
    Column("direction", Word(Direction)),
    Column("qualifier", Word(Qualifier), nullable=False),
    Column("sentence_start", Integer, nullable=False),
    Column("sentence_end", Integer, nullable=False),
    Column("counted", Prose),
    Column("counted_start", Integer),
    Column("counted_end", Integer),
    Column("counted_head", Prose),
    Column("period_start", Date),
    Column("period_end", Date),
    Column("status", Word(FigureStatus)),
    Column("place", Text),
    Column("partner_start", Integer),
    Column("partner_end", Integer),
    ForeignKeyConstraint(["article_id", "revision"], ["revisions.article_id", "revisions.revision"]),
)

# What the figures of current revisions say in the ledger; a revision replaces those of the one before.
# is_named  whether a metric names the series
observations = Table(
    "observations",
    metadata,
    Column("article_id", Text, primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("is_earlier", Boolean, primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("series", Text, nullable=False),
    Column("is_named", Boolean, nullable=False),
    Column("unit", Text, nullable=False),
    Column("place", Text),
    Column("value", Exact, nullable=False),
    Column("value_from", Exact),
    Column("kind", Word(Kind), nullable=False),
    Column("direction", Word(Direction)),
    Column("qualifier", Word(Qualifier), nullable=False),
    Column("status", Word(FigureStatus), nullable=False),
    Column("period_start", Date),
    Column("period_end", Date),
    Column("partner", Integer),
    Column("published", UtcTime, nullable=False),
    Column("first_seen", UtcTime, nullable=False, index=True),
    Column("sentence_hash", Text, nullable=False),
    ForeignKeyConstraint(
        ["article_id", "revision", "position"], ["figures.article_id", "figures.revision", "figures.position"]
    ),
    Index("ix_observations_latest", "series", "published"),
    Index("ix_observations_place", "series", "place", "published"),
    Index("ix_observations_period", "series", "period_start", "period_end"),
)
is_plan = observations.c.status == FigureStatus.PLAN
Index(
    "ix_observations_plans",
    observations.c.series,
    observations.c.published,
    sqlite_where=is_plan,
    postgresql_where=is_plan,
)

entries = Table(
    "entries",
    metadata,
    Column("source_id", ForeignKey("sources.id"), primary_key=True),
    Column("key", Text, primary_key=True),
    Column("entry_hash", Text, nullable=False),
    Column("article_id", ForeignKey("articles.id")),
    Column("attempts", Integer, nullable=False),
)

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

# Answers of the language model, so that a text is asked about once; answer NULL: none could be used.
retellings = Table(
    "retellings",
    metadata,
    Column("key", Text, primary_key=True),
    Column("answer", Prose),
    Column("kept_at", UtcTime, nullable=False, index=True),
)

# Which figures a mailing states, to be found by the article.
citations = Table(
    "citations",
    metadata,
    Column("mailing", ForeignKey("mailings.key", ondelete="CASCADE"), primary_key=True),
    Column("article_id", Text, primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Index(None, "article_id", "revision", "position"),
)

# When articles of which figures were told are looked at again; due_at NULL: no more.
readings = Table(
    "readings",
    metadata,
    Column("article_id", Text, primary_key=True),
    Column("cited_at", UtcTime, nullable=False),
    Column("due_at", UtcTime, index=True),
    Column("compared", Integer, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("gone", Integer, nullable=False),
    Column("etag", Prose),
    Column("last_modified", Prose),
)

# now_revision, now_position  the figure of the same article that stands there now; NULL: none
corrections = Table(
    "corrections",
    metadata,
    Column("id", Text, primary_key=True),
    Column("article_id", ForeignKey("articles.id"), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("position", Integer, nullable=False),
    Column("kind", Word(CorrectionKind), nullable=False),
    Column("state", Word(CorrectionState), nullable=False),
    Column("found_at", UtcTime, nullable=False),
    Column("now_revision", Integer),
    Column("now_position", Integer),
    Index(None, "article_id", "revision", "position"),
    Index(None, "state", "found_at"),
)

# closed_at  NULL: no admin has looked at it yet
refusals = Table(
    "refusals",
    metadata,
    Column("key", Text, primary_key=True),
    Column("article_id", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("text", Prose, nullable=False),
    Column("surface", Prose, nullable=False),
    Column("reason", Text, nullable=False),
    Column("found_at", UtcTime, nullable=False),
    Column("closed_at", UtcTime),
    Index(None, "closed_at", "found_at"),
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
# What is wrong with the bot now, and since when.
alarms = Table(
    "alarms",
    metadata,
    Column("alarm", Word(Alarm), primary_key=True),
    Column("since", UtcTime, nullable=False),
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
