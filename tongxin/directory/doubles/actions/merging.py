"""Merging two records of one party into one."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.events import tell, tell_many
from tongxin.base.subjects import Subject
from tongxin.collab.people.models import Person
from tongxin.directory.doubles.actions.attached import move_attached, twins
from tongxin.directory.doubles.actions.values import derive, unite_values
from tongxin.directory.doubles.events import PartiesMerged, PartyWentInto
from tongxin.directory.doubles.models import Merge
from tongxin.directory.doubles.policies import can_merge
from tongxin.directory.parties.actions import ChangedMeanwhile, NotYours
from tongxin.directory.parties.models import Party
from tongxin.directory.parties.queries import root_of
from tongxin.directory.parties.queries.kin import all_above


class MergeIntoItself(ValidationError):
    """A record can't be merged with itself."""


class MergedAlready(ValidationError):
    """One of the two was merged before."""


class NotOfOneKind(ValidationError):
    """A firm and a person are never one party."""


class InOneGroup(ValidationError):
    """One belongs to the other: group and subsidiary are two firms."""


@transaction.atomic
def merge_parties(
    *,
    by: Person,
    kept: Party,
    gone: Party,
    values: Mapping[str, Any] | None = None,  # Any: column values
    seen: tuple[int, int] | None = None,
    within: Merge | None = None,
) -> Merge:
    """Make one record of two: `gone` goes out of sight, and all that hangs on it moves to `kept`.

    `values` are those the kept record shall have where the proposal does not suit; `seen` the versions of both that the person
    looked at (ChangedMeanwhile). People who are a contact of both, by name and number, become one too. With `within` the merge is
    part of another one and is undone with it. Raises MergeIntoItself, MergedAlready, NotOfOneKind, InOneGroup, NotYours, FieldLocked.
    """
    kept, gone = _both(by, kept.pk, gone.pk)
    if seen is not None and seen != (kept.version, gone.version):
        raise ChangedMeanwhile({})
    _refuse_groups(kept, gone)
    merge = _merge(by, kept, gone, values or {}, within)
    for one, other in twins(merge):
        if can_merge(by, one.pk, other.pk):
            _merge(by, one, other, {}, merge)
    return merge


def _merge(
    by: Person, kept: Party, gone: Party, values: Mapping[str, Any], within: Merge | None
) -> Merge:  # Any: column values
    merge = Merge.objects.create(kept=kept, gone=gone, by=by, at=now(), within=within)
    changes = unite_values(by, merge.pk, kept, gone, values)
    move_attached(merge, kept, gone)
    _close(by, merge)
    # Rooms that follow the values of a record hear of them when their own rows have moved.
    tell_many(changes)
    derive(kept.pk, gone.pk)
    return merge


def _both(by: Person, kept: int, gone: int) -> tuple[Party, Party]:
    """Both records, locked in the order of their numbers, within what the person may change."""
    if kept == gone or root_of(kept) == root_of(gone):
        if kept == gone:
            raise MergeIntoItself(_("A record can't be merged with itself."))
        raise MergedAlready(_("These two were merged already."))
    rows = Party.objects.changeable_by(by).filter(pk__in=[kept, gone])
    found = {party.pk: party for party in rows.select_for_update(of=("self",)).order_by("pk")}
    for number in (kept, gone):
        if number in found and found[number].merged_into_id is not None:
            raise MergedAlready(_("“%(name)s” was merged already.") % {"name": found[number].name})
        if number not in found or found[number].deleted_at is not None:
            raise NotYours(
                _("Merging needs the right to change both records. Ask the owner of the other one, or your manager.")
            )
    one, other = found[kept], found[gone]
    if one.kind != other.kind and Party.Kind.PERSON in (one.kind, other.kind):
        raise NotOfOneKind(_("A firm and a person can't be merged. Add the person as a contact of the firm."))
    return one, other


def _refuse_groups(kept: Party, gone: Party) -> None:
    for below, above in ((kept, gone), (gone, kept)):
        if above.pk in all_above(below):
            raise InOneGroup(
                _(
                    "“%(below)s” belongs to “%(above)s”: group and subsidiary are two firms. Take it out of the group first."
                )
                % {"below": below.name, "above": above.name}
            )


def _close(by: Person, merge: Merge) -> None:
    """The gone record goes out of sight and says where it went; both are told of."""
    kept, gone = merge.kept, merge.gone
    Party.objects.filter(pk=gone.pk).update(deleted_at=now(), merged_into=kept)
    tell(PartyWentInto(other=kept.name), by=by, on=Subject("party", gone.pk), customer=gone.pk)
    told = PartiesMerged(merge=merge.pk, kept=kept.pk, gone=gone.pk, other=gone.name)
    tell(told, by=by, on=Subject("party", kept.pk), customer=kept.pk)
