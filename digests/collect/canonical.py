"""One address for one article: what only tracks readers is taken out, what may tell articles apart stays."""

from functools import lru_cache
from urllib.parse import urlsplit, urlunsplit

TRACKING = frozenset({"fbclid", "gclid", "yclid", "dclid", "msclkid", "mc_cid", "mc_eid", "igshid", "_openstat"})
DEFAULT_PORTS = {"http": 80, "https": 443}


@lru_cache(maxsize=8_192)  # a list names the same articles each time
def canonical_url(url: str) -> str:
    """The address without tracking, default port and fragment; what is no web address comes back as it is."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return url.strip()
    scheme = parts.scheme.lower()
    if scheme not in DEFAULT_PORTS or not parts.hostname:
        return url.strip()
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname.rstrip(".")
    if port not in (None, DEFAULT_PORTS[scheme]):
        host = f"{host}:{port}"
    query = "&".join(pair for pair in parts.query.split("&") if pair and not _tracks(pair))
    return urlunsplit((scheme, host, parts.path or "/", query, ""))


def _tracks(pair: str) -> bool:
    name = pair.partition("=")[0].lower()
    return name in TRACKING or name.startswith("utm_")
