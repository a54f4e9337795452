"""Undoing a merge, however much happened since."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.people.models import Person
from tongxin.directory.doubles.actions.attached import keep_owner_in_team
from tongxin.directory.doubles.actions.ledger import NAMES, label_of
from tongxin.directory.doubles.actions.putting_back import put_back, put_back_at_last
from tongxin.directory.doubles.actions.values import derive, take_names_out
from tongxin.directory.doubles.events import MergeUndone, PartyCameBack
from tongxin.directory.doubles.models import Merge, Move
from tongxin.directory.doubles.policies import can_undo_merge
from tongxin.directory.parties.actions import NotYours
from tongxin.directory.parties.models import Party
from tongxin.directory.parties.queries import root_of


class UndoneAlready(ValidationError):
    """The two are apart already."""


@transaction.atomic
def undo_merge(*, by: Person, merge: Merge) -> list[Move]:
    """Take a merge back: what it moved goes back, what came since stays with the record that was kept.

    Merges may be undone in any order. Answers the moves that were not taken back, because somebody changed those values since.
    Raises UndoneAlready, NotYours.
    """
    merge = Merge.objects.select_for_update(of=("self",)).select_related("kept", "gone").get(pk=merge.pk)
    if merge.undone_at is not None:
        raise UndoneAlready(_("This merge was undone already."))
    list(Party.objects.select_for_update().filter(pk__in=[merge.kept_id, merge.gone_id]).order_by("pk"))
    if not can_undo_merge(by, merge):
        raise NotYours(_("Undoing a merge needs the right to change both records."))
    waiting = _part_whole(by, merge)
    stayed = put_back_at_last(waiting)
    if len(stayed) < len(waiting):
        derive(merge.kept_id, merge.gone_id)
    return stayed


def _part_whole(by: Person, merge: Merge) -> list[Move]:
    """The merge with those that were made along with it, the last one first."""
    inner = Merge.objects.standing().filter(within=merge).select_related("kept", "gone").order_by("-pk")
    stayed = [move for one in inner for move in _part_whole(by, one)]
    return [*stayed, *_part(by, merge)]


def _part(by: Person, merge: Merge) -> list[Move]:
    at = now()
    Merge.objects.filter(pk=merge.pk).update(undone_at=at, undone_by=by)
    Party.objects.filter(pk=merge.gone_id).update(deleted_at=None, merged_into=None)
    for move in merge.moves.filter(model=label_of(Party), column=NAMES):
        take_names_out(move)
    stayed = put_back(merge)
    for other in Merge.objects.standing().filter(kept=merge.kept_id, kept__merged_into=None).order_by("id"):
        keep_owner_in_team(other)
    tell(PartyCameBack(other=merge.kept.name), by=by, on=Subject("party", merge.gone_id), customer=merge.gone_id)
    told = MergeUndone(
        merge=merge.pk, kept=merge.kept_id, gone=merge.gone_id, other=merge.gone.name, stayed=len(stayed)
    )
    tell(told, by=by, on=Subject("party", merge.kept_id), customer=root_of(merge.kept_id))
    merge.moves.all().delete()
    derive(merge.kept_id, merge.gone_id, root_of(merge.kept_id))
    return stayed
