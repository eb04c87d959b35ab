"""How often somebody may ask; who asks more often is told when to come again."""

from collections.abc import Hashable

from aiohttp import web

from bot.budgets import Bucket, Budget


class Limits:
    """A budget each, for at most so many: then those who have rested are forgotten, or else the longest known."""

    def __init__(self, budget: Budget, most: int) -> None:
        self._budget = budget
        self._most = most
        self._buckets: dict[Hashable, Bucket] = {}

    def spend(self, who: Hashable, now: float) -> None:
        """Take a place; HTTPTooManyRequests where there is none."""
        bucket = self._buckets.setdefault(who, Bucket(self._budget))
        if len(self._buckets) > self._most:
            self._forget(now)
        wait = bucket.wait_seconds(now)
        if wait > 0:
            raise web.HTTPTooManyRequests(headers={"Retry-After": str(int(wait) + 1)})
        bucket.reserve(now)

    def _forget(self, now: float) -> None:
        idle = [who for who, bucket in self._buckets.items() if bucket.is_idle(now)]
        for who in idle or list(self._buckets)[:1]:
            del self._buckets[who]
