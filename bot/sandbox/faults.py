"""Troubles that can be switched on: budgets, bad gateways, cut connections, blocks."""

import time
from collections import Counter, defaultdict, deque
from typing import Any

from bot.sandbox.refusals import Mistake, Refused

NAMES = frozenset({"rate", "flood", "bad_gateway", "drop", "latency", "blocked", "unauthorized"})
Json = dict[str, Any]


class Faults:
    """The set that is on, and how often each has been counted."""

    def __init__(self) -> None:
        self.on: dict[str, Json] = {}
        self._counted: Counter[str] = Counter()
        self._struck: Counter[str] = Counter()
        self._sent: defaultdict[object, deque[float]] = defaultdict(deque)

    def switch(self, wanted: Json) -> None:
        """Replace the whole set; Mistake for an unknown name."""
        if unknown := sorted(set(wanted) - NAMES):
            raise Mistake(f"there is no fault {unknown[0]}")
        self.on = {name: dict(values or {}) for name, values in wanted.items()}
        for counter in (self._counted, self._struck, self._sent):
            counter.clear()

    def strikes(self, name: str) -> bool:
        """Whether this call is one of those that the fault hits."""
        values = self.on.get(name)
        if values is None:
            return False
        self._counted[name] += 1
        if self._counted[name] % int(values.get("every", 1)) or self._struck[name] >= values.get("count", float("inf")):
            return False
        self._struck[name] += 1
        return True

    def check_any(self) -> None:
        if "unauthorized" in self.on:
            raise Refused(401, "Unauthorized")

    def check_sending(self, chat_id: object) -> None:
        """Refused when a budget is spent, a flood strikes or the chat has blocked the bot."""
        if not self.on:
            return
        if chat_id in self.on.get("blocked", {}).get("chats", ()):
            raise Refused(403, "Forbidden: bot was blocked by the user")
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
                raise _too_many(max(1, round(sent[0] + span - now)) if sent else 1)
        for key, _, _ in budgets:
            self._sent[key].append(now)


def _too_many(seconds: float) -> Refused:
    return Refused(429, f"Too Many Requests: retry after {int(seconds)}", retry_after=int(seconds))
