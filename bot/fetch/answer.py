"""What the headers of an answer say."""

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import aiohttp

PERMANENT = frozenset({301, 308})
MOST_SECONDS_DIGITS = 9


def retry_after(response: aiohttp.ClientResponse) -> timedelta | None:
    """Seconds or an HTTP date (RFC 9110, 10.2.3)."""
    value = response.headers.get("Retry-After", "").strip()
    if value.isascii() and value.isdigit() and len(value) <= MOST_SECONDS_DIGITS:
        return timedelta(seconds=int(value))
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    aware = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
    return max(aware - datetime.now(UTC), timedelta())


def fresh_for(response: aiohttp.ClientResponse) -> timedelta | None:
    """How long the answer stays as it is, as its server says (`max-age` less `Age`); None: it does not say."""
    told = response.headers.get("Cache-Control", "").lower()
    found = re.search(r"(?:^|[\s,])max-age=\"?(\d{1,9})", told)
    if found is None or "no-cache" in told or "no-store" in told:
        return None
    age = response.headers.get("Age", "").strip()
    seconds = int(found[1]) - (int(age) if re.fullmatch(r"[0-9]{1,9}", age) else 0)
    return timedelta(seconds=seconds) if seconds > 0 else None


def validator(response: aiohttp.ClientResponse, name: str) -> str | None:
    """ETag or Last-Modified, to be sent back as it came; None where there is none that can be sent or kept."""
    value = response.headers.get(name)
    return value if value and value.isprintable() and len(value) <= 1000 else None
