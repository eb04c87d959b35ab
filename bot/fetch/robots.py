"""robots.txt of each host: what it allows, and the pause that it asks for (RFC 9309)."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from protego import Protego

from bot.fetch.refused import Refused
from digests.model import Fetched, FetchFailed, FetchResult

NAME = "Qogam"
"""What robots.txt calls us."""
KEPT_SECONDS = 24 * 3600.0
FAILED_SECONDS = 600.0
LARGEST = 512 * 1024  # bytes; the RFC asks for 500 KiB at least
MOST_HOSTS = 2000

Get = Callable[[str], Awaitable[FetchResult]]


@dataclass(frozen=True, slots=True)
class Rules:
    """What one host allows; None: everything."""

    robots: Protego | None = None

    def allows(self, url: str) -> bool:
        """Whether a page may be asked for."""
        return self.robots is None or bool(self.robots.can_fetch(url, NAME))

    @property
    def crawl_delay(self) -> float | None:
        """The pause in seconds that the host asks for."""
        delay = self.robots.crawl_delay(NAME) if self.robots is not None else None
        return None if delay is None else float(delay)


class Robots:
    """The rules of hosts, each asked for once a day."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._kept: dict[str, tuple[float, Rules | FetchFailed]] = {}

    async def rules(self, url: str, get: Get) -> Rules:
        """The rules of the host of `url`. Raises Refused where they cannot be had: they may forbid all."""
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        until, found = self._kept.get(origin, (0.0, None))
        if found is None or until <= self._monotonic():
            found = _rules(await get(f"{origin}/robots.txt"))
            self._keep(origin, found)
        if isinstance(found, FetchFailed):
            raise Refused(found.reason, f"robots.txt: {found.detail}")
        return found

    def _keep(self, origin: str, found: Rules | FetchFailed) -> None:
        if len(self._kept) >= MOST_HOSTS:
            self._kept.clear()
        seconds = KEPT_SECONDS if isinstance(found, Rules) else FAILED_SECONDS
        self._kept[origin] = (self._monotonic() + seconds, found)


def _rules(answer: FetchResult) -> Rules | FetchFailed:
    """A host that says it has no rules has none (4xx); one that cannot say may have some."""
    match answer:
        case Fetched():
            return Rules(Protego.parse(answer.body[:LARGEST].decode("utf-8", errors="replace")))
        case FetchFailed() if answer.reason.startswith("http_4") and answer.reason != "http_429":
            return Rules()
        case FetchFailed() if answer.reason in ("too_many_redirects", "too_large", "unknown_encoding"):
            return Rules()
        case FetchFailed():
            return answer
        case _:
            return Rules()
