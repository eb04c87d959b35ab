"""Reading what was sent, by a bot in any encoding that Telegram knows, by people as JSON."""

from typing import Any

from aiohttp import BodyPartReader, MultipartReader, web

from bot.sandbox.chats import Json
from bot.sandbox.refusals import BadRequest, Mistake
from bot.sandbox.strict_json import loads

Uploads = dict[str, tuple[str, bytes]]
FORMS = frozenset({"multipart/form-data", "application/x-www-form-urlencoded"})


async def read_call(request: web.Request) -> tuple[Json, Uploads]:
    """Parameters from the query and the body, whatever its encoding, and uploaded files by part name."""
    given: Json = dict(request.query)
    if request.content_type == "application/json":
        return given | _object(await request.read()), {}
    uploads: Uploads = {}
    if request.content_type in FORMS:
        try:
            form = await request.post()
        except (ValueError, LookupError, AssertionError):
            raise BadRequest("can't parse request form") from None
        for key, value in form.items():
            if isinstance(value, web.FileField):
                uploads[key] = (value.filename, value.file.read())
                given.setdefault(key, f"attach://{key}")
            else:
                given[key] = value if isinstance(value, str) else _text(bytes(value))
    return given, uploads


async def read_reply(reply: Any) -> tuple[Json, Uploads]:
    """The call that a webhook may put into its answer; an empty one when it did not."""
    if reply.content_type == "application/json":
        body = await reply.read()
        return (_object(body) if body.strip() else {}), {}
    if reply.content_type != "multipart/form-data":
        return {}, {}
    try:
        return await _parts(MultipartReader.from_response(reply))
    except (ValueError, LookupError, AssertionError):
        raise BadRequest("can't parse request form") from None


async def _parts(form: Any) -> tuple[Json, Uploads]:
    given: Json = {}
    uploads: Uploads = {}
    async for part in form:
        if isinstance(part, BodyPartReader) and part.name:
            content = bytes(await part.read(decode=True))
            if part.filename:
                uploads[part.name] = (part.filename, content)
            else:
                given[part.name] = _text(content)
    return given, uploads


async def read_body(request: web.Request) -> Json:
    """What the user side was sent; Mistake for anything but a JSON object."""
    # Only JSON: a form of another site can be sent here without a question, a JSON body cannot.
    if request.content_type != "application/json":
        raise Mistake("send a JSON object with Content-Type application/json")
    try:
        body = loads(await request.read())
    except ValueError:
        raise Mistake("the body is no JSON") from None
    if not isinstance(body, dict):
        raise Mistake("the body must be a JSON object")
    return body


def _object(body: bytes) -> Json:
    try:
        value = loads(body)
    except ValueError:
        raise BadRequest("can't parse request JSON object") from None
    if not isinstance(value, dict):
        raise BadRequest("object expected as JSON request")
    return value


def _text(content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError:
        raise BadRequest("strings must be encoded in UTF-8") from None
