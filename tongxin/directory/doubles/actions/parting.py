"""Undoing a merge, however much happened since."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.people.models import Person
from tongxin.directory.doubles.actions.attached import keep_owner_in_team
from tongxin.directory.doubles.actions.putting_back import merges_after, put_back
from tongxin.directory.doubles.actions.values import derive
from tongxin.directory.doubles.events import MergeUndone, PartyCameBack
from tongxin.directory.doubles.models import Merge, Move
from tongxin.directory.doubles.policies import can_undo_merge
from tongxin.directory.parties.actions import NotYours
from tongxin.directory.parties.models import Party
from tongxin.directory.parties.queries import root_of, roots_of


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
    if not can_undo_merge(by, merge):
        raise NotYours(_("Undoing a merge needs the right to change both records."))
    whole = [merge, *_within(merge)]
    later = merges_after(whole)
    _lock([*whole, *later])
    at = now()
    Merge.objects.filter(pk__in=[one.pk for one in whole]).update(undone_at=at, undone_by=by)
    Party.objects.filter(pk__in=[one.gone_id for one in whole]).update(deleted_at=None, merged_into=None)
    stayed = put_back(whole, later)
    for one in reversed(whole):
        _say_so(by, one, sum(move.merge_id == one.pk for move in stayed))
    Move.objects.filter(merge__in=whole).delete()
    parties = {number for one in [*whole, *later] for number in (one.kept_id, one.gone_id)}
    derive(*sorted({*(number for one in whole for number in (one.kept_id, one.gone_id)), *roots_of(parties).values()}))
    return stayed


def _within(merge: Merge) -> list[Merge]:
    """Merges that were made along with it, and with those, in their order."""
    inner = Merge.objects.standing().filter(within=merge).select_related("kept", "gone").order_by("pk")
    return [each for one in inner for each in (one, *_within(one))]


def _lock(merges: Sequence[Merge]) -> None:
    parties = {number for one in merges for number in (one.kept_id, one.gone_id)}
    list(Party.objects.select_for_update().filter(pk__in=sorted(parties)).order_by("pk").values_list("pk"))


def _say_so(by: Person, merge: Merge, stayed: int) -> None:
    """Both are told of; whoever lost sight of the kept record with an owner joins its team again."""
    for other in Merge.objects.standing().filter(kept=merge.kept_id, kept__merged_into=None).order_by("id"):
        keep_owner_in_team(other)
    tell(PartyCameBack(other=merge.kept.name), by=by, on=Subject("party", merge.gone_id), customer=merge.gone_id)
    told = MergeUndone(merge=merge.pk, kept=merge.kept_id, gone=merge.gone_id, other=merge.gone.name, stayed=stayed)
    tell(told, by=by, on=Subject("party", merge.kept_id), customer=root_of(merge.kept_id))
