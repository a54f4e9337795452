"""From where a request comes, also when it comes through a proxy of ours."""

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Network = IPv4Network | IPv6Network
_MOST = 20  # hops that are looked at; nobody honest has more


def networks(text: str) -> list[Network]:
    """Addresses and networks as an administrator writes them: `10.0.0.7, 10.1.0.0/16`. Raises ValueError."""
    return [ip_network(part.strip(), strict=False) for part in text.split(",") if part.strip()]


def _read(text: str) -> IPv4Address | IPv6Address | None:
    try:
        ip = ip_address(text.strip().strip("[]"))
    except ValueError:
        return None
    return ip.ipv4_mapped or ip if isinstance(ip, IPv6Address) else ip


def is_trusted(peer: str, trusted: Sequence[Network]) -> bool:
    """Whether this neighbour is a proxy of ours."""
    ip = _read(peer) if trusted else None
    return ip is not None and any(ip in network for network in trusted)


def visitor_of(peer: str, forwarded: str, trusted: Sequence[Network]) -> str:
    """The visitor's own address: the last one in `X-Forwarded-For` that is no proxy of ours.

    Whoever sends a request can write anything to the left of what our proxies add, so the list is read from its right end,
    only as far as each hop is trusted, and not at all when the neighbour itself is not.
    """
    visitor = peer
    for hop in [peer, *reversed(forwarded.split(",")[-_MOST:] if forwarded else [])]:
        ip = _read(hop)
        if ip is None:
            return visitor
        visitor = str(ip)
        if not any(ip in network for network in trusted):
            return visitor
    return visitor
