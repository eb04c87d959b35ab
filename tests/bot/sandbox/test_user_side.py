"""The user's side: what it answers to mistakes, and what stands above the chats."""

import base64
from typing import Any

import pytest

from tests.bot.sandbox.sandboxed import PICTURE, SUNDAY, heard, sandbox, started
from tests.driver import Talk

PERSON = 501


async def prepared(talk: Talk) -> None:
    """A person, a forum (-7) in which nobody else is, and a message."""
    person = await talk.person("Aigerim", id=PERSON)
    await person.says("/start", answered=False)
    await talk.person("Daniyar", id=502)
    await talk.group("Dala", members=[person], id=-7, type="supergroup", is_forum=True)


MISTAKES: list[tuple[str, str, dict[str, Any], str]] = [
    ("POST", "users", {}, "a user needs a first_name"),
    ("POST", "users", {"first_name": ["x"]}, "first_name must be a string"),
    ("POST", "users", {"first_name": "x" * 65}, "first_name has more than 64 characters"),
    ("POST", "users", {"first_name": "x", "id": "7"}, "id must be a whole number"),
    ("POST", "users", {"first_name": "x", "id": PERSON}, "501 cannot be the id of a new user"),
    ("POST", "users", {"first_name": "x", "id": -1}, "-1 cannot be the id of a new user"),
    ("POST", "chats", {"title": "x"}, "type must be one of: group, supergroup, channel"),
    ("POST", "chats", {"type": "group"}, "a chat needs a title"),
    ("POST", "chats", {"type": "group", "title": "x", "members": "501"}, "members must be a list of whole numbers"),
    ("POST", "chats", {"type": "group", "title": "x", "members": [9]}, "there is no user 9"),
    ("POST", "chats", {"type": "group", "title": "x", "id": 9}, "9 cannot be the id of a new chat"),
    ("POST", "chats", {"type": "group", "title": "x", "is_forum": True}, "only a supergroup can be a forum"),
    ("POST", "chats", {"type": "group", "title": "x", "is_forum": "yes"}, "is_forum must be true or false"),
    ("POST", "chats/501/messages", {"text": "x"}, "user must be a whole number"),
    ("POST", "chats/501/messages", {"user": PERSON}, "a message needs a text, a photo or a document"),
    ("POST", "chats/501/messages", {"user": PERSON, "text": "x", "photo": "eA=="}, "only one of them"),
    ("POST", "chats/501/messages", {"user": PERSON, "text": 5}, "text must be a string"),
    ("POST", "chats/501/messages", {"user": PERSON, "text": " "}, "a message needs a text"),
    ("POST", "chats/501/messages", {"user": PERSON, "text": "ж" * 16_385}, "text has more than 16384"),
    ("POST", "chats/501/messages", {"user": PERSON, "text": "x", "reply_to": 77}, "there is no message 77 to reply to"),
    ("POST", "chats/501/messages", {"user": PERSON, "text": "x", "thread": 5}, "there is no topic 5 in this chat"),
    ("POST", "chats/501/messages", {"user": PERSON, "text": "x", "entities": "b"}, "entities must be a list"),
    ("POST", "chats/501/messages", {"user": PERSON, "text": "x", "entities": [1]}, "can't parse MessageEntity"),
    ("POST", "chats/501/messages", {"user": PERSON, "photo": "ж"}, "photo is no base64"),
    ("POST", "chats/501/messages", {"user": PERSON, "photo": "", "text": ""}, "a message needs a text, a photo"),
    ("POST", "chats/501/messages", {"user": 502, "text": "x"}, "user 502 is not in this chat"),
    ("POST", "chats/99/messages", {"user": PERSON, "text": "x"}, "there is no chat 99"),
    ("PATCH", "chats/501/messages/1", {"user": PERSON}, "a message needs a text"),
    ("PATCH", "chats/501/messages/9", {"user": PERSON, "text": "x"}, "only the author can edit a message"),
    ("POST", "chats/501/messages/1/press", {"user": PERSON}, "row must be a whole number"),
    ("POST", "chats/501/messages/1/press", {"user": PERSON, "row": 0, "column": 0}, "there is no button in row 0"),
    ("POST", "chats/501/messages/9/press", {"user": PERSON, "data": "x"}, "there is no message 9"),
    ("POST", "chats/501/messages/1/press", {"user": PERSON, "data": "ж" * 33}, "data must have 1 to 64 bytes"),
    ("POST", "chats/501/messages/1/press", {"user": PERSON, "wait_seconds": "1"}, "wait_seconds must be a number of"),
    ("POST", "chats/501/messages/1/press", {"user": PERSON, "wait_seconds": 61}, "seconds from 0 to 60"),
    ("POST", "chats/501/members", {"user": 502}, "the members of a private chat do not change"),
    ("POST", "chats/501/block", {"user": 502}, "only the person of a private chat blocks the bot there"),
    ("POST", "chats/-7/block", {}, "only a private chat can be blocked"),
    ("POST", "chats/-7/members", {"user": 502, "status": "king"}, "status must be one of: member"),
    ("POST", "chats/-7/members", {"bot": None}, "bot must be one of: member"),
    ("POST", "chats/-7/topics", {"user": 502, "name": "x"}, "user 502 is not in this chat"),
    ("POST", "chats/-7/topics", {"user": PERSON, "name": ""}, "a topic needs a name"),
    ("PATCH", "chats/-7/topics/9", {"user": PERSON, "closed": True}, "there is no topic 9"),
    ("POST", "chats/-7/upgrade", {}, "only a group can become a supergroup"),
    ("POST", "inline", {"user": PERSON, "query": "x" * 257}, "query has more than 256 characters"),
    ("POST", "inline/choose", {"user": PERSON, "chat": PERSON, "result_id": "x"}, "there is no such inline result"),
    ("POST", "clock", {}, "either to or advance_seconds"),
    ("POST", "clock", {"to": "soon"}, "to must be a time in ISO format"),
    ("POST", "clock", {"to": "2026-01-01T00:00:00"}, "to must have a time zone"),
    ("POST", "clock", {"to": "2001-01-01T00:00:00+00:00"}, "the clock never goes backwards"),
    ("POST", "clock", {"advance_seconds": "60"}, "advance_seconds must be a number"),
    ("POST", "clock", {"advance_seconds": 1e300}, "at most ten years ahead"),
    ("GET", "events?after=x", {}, "after must be a whole number"),
    ("GET", "commands?user=501", {}, "chat must be a whole number"),
    ("GET", "chats/501/messages?after=x", {}, "after must be a whole number"),
]


async def test_every_mistake_is_a_sentence() -> None:
    async with sandbox() as (_, talk):
        await prepared(talk)
        found = [await talk.refused(method, f"/sandbox/{path}", **body) for method, path, body, _ in MISTAKES]
        assert [sentence for sentence, (*_, words) in zip(found, MISTAKES, strict=True) if words not in sentence] == []


async def test_only_json_objects_are_taken() -> None:
    async with sandbox() as (_, talk):
        for body, kind, words in (
            ("{}", "text/plain", "send a JSON object with Content-Type application/json"),
            ("{", "application/json", "the body is no JSON"),
            ("[]", "application/json", "the body must be a JSON object"),
            ('{"first_name": NaN}', "application/json", "the body is no JSON"),
            (r'{"first_name": "\ud83c"}', "application/json", "the body is no JSON"),
        ):
            async with talk.http.post("/sandbox/users", data=body, headers={"Content-Type": kind}) as answer:
                assert (answer.status, await answer.json()) == (400, {"error": words})


async def test_another_origin_is_refused_and_every_answer_is_secured() -> None:
    async with sandbox() as (_, talk):
        headers = {"Origin": "https://evil.example"}
        async with talk.http.post("/bot42:SANDBOX/getMe", headers=headers) as answer:
            assert answer.status == 403
        async with talk.http.get("/", headers={"Origin": str(talk.http._base_url).rstrip("/")}) as answer:
            assert answer.status == 200
            assert answer.headers["Content-Security-Policy"].startswith("default-src 'self';")
        async with talk.http.get("/sandbox/nothing") as answer:
            assert (answer.status, await answer.json()) == (404, {"error": "Not Found"})
            assert answer.headers["X-Content-Type-Options"] == "nosniff"


async def test_people_send_pictures_and_documents() -> None:
    async with sandbox() as (bot, talk):
        chat = await started(talk)
        await heard(bot)
        path, encoded = f"/sandbox/chats/{chat.id}/messages", base64.b64encode(PICTURE).decode()
        await talk.call("POST", path, user=chat.user, photo=encoded, caption="see https://qogam.kz")
        await talk.call("POST", path, user=chat.user, document=encoded, file_name="a.bin")
        picture, document = await heard(bot)
        assert (picture.photo[0].height, picture.caption_entities[0].type) == (20, "url")
        assert document.document.file_name == "a.bin"
        async with talk.http.get(f"/sandbox/files/{picture.photo[0].file_id}") as answer:
            assert (await answer.read(), answer.content_type) == (PICTURE, "image/png")


async def test_an_edited_message_is_told_with_its_new_entities() -> None:
    async with sandbox() as (bot, talk):
        chat = await started(talk)
        path = f"/sandbox/chats/{chat.id}/messages/1"
        edited = await talk.call("PATCH", path, user=chat.user, text="/stats now")
        assert (edited["entities"][0]["length"], edited["html"]) == (6, "/stats now")
        assert (await heard(bot))[-1].text == "/stats now"


async def test_entities_of_a_person_are_kept() -> None:
    async with sandbox() as (_, talk):
        chat = await started(talk)
        await chat.says("bold", answered=False, entities=[{"type": "bold", "offset": 0, "length": 4}])
        assert chat.messages[-1].html == "<b>bold</b>"


async def test_the_stream_of_events_replays_what_was_missed() -> None:
    async with sandbox() as (_, talk):
        await started(talk)
        seq = (await talk.call("GET", "/sandbox/state"))["seq"]
        async with talk.http.get("/sandbox/events", headers={"Last-Event-ID": str(seq - 1)}) as stream:
            lines = [await stream.content.readline() for _ in range(3)]
        assert lines[2] == f"id: {seq}\n".encode()


async def test_the_clock_goes_to_a_moment_in_any_zone() -> None:
    async with sandbox() as (_, talk):
        moved = await talk.call("POST", "/sandbox/clock", to="2025-10-19T18:00:00+05:00")
        assert moved["now"] == SUNDAY.replace(hour=13).isoformat()


@pytest.mark.parametrize("role", ["administrator", "member"])
async def test_commands_of_administrators_are_shown_to_them_alone(role: str) -> None:
    async with sandbox() as (bot, talk):
        person = await talk.person("Aigerim")
        group = await talk.group("Dala", members=[person])
        await talk.call("POST", f"/sandbox/chats/{group.id}/members", user=person.user, status=role)
        await bot.set_my_commands([{"command": "all", "description": "For all"}])  # type: ignore[list-item]
        scope: Any = {"type": "all_chat_administrators"}
        await bot.set_my_commands([{"command": "few", "description": "For few"}], scope=scope)  # type: ignore[list-item]
        found = await talk.call("GET", f"/sandbox/commands?chat={group.id}&user={person.user}")
        assert [one["command"] for one in found["commands"]] == ["few" if role == "administrator" else "all"]
