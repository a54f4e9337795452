"""What every change of people, units, roles and settings asks first."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from tongxin.collab.access.models import Assignment
from tongxin.collab.org.models import Company
from tongxin.collab.people.models import Person


class NotAdministrator(PermissionDenied):
    """Only administrators change rights."""


class LastAdministrator(ValidationError):
    """Somebody must be able to administer."""


def _administrators() -> list[int]:
    held = Assignment.objects.filter(role__is_administrator=True, person__deactivated_at=None)
    return list(held.values_list("person_id", flat=True))


def ask_administrator(by: Person) -> None:
    """Raises NotAdministrator unless `by` may administer at this very moment.

    Call it first in a transaction. It holds the firm's row until the transaction ends, so that two people who change
    rights at the same time take turns: otherwise each could take the other's role, and nobody would be left.
    """
    Company.objects.select_for_update().first()
    if by.pk not in _administrators():
        raise NotAdministrator(_("Only administrators change people, units and rights."))


def keep_an_administrator() -> None:
    """Raises LastAdministrator, which undoes the change, when nobody would be left to administer."""
    if not _administrators():
        raise LastAdministrator(_("Somebody must be able to administer. Give somebody else the role first."))
