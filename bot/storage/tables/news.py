"""What is read: sources, articles with their figures, and what those say in the ledger."""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    SmallInteger,
    Table,
    Text,
    false,
)

from bot.storage.columns import Exact, Keys, Prose, Span, UtcTime, Word
from bot.storage.tables.base import metadata
from digests.model import Direction, FigureStatus, Kind, Locale, Qualifier, SourceKind

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

# Answers of the language model, so that a text is asked about once; answer NULL: none could be used.
retellings = Table(
    "retellings",
    metadata,
    Column("key", Text, primary_key=True),
    Column("answer", Prose),
    Column("kept_at", UtcTime, nullable=False, index=True),
)
