"""The list of all addresses, read from the router, and the check that each has a door."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from django.core.checks import CheckMessage, Error, register
from django.urls import URLPattern, URLResolver, get_resolver

from tongxin.base.web.later import Later

API = "ninja"


class Route(NamedTuple):
    """One address: its pattern, name and view."""

    pattern: str
    name: str
    view: Any  # Any: whatever callable the router holds


def routes(resolver: URLResolver | None = None, prefix: str = "", *, only_read: bool = False) -> Iterator[Route]:
    """All addresses of the program; with `only_read` without those that nobody has asked for yet."""
    resolver = resolver or get_resolver()
    for entry in resolver.url_patterns:
        pattern = prefix + str(entry.pattern)
        if isinstance(entry, Later) and only_read and not entry.is_read:
            continue
        if isinstance(entry, URLResolver):
            yield from routes(entry, pattern, only_read=only_read)
        elif isinstance(entry, URLPattern):
            yield Route(pattern, entry.name or "", entry.callback)


def is_api(route: Route) -> bool:
    """REST addresses carry their own gate: a token is asked for by the API as a whole."""
    return str(route.view.__module__).startswith(API)


@register("start")
def every_route_has_a_door(app_configs: Any, **kwargs: Any) -> Sequence[CheckMessage]:  # Any: Django's signature
    """Refuse to start with an address that says nothing about who may use it."""
    return [
        Error(f"The address {route.pattern!r} has no door: decorate its view with @door(…).", id="tongxin.E001")
        for route in routes(only_read=True)
        if not is_api(route) and not hasattr(route.view, "door")
    ]
