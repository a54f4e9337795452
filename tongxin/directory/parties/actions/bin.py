"""The recycle bin: deleted parties can be restored for 30 days."""

from collections.abc import Collection
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.people.models import Person
from tongxin.collab.search.actions import index_documents, remove_documents
from tongxin.directory.parties.actions.reloading import NotYours
from tongxin.directory.parties.events import PartyDeleted, PartyRestored
from tongxin.directory.parties.models import Party

KEPT_FOR = timedelta(days=30)


@transaction.atomic
def delete_parties(*, by: Person, parties: Collection[int]) -> list[Party]:
    """Put parties into the recycle bin. All or none: raises NotYours."""
    rows = Party.objects.changeable_by(by).living().filter(pk__in=list(parties))
    found = list(rows.order_by("pk").select_for_update(of=("self",)))
    if len(found) != len(set(parties)):
        raise NotYours(_("Some of these customers are not yours to delete. Nothing was changed."))
    at = now()
    for party in found:
        party.deleted_at, party.updated_at = at, at
        party.version += 1
        party.save(update_fields=["deleted_at", "updated_at", "version"])
        tell(PartyDeleted(party=party.name), by=by, on=Subject("party", party.pk), customer=party.pk)
    remove_documents("party", [party.pk for party in found])
    return found


@transaction.atomic
def restore_parties(*, by: Person, parties: Collection[int]) -> list[Party]:
    """Take parties out of the recycle bin again. What was merged comes back by undoing the merge."""
    rows = Party.objects.changeable_by(by).filter(
        pk__in=list(parties), deleted_at__gt=now() - KEPT_FOR, merged_into=None
    )
    found = list(rows.order_by("pk").select_for_update(of=("self",)))
    if len(found) != len(set(parties)):
        raise NotYours(_("Some of these customers can't be restored any more, or are not yours."))
    for party in found:
        party.deleted_at, party.updated_at = None, now()
        party.version += 1
        party.save(update_fields=["deleted_at", "updated_at", "version"])
        tell(PartyRestored(party=party.name), by=by, on=Subject("party", party.pk), customer=party.pk)
    index_documents("party", [party.pk for party in found])
    return found
