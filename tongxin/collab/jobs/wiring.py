"""Tells lower floors that the room exists."""

from django.utils.module_loading import autodiscover_modules


def join() -> None:
    """Have the `jobs.py` of every installed room loaded, so that its work is known by name."""
    autodiscover_modules("jobs")
