"""Pictures and documents: by upload, by file_id or from an address on this machine."""

from typing import Any

import aiohttp

from bot.sandbox.chats import Json
from bot.sandbox.methods.call import Call
from bot.sandbox.refusals import BadRequest
from bot.sandbox.text.units import Entity

WRONG = "wrong file identifier/HTTP URL specified"
UNREACHED = "failed to get HTTP URL content"
LARGEST_PHOTO = 10 * 1024 * 1024
LARGEST_BY_ADDRESS = {"photo": 5 * 1024 * 1024, "document": 20 * 1024 * 1024}
OWN_HOSTS = frozenset({"127.0.0.1", "localhost"})
PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"BM")


async def fetch_addressed(params: Json) -> dict[str, tuple[str, bytes]]:
    """The files that the parameters name by address, by that address.

    Only this machine is asked: what Telegram would fetch from elsewhere is refused as an address that it cannot use.
    """
    given = {**params, **(params["media"] if isinstance(params.get("media"), dict) else {})}
    wanted = {str(given.get(key)): str(given.get("type", key)) for key in ("photo", "document", "media")}
    return {address: await _fetched(address, kind) for address, kind in wanted.items() if _is_address(address)}


def _is_address(given: str) -> bool:
    return given.lower().startswith(("http://", "https://"))


async def _fetched(address: str, kind: str) -> tuple[str, bytes]:
    limit = LARGEST_BY_ADDRESS.get(kind, LARGEST_BY_ADDRESS["photo"])
    try:
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=10)) as session,
            session.get(_own(address), allow_redirects=False) as answer,
        ):
            content = b""
            while len(content) <= limit and (more := await answer.content.read(limit)):
                content += more
    except (aiohttp.ClientError, TimeoutError, ValueError):
        raise BadRequest(UNREACHED) from None
    if not answer.ok or not content or len(content) > limit:
        raise BadRequest(UNREACHED)
    if kind == "photo" and not answer.content_type.startswith("image/"):
        raise BadRequest("wrong type of the web page content")
    return address.rpartition("/")[2].partition("?")[0] or "file", content


def _own(address: str) -> str:
    scheme, _, rest = address.partition("://")
    host = rest.partition("/")[0].rpartition("@")[2].rpartition(":")
    if scheme.lower() != "http" or (host[0] or host[2]) not in OWN_HOSTS:
        raise BadRequest(WRONG)
    return address


def photo(call: Call, given: Any) -> list[Json]:
    """The sizes of a picture: always one."""
    kept, _ = _file(call, given, "photo")
    content = call.state.files[kept["file_id"]][1]
    if len(content) > LARGEST_PHOTO:
        words = f"file of size {len(content)} bytes is too big for a photo"
        raise BadRequest(f"{words}; the maximum size is {LARGEST_PHOTO} bytes")
    if not content.startswith(PICTURES):
        raise BadRequest("IMAGE_PROCESS_FAILED")
    width, height = size(content)
    if not width or not height or width + height > 10_000 or max(width, height) > 20 * min(width, height):
        raise BadRequest("PHOTO_INVALID_DIMENSIONS")
    return [{**kept, "width": width, "height": height}]


def document(call: Call, given: Any) -> Json:
    """A Document object."""
    kept, name = _file(call, given, "document")
    return {**kept, "file_name": name}


def _file(call: Call, given: Any, field: str) -> tuple[Json, str]:
    """The file that a parameter names, as it is kept, and its name; BadRequest when there is none."""
    part = str(given or field).removeprefix("attach://")
    if part in call.uploads:
        name, content = call.uploads[part]
        if not content:
            raise BadRequest("file must be non-empty")
        return call.state.keep_file(name, content), name
    if part in call.state.files:
        name, content = call.state.files[part]
        return {"file_id": part, "file_unique_id": f"u{part}", "file_size": len(content)}, name
    raise BadRequest(WRONG if given else f"there is no {field} in the request")


def size(picture: bytes) -> tuple[int, int]:
    """Width and height of a PNG; 800 by 600 for anything else, which is not looked into."""
    if picture[:8] == PICTURES[0] and len(picture) >= 24:
        return int.from_bytes(picture[16:20], "big"), int.from_bytes(picture[20:24], "big")
    return 800, 600


def captioned(call: Call, **media: Any) -> Json:
    """The content of a message with a file: the file, its caption and that caption's entities."""
    caption: tuple[str, list[Entity]] = call.caption()
    return {**media, "caption": caption[0] or None, "caption_entities": caption[1] or None}
