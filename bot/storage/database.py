"""The database as the rest of the process sees it: one store a port."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.storage import pruning, schema
from bot.storage.announcements import AnnouncementStore
from bot.storage.articles import ArticleStore
from bot.storage.engines import database_url, open_engine
from bot.storage.mailings import MailingStore
from bot.storage.outbox import OutboxStore
from bot.storage.sources import SourceStore
from bot.storage.subscribers import SubscriberStore
from bot.storage.transactions import Transactions
from digests.ports import Announcements, Articles, Mailings, Outbox, Sources, Subscribers


class Database:
    """The stores on one engine. Times in it are aware UTC, whatever the database keeps."""

    def __init__(self, engine: AsyncEngine) -> None:
        self.engine = engine
        self._transactions = Transactions(engine)
        self.sources: Sources = SourceStore(self._transactions)
        self.articles: Articles = ArticleStore(self._transactions)
        self.subscribers: Subscribers = SubscriberStore(self._transactions)
        self.mailings: Mailings = MailingStore(self._transactions)
        self.outbox: Outbox = OutboxStore(self._transactions)
        self.announcements: Announcements = AnnouncementStore(self._transactions)

    @property
    def is_embedded(self) -> bool:
        """Whether it is a SQLite file, which nobody else tends: it is migrated on start."""
        return self.engine.dialect.name == "sqlite"

    async def migrate(self) -> None:
        """Bring the schema to this version; ConfigError where the database cannot be opened."""
        await schema.upgrade(self.engine)

    async def check_schema(self) -> None:
        """ConfigError, with what to do, unless the schema is the one of this version."""
        await schema.check(self.engine)

    async def prune(self, now: datetime) -> pruning.Pruned:
        """Remove what nobody can ask for any more."""
        return await pruning.prune(self._transactions, now)

    async def close(self) -> None:
        """Close all connections."""
        await self.engine.dispose()


def open_database(url: str) -> Database:
    """The database at this address (DATABASE_URL), not connected to yet.

    `sqlite:///folder/file.db` or `postgresql://user:password@host/name`, with or without the driver's name; ConfigError
    where it is something else, or where the file's folder cannot be made.
    """
    return Database(open_engine(database_url(url)))
