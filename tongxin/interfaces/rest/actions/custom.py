"""Values of the firm's fields in requests."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tongxin.directory.parties.models.facts import is_own

Values = Mapping[str, Any]  # Any: checked JSON values


def own_values(values: Values) -> Values:
    """Values of the firm's fields by key. Raises ValidationError for keys that no such field could have."""
    custom: Values = values.get("custom", {})
    if unknown := [key for key in custom if not is_own(key)]:
        raise ValidationError({f"custom.{key}"[:80]: _("Unknown name.") for key in unknown})
    return custom


@contextmanager
def beside_custom() -> Iterator[None]:
    """Errors of the firm's fields stand where the request has them: custom.c_…"""
    try:
        yield
    except ValidationError as error:
        if not hasattr(error, "error_dict"):
            raise
        named = {f"custom.{key}"[:80] if is_own(key) else key: errors for key, errors in error.error_dict.items()}
        raise ValidationError(named) from error
