"""Addresses in messages: what Telegram takes for a link."""

import re
from functools import lru_cache
from urllib.parse import urlsplit

HOST = re.compile(r"[\w.-]+\.[\w-]+\.?")
SPACE = re.compile(r"\s")
PLAIN_SCHEMES = ("tg:", "ton:", "tonsite:")


@lru_cache(4096)  # a mailing repeats its links in every chat
def checked_link(address: str) -> str:
    """The address as Telegram keeps it; ValueError, with Telegram's reason, for what is none."""
    link = address.strip()
    if link.lower().startswith(PLAIN_SCHEMES):
        return link
    if "://" not in link:
        link = f"http://{link}"
    try:
        parts = urlsplit(link)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        raise ValueError("Wrong HTTP URL") from None
    if parts.scheme.lower() not in {"http", "https"}:
        raise ValueError("Unsupported URL protocol")
    if not HOST.fullmatch(host) or SPACE.search(link):
        raise ValueError("Wrong HTTP URL")
    return parts._replace(netloc=parts.netloc.lower(), path=parts.path or "/").geturl()
