"""An export reads a database."""

from tests.databases import sqlite_database

__all__ = ["sqlite_database"]
