"""/announce: an admin writes to many chats; draft, addressees, time, a second pair of eyes, progress, doubts."""

from aiogram import Router

from handlers.announce import drafts, steering, writing
from handlers.announce.press import Press
from handlers.announce.progress import begin_due, show_progress

__all__ = ["Press", "begin_due", "register", "show_progress"]


def register(router: Router) -> None:
    """All of it."""
    for part in (writing, drafts, steering):
        part.register(router)
