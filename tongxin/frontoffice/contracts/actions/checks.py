"""What every verb checks first."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from tongxin.collab.access.policies import locked_fields
from tongxin.collab.org.models import Unit
from tongxin.collab.people.models import Person
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.contracts.models import Contract
from tongxin.frontoffice.contracts.policies import can_contract


class MayNotContract(PermissionDenied):
    """The person's roles open no contracts for writing, or the customer isn't theirs to see."""


class NotYours(PermissionDenied):
    """The person may see this contract but not change it, or it is gone."""


class FieldLocked(PermissionDenied):
    """A role keeps this person from changing the amount."""


class NoDraft(ValidationError):
    """What is being approved, or was, is not changed."""


class ChangedMeanwhile(ValidationError):
    """Somebody else changed the contract since the person looked at it."""


def check_contracting(by: Person, party: Party) -> None:
    """Raises MayNotContract."""
    if not can_contract(by):
        raise MayNotContract(_("Your role may not make contracts."))
    if not Party.objects.visible_to(by).living().filter(pk=party.pk).exists():
        raise MayNotContract(_("This customer isn't there any more, or it isn't yours to see."))


def check_amounts(by: Person) -> None:
    """Raises FieldLocked."""
    if "gross" in locked_fields(by, "contract"):
        raise FieldLocked(_("Your role may not change amounts of contracts."))


def check_rights(by: Person, names: Iterable[str]) -> None:
    """Raises FieldLocked."""
    if locked := locked_fields(by, "contract") & set(names):
        labels = ", ".join(str(Contract._meta.get_field(name).verbose_name) for name in sorted(locked))  # type: ignore[union-attr]  # a column
        raise FieldLocked(_("Your role may not change: %(fields)s") % {"fields": labels})


def check_unit(unit: Unit | None) -> None:
    """Raises ValidationError for a unit that is closed."""
    if unit is not None and not Unit.objects.open().filter(pk=unit.pk).exists():
        raise ValidationError({"unit": _("This unit was closed. Choose another one.")})


def own(by: Person, number: int, version: int | None = None) -> Contract:
    """The contract, locked for the length of the transaction. `version` is the one the person looked at. Raises NotYours,
    ChangedMeanwhile."""
    rows = Contract.objects.changeable_by(by).select_related("party", "owner").select_for_update(of=("self",))
    found = rows.filter(pk=number).first()
    if found is None:
        raise NotYours(_("This contract isn't yours to change, or it isn't there any more."))
    if version is not None and version != found.version:
        raise ChangedMeanwhile(
            _("Somebody changed this contract meanwhile. Nothing of yours was kept yet; look at what stands there now.")
        )
    return found


def own_draft(by: Person, number: int, version: int | None = None) -> Contract:
    """The same, still to be changed freely. Raises NotYours, ChangedMeanwhile, NoDraft."""
    contract = own(by, number, version)
    if not contract.is_draft:
        raise NoDraft(_("This contract is a draft no more; what somebody decides on, or decided, stays as it is."))
    return contract
