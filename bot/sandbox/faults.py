"""Troubles that can be switched on: budgets, bad gateways, cut connections, blocks."""

import math
import time
from collections import Counter, defaultdict, deque
from collections.abc import Callable
from typing import Any

from bot.sandbox.refusals import Mistake, Refused

Json = dict[str, Any]
BLOCKED = "Forbidden: bot was blocked by the user"


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _is_budget(value: Any) -> bool:
    return _is_number(value) and value >= 0


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 1


def _is_wait(value: Any) -> bool:
    return _is_number(value) and 0 <= value <= 60


def _are_ids(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, int) and not isinstance(one, bool) for one in value)


def _is_side(value: Any) -> bool:
    return isinstance(value, str) and value in {"before", "after"}


BUDGET, COUNT = (_is_budget, "a number from 0"), (_is_count, "a whole number from 1")
KNOWN: dict[str, dict[str, tuple[Callable[[Any], bool], str]]] = {
    "rate": {"all_per_second": BUDGET, "chat_per_second": BUDGET, "group_per_minute": BUDGET},
    "flood": {"every": COUNT, "retry_after": COUNT},
    "bad_gateway": {"every": COUNT, "count": COUNT},
    "drop": {"every": COUNT, "when": (_is_side, "before or after")},
    "latency": {"seconds": (_is_wait, "a number from 0 to 60")},
    "blocked": {"chats": (_are_ids, "a list of chat ids")},
    "unauthorized": {},
}


class Faults:
    """The set that is on, and how often each has been counted."""

    def __init__(self) -> None:
        self.on: dict[str, Json] = {}
        self._counted: Counter[str] = Counter()
        self._struck: Counter[str] = Counter()
        self._sent: defaultdict[object, deque[float]] = defaultdict(deque)

    def switch(self, wanted: Json) -> None:
        """Replace the whole set; Mistake, and nothing changes, for one that is unknown or has a wrong parameter."""
        self.on = {name: _checked(name, values) for name, values in wanted.items()}
        for counter in (self._counted, self._struck, self._sent):
            counter.clear()

    @property
    def latency_seconds(self) -> float:
        return float(self.on["latency"].get("seconds", 1)) if "latency" in self.on else 0.0

    def strikes(self, name: str) -> bool:
        """Whether this call is one of those that the fault hits."""
        values = self.on.get(name)
        if values is None:
            return False
        self._counted[name] += 1
        if self._counted[name] % values.get("every", 1) or self._struck[name] >= values.get("count", math.inf):
            return False
        self._struck[name] += 1
        return True

    def check_any(self) -> None:
        if "unauthorized" in self.on:
            raise Refused(401, "Unauthorized")

    def check_blocked(self, chat_id: object) -> None:
        """Refused when the fault says that this chat has blocked the bot."""
        if chat_id in self.on.get("blocked", {}).get("chats", ()):
            raise Refused(403, BLOCKED)

    def check_sending(self, chat_id: object) -> None:
        """Refused when a budget is spent or a flood strikes."""
        if self.strikes("flood"):
            raise _too_many(self.on["flood"].get("retry_after", 1))
        if "rate" in self.on:
            self._spend(self.on["rate"], chat_id)

    def _spend(self, rate: Json, chat_id: object) -> None:
        now = time.monotonic()
        budgets: list[tuple[object, float | None, float]] = [
            ("all", rate.get("all_per_second"), 1.0),
            (("chat", chat_id), rate.get("chat_per_second"), 1.0),
        ]
        if isinstance(chat_id, int) and chat_id < 0:
            budgets.append((("group", chat_id), rate.get("group_per_minute"), 60.0))
        for key, limit, span in budgets:
            sent = self._sent[key]
            while sent and sent[0] <= now - span:
                sent.popleft()
            if limit is not None and len(sent) >= limit:
                raise _too_many(max(1, math.ceil(sent[0] + span - now)) if sent else 1)
        for key, _, _ in budgets:
            self._sent[key].append(now)


def _checked(name: str, values: Any) -> Json:
    if name not in KNOWN:
        raise Mistake(f"there is no fault {name}; there are {', '.join(KNOWN)}")
    if values is not None and not isinstance(values, dict):
        raise Mistake(f"the parameters of the fault {name} must be a JSON object")
    for key, value in (values or {}).items():
        if key not in KNOWN[name]:
            known = ", ".join(KNOWN[name]) or "none"
            raise Mistake(f"the fault {name} has no parameter {key}; it has {known}")
        is_right, words = KNOWN[name][key]
        if not is_right(value):
            raise Mistake(f"{key} of the fault {name} must be {words}")
    return dict(values or {})


def _too_many(seconds: int) -> Refused:
    return Refused(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
