"""When two records of one customer become one: stays, locks, protection and the day of return follow, and go back with it."""

from datetime import datetime

from django.db import transaction

from tongxin.base.clock import now
from tongxin.directory.doubles.actions import carry, note_made, take_away
from tongxin.directory.doubles.models import Merge
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.pools.models import Custody, Stay


@transaction.atomic
def follow_merge(*, merge: int, kept: int, gone: int, at: datetime) -> None:
    """The kept record gets the past of the other one in pools, and with it the locks. It lies in a pool itself only if neither had
    an owner; whoever got it by the merge goes on where they were."""
    owner = Party.objects.get(pk=kept).owner_id
    _follow_custody(merge, kept, gone, owner, at)
    stays = {stay.party_id: stay for stay in Stay.objects.filter(party__in=[kept, gone], left_at=None)}
    ended = list(stays.values()) if owner is not None else [stays[gone]] if {kept, gone} <= set(stays) else []
    for stay in ended:
        row = Stay.objects.filter(pk=stay.pk)
        # In this order: whoever has left, has left somehow.
        carry(merge, row, column="end", to=Stay.End.MERGED.value, because=[stay])
        carry(merge, row, column="left_at", to=at, because=[stay])
        carry(merge, row, column="taken_by", to=owner, because=[stay])
    carry(merge, Stay.objects.filter(party=gone), column="party", to=kept)


def _follow_custody(merge: int, kept: int, gone: int, owner: int | None, at: datetime) -> None:
    """Of one owner the longer protection counts; an owner who comes with the gone record has the customer since they had that one."""
    mine, theirs = Custody.objects.filter(party=kept).first(), Custody.objects.filter(party=gone).first()
    same = theirs if theirs is not None and theirs.owner_id == owner else None
    if mine is not None and mine.owner_id == owner:
        if same is not None:
            _protect_longer(merge, mine, same)
    elif mine is not None or same is not None:
        take_away(merge, Custody.objects.filter(party=kept))
        if owner is not None:
            since, until, covered = (
                (same.held_since, same.protected_until, same.covered_at) if same else (at, None, None)
            )
            made = Custody.objects.create(
                party_id=kept, owner_id=owner, held_since=since, protected_until=until, covered_at=covered
            )
            note_made(merge, made)
    take_away(merge, Custody.objects.filter(party=gone))


def _protect_longer(merge: int, mine: Custody, theirs: Custody) -> None:
    until = theirs.protected_until
    if until is not None and (mine.protected_until is None or mine.protected_until < until):
        carry(merge, Custody.objects.filter(pk=mine.pk), column="protected_until", to=until, because=[theirs])


@transaction.atomic
def settle_parted(*, merge: int, parties: list[int]) -> None:
    """Who lay in a pool when two were merged, and was claimed as one since, lies there again if nobody has it."""
    begun = Merge.objects.values_list("at", flat=True).get(pk=merge)
    lying = Stay.objects.filter(left_at=None).values("party")
    for party in Party.objects.customers().filter(pk__in=parties, owner=None).exclude(pk__in=lying).order_by("pk"):
        last = Stay.objects.filter(party=party).order_by("-came_at", "-pk").first()
        if last is not None and last.left_at is not None and last.left_at >= begun:
            Stay.objects.create(party=party, pool=last.pool, came_at=now(), way=Stay.Way.BROUGHT, unit=last.unit)
