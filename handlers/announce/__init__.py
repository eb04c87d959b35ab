"""/announce: an admin writes to many chats; draft, addressees, time, a second pair of eyes, progress, doubts."""

from aiogram import Router

from handlers.announce import drafts, steering, writing
from handlers.announce.press import Press
from handlers.announce.progress import begin_due, show_progress

__all__ = ["Press", "begin_due", "build", "show_progress"]


def build() -> Router:
    """All of it."""
    router = writing.build()
    router.include_routers(drafts.build(), steering.build())
    return router
