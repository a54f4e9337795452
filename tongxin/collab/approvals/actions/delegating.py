"""Letting somebody act for oneself."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.approvals.actions.errors import NotYours
from tongxin.collab.approvals.events import DelegationEnded, DelegationMade
from tongxin.collab.approvals.models import Delegation
from tongxin.collab.approvals.policies import can_care_for_flows
from tongxin.collab.people.models import Person


class CircleOfDelegation(ValidationError):
    """Everybody would act for somebody else, and nobody for themselves."""


@transaction.atomic
def delegate(
    *, by: Person, person: Person, to: Person, starts_at: datetime, ends_at: datetime, kinds: Sequence[str] = ()
) -> Delegation:
    """`to` may act for `person` meanwhile; open tasks show for both. Raises NotYours, CircleOfDelegation, ValidationError."""
    if by.pk != person.pk and not can_care_for_flows(by):
        raise NotYours(_("Everybody chooses their own deputy."))
    if not to.is_active or to.pk == person.pk:
        raise ValidationError({"to": _("Choose a colleague who works here.")})
    if not starts_at < ends_at or ends_at <= now():
        raise ValidationError({"ends_at": _("The last day lies before the first, or in the past.")})
    Person.objects.select_for_update().filter(pk__in=[person.pk, to.pk]).order_by("pk").first()
    if person.pk in _acting_for(to.pk, starts_at, ends_at):
        raise CircleOfDelegation(
            {"to": _("This colleague lets you act, directly or through others. Choose somebody else.")}
        )
    made = Delegation.objects.create(
        person=person, to=to, starts_at=starts_at, ends_at=ends_at, kinds=sorted(kinds), made_at=now()
    )
    tell(DelegationMade(person=person.name, to=to.name), by=by, on=Subject("delegation", made.pk))
    return made


@transaction.atomic
def end_delegation(*, by: Person, delegation: Delegation) -> Delegation:
    """From now on nobody acts by it. Raises NotYours."""
    if by.pk != delegation.person_id and not can_care_for_flows(by):
        raise NotYours(_("Everybody chooses their own deputy."))
    if delegation.ended_at is None:
        delegation.ended_at = now()
        delegation.save(update_fields=["ended_at"])
        names = {"person": delegation.person.name, "to": delegation.to.name}
        tell(DelegationEnded(**names), by=by, on=Subject("delegation", delegation.pk))
    return delegation


def _acting_for(person: int, start: datetime, end: datetime) -> set[int]:
    """Who acts for a person at any time of the period, directly or through others."""
    pairs = list(Delegation.objects.touching(start, end).values_list("person_id", "to_id"))
    found: set[int] = set()
    frontier = {person}
    while frontier:
        frontier = {to for who, to in pairs if who in frontier} - found
        found |= frontier
    return found
