"""Whole pages and pieces of them, at one address."""

from django.http import HttpRequest


def is_piece(request: HttpRequest) -> bool:
    """Whether only a piece of the page is asked for."""
    return bool(request.headers.get("HX-Request")) and not request.headers.get("HX-History-Restore-Request")
