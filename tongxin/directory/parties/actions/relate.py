"""Groups and relations."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.people.models import Person
from tongxin.directory.parties.actions.conflicts import ChangedMeanwhile
from tongxin.directory.parties.actions.reloading import NotYours, own
from tongxin.directory.parties.events import PartyChanged, RelationAdded, RelationRemoved
from tongxin.directory.parties.models import Party, Relation


class GroupInItself(ValidationError):
    """A firm can't belong to itself, not even through others."""


def _seen(by: Person, other: Party) -> Party:
    found = Party.objects.visible_to(by).living().filter(pk=other.pk).first()
    if found is None:
        raise NotYours(_("The other side is not known to you."))
    return found


@transaction.atomic
def set_parent(*, by: Person, party: Party, parent: Party | None, was: str | None = None) -> Party:
    """Put a firm under its group, or take it out. Raises GroupInItself. `was` is the name of the group that the person saw; another one
    raises ChangedMeanwhile."""
    party = own(by, party.pk)
    if was is not None and was != (name := party.parent.name if party.parent else ""):
        raise ChangedMeanwhile({"parent": name})
    above = _seen(by, parent) if parent else None
    step = above
    while step is not None:
        if step.pk == party.pk:
            raise GroupInItself({"parent": _("A firm can't belong to itself, not even through others.")})
        step = step.parent
    if party.parent_id == (above.pk if above else None):
        return party
    before = {"parent": party.parent_id}
    party.parent = above
    party.version += 1
    party.updated_at = now()
    party.save()
    after = {"parent": above.pk if above else None}
    tell(
        PartyChanged(fields=["parent"], after=after),
        by=by,
        on=Subject("party", party.pk),
        customer=party.pk,
        before=before,
    )
    return party


@transaction.atomic
def add_relation(*, by: Person, party: Party, other: Party, kind: str, note: str = "") -> Relation:
    """Say how two parties hang together."""
    party, other = own(by, party.pk), _seen(by, other)
    relation = Relation(party=party, other=other, kind=kind, note=note, added_at=now())
    relation.full_clean()
    relation.save()
    tell(RelationAdded(kind=kind, other=other.name), by=by, on=Subject("party", party.pk), customer=party.pk)
    return relation


@transaction.atomic
def remove_relation(*, by: Person, relation: Relation) -> None:
    """The relation ended or was a mistake."""
    own(by, relation.party_id)
    if Relation.objects.filter(pk=relation.pk).delete()[0]:
        told = RelationRemoved(kind=relation.kind, other=relation.other.name)
        tell(told, by=by, on=Subject("party", relation.party_id), customer=relation.party_id)
