"""Where records went that were merged: their numbers stay good for ever."""

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet

from tongxin.base.database.prepared import prepared
from tongxin.collab.access.models import Reach, reach_of
from tongxin.directory.parties.models import Party

TOO_LARGE = 2**63  # no row has such a number, and SQLite can't even be asked for it


def roots_of(ids: Collection[int]) -> dict[int, int]:
    """For each number the record that stands for it now: the number itself, or the last one into which it was merged.

    One query when nothing was merged, and one more for each merge on top of another."""
    now_at = {pk: pk for pk in ids}
    waiting = {pk for pk in ids if abs(pk) < TOO_LARGE}
    while waiting:
        links = Party.objects.filter(pk__in=waiting, merged_into__isnull=False).values_list("pk", "merged_into")
        steps: dict[int, Any] = dict(links)  # Any: the stubs call a filled key optional
        now_at = {pk: steps.get(at, at) for pk, at in now_at.items()}
        waiting = set(steps.values())
    return now_at


def root_of(party_id: int) -> int:
    """The same for one number."""
    return roots_of([party_id])[party_id]


def merged_into(party_id: int) -> list[int]:
    """The numbers of all records that were merged into this one, and into those."""
    found: list[int] = []
    waiting = [party_id]
    while waiting:
        waiting = _went_into(waiting)
        found += waiting
    return found


def all_numbers_of(party_id: int) -> list[int]:
    """Every number by which the record of this number goes, its own first."""
    root = root_of(party_id)
    return [root, *merged_into(root)]


@prepared
def _seen(reach: Reach, numbers: list[int]) -> QuerySet[Party]:
    return Party.objects.visible_to(reach).filter(pk__in=numbers)


@prepared
def _went_into(numbers: list[int]) -> QuerySet[Party, int]:
    return Party.objects.filter(merged_into__in=numbers).order_by("pk").values_list("pk", flat=True)


def seen_with_merged(person: Any, ids: Collection[int]) -> dict[int, Party]:  # Any: also takes Django's anonymous user
    """Parties of these numbers that the person may see, those in the recycle bin among them. What was merged is seen by
    whoever sees the record it went into, and by nobody else."""
    seen = {party.pk: party for party in _seen(reach_of(person), list(ids))}
    others = [pk for pk in ids if pk not in seen or seen[pk].merged_into_id is not None]
    if not others:
        return seen
    roots = {pk: root for pk, root in roots_of(others).items() if root != pk}
    visible = set(Party.objects.visible_to(person).filter(pk__in=roots.values()).values_list("pk", flat=True))
    gone = Party.objects.in_bulk([pk for pk, root in roots.items() if root in visible])
    return {pk: party for pk, party in seen.items() if party.merged_into_id is None} | gone
