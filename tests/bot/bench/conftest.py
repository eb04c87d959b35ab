"""The benchmarks are filled on SQLite, as they are run."""

from tests.databases import sqlite_database

__all__ = ["sqlite_database"]
