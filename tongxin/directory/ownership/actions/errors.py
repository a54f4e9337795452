"""Why a hand-over is refused."""

from django.core.exceptions import PermissionDenied, ValidationError


class NotYoursToHandOver(PermissionDenied):
    """Only an administrator, or whoever the giver reports to, hands things over."""


class CannotHandOver(ValidationError):
    """This hand-over makes no sense."""
