"""The router of all conversations, in the order in which they are asked."""

from aiogram import Router

from handlers import (
    admin,
    announce,
    corrections,
    digest,
    errors,
    evidence,
    feedback,
    follows,
    forwarded,
    inline,
    location,
    membership,
    personal,
    plain,
    review,
    schedule,
    search,
    settings,
    sources,
    start,
    stats,
    status,
    team,
    wishes,
)
from handlers.middleware import AnswerCallback, OpenSubscriber, SayRefusals, ShowTyping

CONVERSATIONS = (
    *(
        membership,
        forwarded,
        evidence,
        team,
        start,
        settings,
        schedule,
        location,
        wishes,
        personal,
        digest,
        stats,
        follows,
        search,
        inline,
    ),
    *(corrections, status, feedback, announce, sources, review, admin, plain, errors),
)


def build_router() -> Router:
    """All conversations on one router behind the middleware: with a router for each, every update went through all."""
    root = Router(name="root")
    root.callback_query.outer_middleware(AnswerCallback())  # around the others: no tap gets past it
    for observer in (root.message, root.channel_post, root.callback_query, root.my_chat_member):
        observer.outer_middleware(OpenSubscriber())
        observer.outer_middleware(SayRefusals())
    root.message.middleware(ShowTyping())
    for conversation in CONVERSATIONS:
        conversation.register(root)
    return root
