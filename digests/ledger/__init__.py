"""Figures over articles: what they measure, where they agree, where not, and what can be computed from them."""

from digests.ledger.checks import check
from digests.ledger.conflicts import conflicts
from digests.ledger.observe import keep_first_seen, observe
from digests.ledger.series import series

__all__ = ["check", "conflicts", "keep_first_seen", "observe", "series"]
