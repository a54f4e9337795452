"""Key customers: marking them, and keeping them where they are."""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.chinese.folding import clean
from tongxin.base.clock import now
from tongxin.base.events import Telling, tell
from tongxin.base.subjects import Subject
from tongxin.collab.access.policies import can_administer
from tongxin.collab.people.models import Person
from tongxin.directory.doubles.actions import note_made
from tongxin.directory.ownership.events import CustomerKept
from tongxin.directory.ownership.models import KeyCustomer
from tongxin.directory.ownership.policies import can_mark_key
from tongxin.directory.parties.events import PartyAssigned
from tongxin.directory.parties.models import Party


class MayNotMark(PermissionDenied):
    """Only who leads the owner, or an administrator, says what is a key customer."""


class KeyCustomerStays(ValidationError):
    """A key customer is not handed over."""


@transaction.atomic
def mark_key(*, by: Person, party: Party, why: str) -> KeyCustomer:
    """Keep a customer with its owner. Raises MayNotMark."""
    party = _own(by, party)
    words = clean(why)[:200]
    if not words:
        raise ValidationError({"why": _("Say in a word why.")})
    return keep_with_owner(by=by, party=party, why=words)


def keep_with_owner(*, by: Person, party: Party, why: str) -> KeyCustomer:
    """Write the mark and tell of it; the caller has asked who may, and locked the customer."""
    mark, _new = KeyCustomer.objects.update_or_create(
        party=party, defaults={"why": why, "marked_by": by, "marked_at": now()}
    )
    tell(CustomerKept(why=why), by=by, on=Subject("party", party.pk), customer=party.pk)
    return mark


@transaction.atomic
def unmark_key(*, by: Person, party: Party) -> None:
    """Let a customer be handed over again. Raises MayNotMark."""
    party = _own(by, party)
    gone, _rows = KeyCustomer.objects.filter(party=party).delete()
    if gone:
        tell(CustomerKept(why=""), by=by, on=Subject("party", party.pk), customer=party.pk)


@transaction.atomic
def keep_mark(*, merge: int, gone: int, kept: int) -> None:
    """After a merge: the mark of the record that goes holds for the one that stays, until the merge is undone."""
    mark = KeyCustomer.objects.filter(party=gone).first()
    if mark is None or KeyCustomer.objects.filter(party=kept).exists():
        return
    made = KeyCustomer.objects.create(party_id=kept, why=mark.why, marked_by=mark.marked_by, marked_at=mark.marked_at)
    note_made(merge, made, because=mark)


def _own(by: Person, party: Party) -> Party:
    locked = Party.objects.visible_to(by).living().select_for_update(of=("self",)).filter(pk=party.pk).first()
    if locked is None or not can_mark_key(by, locked):
        raise MayNotMark(_("Only who leads the owner, or an administrator, says what is a key customer."))
    return locked


def _person(number: int | None) -> Person | None:
    return None if number is None else Person.objects.filter(pk=number).first()


def guard_key_customers(tellings: Sequence[Telling]) -> None:
    """Undo, by raising KeyCustomerStays in its transaction, a change of owner that took a key customer away.

    Administrators may. So every way of assigning is guarded, those of rooms to come among them.
    """
    taken = {
        telling.on.id: telling
        for telling in tellings
        if isinstance(telling.event, PartyAssigned) and telling.event.previous
    }
    marks = KeyCustomer.objects.filter(party__in=list(taken)).select_related("party")
    for mark in marks:
        by = _person(taken[mark.party_id].by_id)
        if not can_administer(by):
            raise KeyCustomerStays(
                _("%(name)s is a key customer and stays with its owner: %(why)s. An administrator can change that.")
                % {"name": mark.party.called, "why": mark.why}
            )
