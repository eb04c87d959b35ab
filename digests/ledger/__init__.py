"""Figures over articles: what they measure, where they agree, where not, and what can be computed from them."""

from digests.ledger.checks import check
from digests.ledger.computed import growth, per_unit, share
from digests.ledger.conflicts import conflicts
from digests.ledger.find import find
from digests.ledger.observe import keep_first_seen, observe, observe_all
from digests.ledger.series import series

__all__ = [
    "check",
    "conflicts",
    "find",
    "growth",
    "keep_first_seen",
    "observe",
    "observe_all",
    "per_unit",
    "series",
    "share",
]
