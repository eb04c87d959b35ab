"""The router of all conversations, in the order in which they are asked."""

from aiogram import Router

from handlers import announce, digest, errors, membership, plain, settings, sources, start, stats
from handlers.middleware import AnswerCallback, OpenSubscriber

CONVERSATIONS = (membership, start, settings, digest, stats, announce, sources, plain, errors)


def build_router() -> Router:
    """All conversations behind the middleware. Routers belong to one tree at a time: a second call moves them."""
    root = Router(name="root")
    opening = OpenSubscriber()
    for observer in (root.message, root.callback_query, root.my_chat_member):
        observer.outer_middleware(opening)
    root.callback_query.outer_middleware(AnswerCallback())
    for conversation in CONVERSATIONS:
        conversation.router._parent_router = None  # aiogram lets go of no router; tests build several trees
        root.include_router(conversation.router)
    return root
