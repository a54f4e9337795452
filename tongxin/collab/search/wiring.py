"""Tells lower floors that the room exists."""

from typing import Any

from django.core.checks import CheckMessage, Error, register

from tongxin.collab.search.models import ShelfShared, check_shelves


def every_kind_has_a_shelf(app_configs: Any, **more: Any) -> list[CheckMessage]:  # Any: Django's signature
    """Refuse to start when the index can't tell two kinds of record apart."""
    try:
        check_shelves()
    except ShelfShared as error:
        return [Error(str(error), id="tongxin.E002")]
    return []


def join() -> None:
    """Have the kinds of record checked once all rooms have joined."""
    register(every_kind_has_a_shelf, "start")
