"""What people can say: one module a conversation."""

from handlers.alarms import tell_alarms
from handlers.announce import Press, begin_due, show_progress
from handlers.membership import tell_topic_lost
from handlers.returning import welcome_back
from handlers.root import build_router
from handlers.sources import tell_trouble

__all__ = [
    "Press",
    "begin_due",
    "build_router",
    "show_progress",
    "tell_alarms",
    "tell_topic_lost",
    "tell_trouble",
    "welcome_back",
]
