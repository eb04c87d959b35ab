"""Figures over articles: what they measure, where they agree, where not, and what can be computed from them."""

from digests.ledger.observe import keep_first_seen, observe

__all__ = ["keep_first_seen", "observe"]
