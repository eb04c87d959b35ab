"""What holds for every answer: security headers, caching, a limit a reader, and errors in words."""

import hashlib
from collections.abc import Awaitable, Callable
from http import HTTPStatus

import structlog
from aiohttp import web
from aiohttp.typedefs import Middleware

from bot.budgets import Budget
from bot.web.limits import Limits
from bot.web.parts import Parts
from digests.model import Locale

log = structlog.get_logger()

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
PARTS = web.AppKey("parts", Parts)

READER = Budget(seconds=0.25, burst=60)
"""Of one address: four answers a second in the long run. A person reads slower, and a script should take the CSV."""
MOST_READERS = 20_000
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors {frames}"
)
TELEGRAMS_CLIENTS = "https://web.telegram.org https://*.telegram.org"
"""Those on the web show a Mini App in a frame; the others have a window for it."""
HEADERS = {
    "Content-Security-Policy": POLICY.format(frames="'none'"),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin-allow-popups",
}
OPEN = ("/healthz", "/readyz", "/metrics")
"""Monitoring asks often, and from one place."""


async def secure(_: web.Request, response: web.StreamResponse) -> None:
    """The headers of every answer, but for those that it has."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)


def framed(response: web.Response) -> web.Response:
    """The same answer; Telegram's clients on the web may show it in a frame."""
    response.headers["Content-Security-Policy"] = POLICY.format(frames=TELEGRAMS_CLIENTS)
    return response


def limited() -> Middleware:
    """A middleware that refuses an address that asks faster than `READER`."""
    limits = Limits(READER, MOST_READERS)

    @web.middleware
    async def limit(request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.path in OPEN or request.path.startswith("/assets/"):
            return await handler(request)
        limits.spend(_reader(request), request.app[PARTS].monotonic())
        return await handler(request)

    return limit


def _reader(request: web.Request) -> str:
    """The address of the reader; of a proxy's list the last one, which the proxy itself has written."""
    forwarded = request.headers.get("X-Forwarded-For", "") if request.app[PARTS].is_behind_proxy else ""
    return forwarded.rpartition(",")[2].strip() or request.remote or ""


@web.middleware
async def in_words(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Errors as a page in the reader's language, or as JSON where JSON was asked for."""
    try:
        return await handler(request)
    except web.HTTPRedirection:
        raise
    except web.HTTPError as error:
        status, kept = (
            error.status,
            {name: error.headers[name] for name in ("Retry-After", "Allow") if name in error.headers},
        )
    except Exception:
        log.exception("web.failed", path=request.path)
        status, kept = int(HTTPStatus.INTERNAL_SERVER_ERROR), {}
    if request.path.startswith("/api/"):
        return web.json_response({"error": HTTPStatus(status).phrase}, status=status, headers=kept)
    locale = locale_of(request)
    page = request.app[PARTS].templates.page("failure", locale, status=status, path="", query="", section="failure")
    return web.Response(text=page, content_type="text/html", status=status, headers=kept)


def locale_of(request: web.Request) -> Locale:
    """The language of the address; without one the first of the browser's that there is; else Kazakh."""
    first = request.path.strip("/").partition("/")[0]
    if first in set(Locale):
        return Locale(first)
    for wish in request.headers.get("Accept-Language", "").split(","):
        code = wish.partition(";")[0].strip().partition("-")[0].lower()
        if code in set(Locale):
            return Locale(code)
    return Locale.KK


def number_of(request: web.Request, name: str, otherwise: int, most: int) -> int:
    """The number from 1 on that a query names; HTTPBadRequest where it names something else."""
    text = request.query.get(name, str(otherwise))
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:9]) <= most:
        raise web.HTTPBadRequest
    return int(text)


def answer(request: web.Request, body: bytes, content_type: str, *, seconds: int) -> web.Response:
    """The body, or 304 where the reader has it; caches may keep it for so many seconds."""
    tag = hashlib.blake2b(body, digest_size=12).hexdigest()
    headers = {"Cache-Control": f"public, max-age={seconds}", "ETag": f'"{tag}"', "Vary": "Accept-Encoding"}
    known = request.if_none_match or ()
    if any(one.value in {tag, "*"} for one in known):
        return web.Response(status=int(HTTPStatus.NOT_MODIFIED), headers=headers)
    response = web.Response(body=body, content_type=content_type, charset="utf-8", headers=headers)
    response.enable_compression()
    return response
