"""What people write to the admins."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Feedback:
    """A message to the admins. `closed_at` is when one of them answered it, or put it aside; None: it waits."""

    id: str
    chat_id: int
    sent_at: datetime
    text: str
    closed_at: datetime | None = None
