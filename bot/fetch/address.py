"""Where a fetch may connect: to the internet, and to nothing behind the operator's own door."""

import ipaddress
import socket

from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver

from bot.fetch.refused import Refused


class PublicResolver(AbstractResolver):
    """Gives only public addresses: the one that was checked is the one that the socket connects to."""

    def __init__(self) -> None:
        self._inner = ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        found = await self._inner.resolve(host, port, family)
        if not all(is_public(result["host"]) for result in found):
            raise Refused("private_address", host)
        return found

    async def close(self) -> None:
        await self._inner.close()


def literal(host: str) -> str | None:
    """The address that a host name spells out, also as one number or in hexadecimal; None: it is a name."""
    try:
        return str(ipaddress.ip_address(host.partition("%")[0]))
    except ValueError:
        pass
    try:
        return socket.inet_ntoa(socket.inet_aton(host))
    except (OSError, UnicodeError):
        return None


def is_public(address: str) -> bool:
    """Whether it is on the internet for all: also an IPv4 address that hides in an IPv6 one counts as itself."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
        if inner is not None:
            return is_public(str(inner))
        if found in ipaddress.ip_network("64:ff9b::/96"):
            return is_public(str(ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)))
    return found.is_global and not found.is_multicast


def is_this_machine(host: str) -> bool:
    """Whether a host name means the machine itself, whose servers need no politeness."""
    address = literal(host)
    return host == "localhost" or (address is not None and ipaddress.ip_address(address).is_loopback)
