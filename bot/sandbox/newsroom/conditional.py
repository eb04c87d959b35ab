"""Answers that carry validators, so that an unchanged page costs a 304 (RFC 9110, section 13)."""

import hashlib
from datetime import datetime
from email.utils import format_datetime, parsedate_to_datetime

from aiohttp import web


def answer(request: web.Request, body: bytes, *, content_type: str, modified: datetime) -> web.Response:
    """200 with the body, or 304 where the request names this very version. `modified` is aware UTC, whole seconds."""
    etag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
    headers = {"ETag": etag, "Last-Modified": format_datetime(modified, usegmt=True), "Cache-Control": "no-cache"}
    if _is_known(request, etag, modified):
        return web.Response(status=304, headers=headers)
    return web.Response(body=body, headers=headers | {"Content-Type": content_type})


def _is_known(request: web.Request, etag: str, modified: datetime) -> bool:
    asked = request.headers.get("If-None-Match")
    if asked is not None:  # it decides alone: If-Modified-Since is only for clients that keep no ETag
        return any(tag.strip().removeprefix("W/") in {etag, "*"} for tag in asked.split(","))
    since = request.headers.get("If-Modified-Since")
    if since is None:
        return False
    try:
        return modified <= parsedate_to_datetime(since)
    except (TypeError, ValueError):  # a date that cannot be read, or one without a zone, is no condition
        return False
