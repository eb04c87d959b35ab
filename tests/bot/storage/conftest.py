"""Every behaviour of the stores is tested on both databases."""

from tests.databases import database, empty_url, sqlite_database

__all__ = ["database", "empty_url", "sqlite_database"]
