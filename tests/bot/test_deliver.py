"""A delivery becomes a message, an edit of one, or an answer to one."""

from dataclasses import replace

import pytest
from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import EditMessageText, SendDocument, SendMessage, SendPhoto

from bot.deliver import deliver
from digests.model import Bubble, Delivery, MailingKind, Media, MediaKind
from tests.handlers.recorder import Recorder, a_bot


def a_delivery(kind: MailingKind, target: int | None = None) -> Delivery:
    return Delivery(1, "m", kind, chat_id=7, part=0, bubble=Bubble("<b>x</b>"), thread_id=3, target=target)


async def test_a_digest_is_a_message_of_its_own() -> None:
    session = Recorder()
    assert await deliver(a_bot(session), a_delivery(MailingKind.DIGEST)) == 2
    [call] = session.calls
    assert isinstance(call, SendMessage)
    assert (call.chat_id, call.message_thread_id, call.reply_parameters) == (7, 3, None)


async def test_an_edit_changes_its_message_and_gives_its_id() -> None:
    session = Recorder()
    assert await deliver(a_bot(session), a_delivery(MailingKind.EDIT, 55)) == 55
    [call] = session.calls
    assert isinstance(call, EditMessageText)
    assert (call.chat_id, call.message_id, call.text) == (7, 55, "<b>x</b>")


async def test_an_edit_that_has_arrived_before_is_done() -> None:
    session = Recorder({EditMessageText: "Bad Request: message is not modified: the same content"})
    assert await deliver(a_bot(session), a_delivery(MailingKind.EDIT, 55)) == 55


async def test_an_edit_that_telegram_refuses_is_a_failure_and_no_new_message() -> None:
    session = Recorder({EditMessageText: "Bad Request: message can't be edited"})
    with pytest.raises(TelegramBadRequest):
        await deliver(a_bot(session), a_delivery(MailingKind.EDIT, 55))
    assert session.said() == []


async def test_a_note_answers_its_message_even_where_that_was_deleted() -> None:
    session = Recorder()
    await deliver(a_bot(session), a_delivery(MailingKind.NOTE, 55))
    [call] = session.calls
    assert isinstance(call, SendMessage)
    assert call.reply_parameters is not None
    assert (call.reply_parameters.message_id, call.reply_parameters.allow_sending_without_reply) == (55, True)


@pytest.mark.parametrize(("kind", "method"), [(MediaKind.PHOTO, SendPhoto), (MediaKind.DOCUMENT, SendDocument)])
async def test_a_picture_and_a_file_go_by_their_id_with_the_text_as_caption(kind: MediaKind, method: type) -> None:
    session = Recorder()
    picture = replace(a_delivery(MailingKind.ANNOUNCEMENT), bubble=Bubble("<b>x</b>", media=Media(kind, "file")))
    await deliver(a_bot(session), picture)
    [call] = session.calls
    assert isinstance(call, method)
    assert (getattr(call, kind.value), call.caption, call.message_thread_id) == ("file", "<b>x</b>", 3)  # type: ignore[attr-defined]


async def test_only_who_wants_it_pays_for_speed() -> None:
    session = Recorder()
    await deliver(a_bot(session), a_delivery(MailingKind.DIGEST))
    await deliver(a_bot(session), a_delivery(MailingKind.DIGEST), is_paid=True)
    assert [getattr(call, "allow_paid_broadcast", "?") for call in session.calls] == [None, True]
