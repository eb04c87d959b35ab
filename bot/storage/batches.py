"""Long lists in pieces: a statement takes at most 32,766 (SQLite) or 32,767 (Postgres) parameters."""

from collections.abc import Collection, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")
BATCH = 5_000


def batches(values: Collection[T], size: int = BATCH) -> Iterator[list[T]]:
    """The values, each once, in lists of at most `size`."""
    remaining = iter(dict.fromkeys(values))
    while batch := list(islice(remaining, size)):
        yield batch
