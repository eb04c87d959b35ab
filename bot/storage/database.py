"""The database as the rest of the process sees it: one store a port."""

from contextlib import AbstractAsyncContextManager
from datetime import datetime
from pathlib import Path

from bot.storage import pruning, schema
from bot.storage.alarms import AlarmStore
from bot.storage.announcements import AnnouncementStore
from bot.storage.articles import ArticleStore
from bot.storage.audit import AuditStore
from bot.storage.bell import Bell
from bot.storage.corrections import CorrectionStore
from bot.storage.engines import Engines, database_url, open_engines
from bot.storage.follows import FollowStore
from bot.storage.inbox import InboxStore
from bot.storage.leadership import Lost, leadership
from bot.storage.lease import lease
from bot.storage.ledger import LedgerStore
from bot.storage.mailings import MailingStore
from bot.storage.outbox import OutboxStore
from bot.storage.overview import OverviewStore
from bot.storage.pictures import PictureStore
from bot.storage.retellings import RetellingStore
from bot.storage.review import ReviewStore
from bot.storage.roles import RoleStore
from bot.storage.sources import SourceStore
from bot.storage.subscribers import SubscriberStore
from bot.storage.transactions import Transactions
from bot.storage.updates import UpdateStore
from digests.ports import (
    Alarms,
    Announcements,
    Articles,
    Audit,
    Corrections,
    Follows,
    Inbox,
    Ledger,
    Mailings,
    Outbox,
    Overview,
    Pictures,
    Retellings,
    Review,
    Roles,
    Sources,
    Subscribers,
    Updates,
)


class Database:
    """The stores on one engine. Times in it are aware UTC, whatever the database keeps."""

    def __init__(self, engines: Engines) -> None:
        self.engines = engines
        self._transactions = Transactions(engines)
        self.bell = Bell(engines)
        self.sources: Sources = SourceStore(self._transactions)
        self.articles: Articles = ArticleStore(self._transactions)
        self.ledger: Ledger = LedgerStore(self._transactions)
        self.subscribers: Subscribers = SubscriberStore(self._transactions)
        self.mailings: Mailings = MailingStore(self._transactions)
        self.retellings: Retellings = RetellingStore(self._transactions)
        self.outbox: Outbox = OutboxStore(self._transactions)
        self.corrections: Corrections = CorrectionStore(self._transactions)
        self.review: Review = ReviewStore(self._transactions)
        self.follows: Follows = FollowStore(self._transactions)
        self.pictures: Pictures = PictureStore(self._transactions)
        self.inbox: Inbox = InboxStore(self._transactions)
        self.roles: Roles = RoleStore(self._transactions)
        self.audit: Audit = AuditStore(self._transactions)
        self.alarms: Alarms = AlarmStore(self._transactions)
        self.overview: Overview = OverviewStore(self._transactions)
        self.updates: Updates = UpdateStore(self._transactions)
        self.announcements: Announcements = AnnouncementStore(self._transactions)

    @property
    def is_embedded(self) -> bool:
        """Whether it is a SQLite file, which nobody else tends: it is migrated on start."""
        return self.engines.dialect == "sqlite"

    @property
    def file(self) -> Path | None:
        """Where a SQLite database lies; None for a server's."""
        return Path(self.engines.writer.url.database or "") if self.is_embedded else None

    def hold(self, *, is_shared: bool = False) -> AbstractAsyncContextManager[None]:
        """Be the one process that works on it, or one of several; ConfigError that names one that lets nobody in."""
        return lease(self.engines, is_shared=is_shared)

    def leadership(self) -> AbstractAsyncContextManager[Lost]:
        """Wait until this process leads; the function that is given returns when it does no more."""
        return leadership(self.engines)

    async def migrate(self) -> None:
        """Bring the schema to this version; ConfigError where the database cannot be opened."""
        await schema.upgrade(self.engines.writer)

    async def check_schema(self) -> None:
        """ConfigError, with what to do, unless the schema is the one of this version."""
        await schema.check(self.engines.reader)

    async def prune(self, now: datetime) -> pruning.Pruned:
        """Remove what nobody can ask for any more."""
        return await pruning.prune(self._transactions, now)

    async def end_unsent(self, now: datetime, reason: str) -> int:
        """Give up every delivery that is still to be sent; returns how many there were."""
        return await pruning.end_unsent(self._transactions, now, reason)

    async def close(self) -> None:
        """Close all connections."""
        await self.engines.dispose()


def open_database(url: str) -> Database:
    """The database at this address (DATABASE_URL), not connected to yet.

    `sqlite:///folder/file.db` or `postgresql://user:password@host/name`, with or without the driver's name; ConfigError
    where it is something else, or where the file's folder cannot be made.
    """
    return Database(open_engines(database_url(url)))
