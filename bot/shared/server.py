"""REDIS_URL read, and a client made for it."""

from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import ExponentialWithJitterBackoff

from digests.errors import ConfigError

ANSWER_SECONDS = 2.0
TRIES = 2
PREFIX = "{qogam}"
"""Of all keys; in braces, so that a cluster keeps them on one server."""


def open_redis(url: str) -> Redis:
    """A client that has not connected yet; ConfigError where the address names no Redis."""
    try:
        return Redis.from_url(
            url,
            decode_responses=True,
            socket_timeout=ANSWER_SECONDS,
            socket_connect_timeout=ANSWER_SECONDS,
            health_check_interval=30,
            retry=Retry(ExponentialWithJitterBackoff(cap=0.2, base=0.05), TRIES),
        )
    except ValueError:
        raise ConfigError("REDIS_URL is not a Redis address: write redis://host:6379/0.") from None
