"""Links that leave the house, in a message or for somebody else's browser."""

from django.conf import settings
from django.http import HttpRequest


def absolute(request: HttpRequest, path: str) -> str:
    """The full address of `path`: under the configured base address, else under the one this request came to.

    Where a base address is configured, nobody can bend a link elsewhere by the headers of a request.
    """
    base: str = settings.BASE_URL
    return f"{base.rstrip('/')}{path}" if base else request.build_absolute_uri(path)
