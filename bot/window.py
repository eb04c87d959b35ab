"""How many requests may be under way whose end nobody has kept: few, for after a crash each of them is a doubt."""

FIRST = 4
FACTOR = 30
"""The widest window, in requests a worker."""


class Window:
    """Grows while workers wait for work and shrinks while work waits for them.

    So it comes to rest near the rate times the round trip and the time between two transactions, whatever bounds the
    rate: Telegram's budget, the network or the machine.
    """

    __slots__ = ("_most", "size")

    def __init__(self, workers: int) -> None:
        self.size = min(FIRST, workers)
        self._most = workers * FACTOR

    def fit(self, *, idle: int, done: int, has_more: bool) -> None:
        """`idle` requests were not made yet when `done` had ended since the last time; `has_more`: others wait."""
        if has_more and idle == 0:
            self.size = min(self._most, 2 * self.size)
        elif idle > 2 * done + 1:
            self.size = max(FIRST, self.size - (idle - done) // 4)
