"""Which figures were told, and what was corrected or refused."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from bot.storage.columns import Prose, UtcTime, Word
from bot.storage.tables.base import metadata
from digests.model import CorrectionKind, CorrectionState

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
