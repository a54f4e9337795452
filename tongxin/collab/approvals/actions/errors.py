"""What the world may refuse."""

from django.core.exceptions import PermissionDenied, ValidationError


class NotYourTurn(PermissionDenied):
    """Somebody else has it in hand."""


class NotYours(PermissionDenied):
    """Only the initiator, or who cares for flows, may do this."""


class DeedRefused(ValidationError):
    """The deed does not fit where the approval stands."""


class SeenOld(ValidationError):
    """What was decided on is not what stands there now."""
