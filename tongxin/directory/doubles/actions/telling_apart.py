"""Saying that two records are not the same, and taking that back."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.people.models import Person
from tongxin.directory.doubles.events import DifferenceUndone, FoundDifferent
from tongxin.directory.doubles.models import Pair
from tongxin.directory.doubles.policies import can_tell_apart
from tongxin.directory.parties.actions import NotYours


class SaidAlready(ValidationError):
    """Somebody said so before."""


def _own(by: Person, pair: Pair) -> Pair:
    pair = Pair.objects.select_for_update(of=("self",)).select_related("one", "other").get(pk=pair.pk)
    if not can_tell_apart(by, pair):
        raise NotYours(_("To say so one must see both records, and be allowed to change one of them."))
    return pair


@transaction.atomic
def tell_apart(*, by: Person, pair: Pair) -> Pair:
    """These two are not the same: nobody is asked again. Raises NotYours, SaidAlready."""
    pair = _own(by, pair)
    if pair.different_at is not None:
        raise SaidAlready(_("Somebody said so already."))
    pair.different_at, pair.different_by = now(), by
    pair.save(update_fields=["different_at", "different_by"])
    for party, other in ((pair.one, pair.other), (pair.other, pair.one)):
        tell(FoundDifferent(other=other.name), by=by, on=Subject("party", party.pk), customer=party.pk)
    return pair


@transaction.atomic
def undo_difference(*, by: Person, pair: Pair) -> Pair:
    """They may be the same after all. Raises NotYours."""
    pair = _own(by, pair)
    if pair.different_at is not None:
        pair.different_at = pair.different_by = None
        pair.save(update_fields=["different_at", "different_by"])
        for party, other in ((pair.one, pair.other), (pair.other, pair.one)):
            tell(DifferenceUndone(other=other.name), by=by, on=Subject("party", party.pk), customer=party.pk)
    return pair
