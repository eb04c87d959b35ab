"""What people can say: one module a conversation."""

from handlers.announce import show_progress
from handlers.returning import welcome_back
from handlers.root import build_router

__all__ = ["build_router", "show_progress", "welcome_back"]
