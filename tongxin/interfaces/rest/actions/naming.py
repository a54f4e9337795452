"""Refusals name what was sent, not what a room calls it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.core.exceptions import ValidationError


@contextmanager
def naming(names: Mapping[str, str]) -> Iterator[None]:
    """A refusal inside that names a field of the room names the one that was sent instead."""
    try:
        yield
    except ValidationError as error:
        if not hasattr(error, "error_dict"):
            raise
        raise ValidationError({names.get(name, name): said for name, said in error.error_dict.items()}) from error
