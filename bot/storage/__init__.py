"""The stores of `digests.ports` on SQLite or Postgres: one code path, one class a port."""

from bot.storage.database import Database, open_database

__all__ = ["Database", "open_database"]
