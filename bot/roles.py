"""What a process is there for."""

from enum import Enum


class Role(Enum):
    """One process does everything, or several share it.

    ALONE    everything; it polls, and lets no other process work on its database
    UPDATES  answers people: takes updates from a webhook, and serves the pages
    WORKER   collects, sends, and stands by to lead: the leader does by the clock what is to be done once
    """

    ALONE = "alone"
    UPDATES = "updates"
    WORKER = "worker"

    @property
    def is_shared(self) -> bool:
        """Whether others work beside it."""
        return self is not Role.ALONE

    @property
    def works(self) -> bool:
        """Whether it collects, sends and leads."""
        return self is not Role.UPDATES
