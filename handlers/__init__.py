"""What people can say: one module a conversation."""

from handlers.root import build_router

__all__ = ["build_router"]
