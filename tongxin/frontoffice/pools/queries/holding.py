"""What is known of customers in somebody's hands, for the rules of return, a batch at a time."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.db.models.functions import Length

from tongxin.base.database.prepared import prepared
from tongxin.collab.journal.models import Entry
from tongxin.directory.activities.models import Activity, Kind, Step
from tongxin.directory.ownership.queries import keys_among
from tongxin.directory.parties.events import PartyAssigned
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.pools.models import Custody
from tongxin.frontoffice.pools.queries.sales import Asked, sold_to
from tongxin.frontoffice.pools.returning import Held, Sold


@dataclass(frozen=True, slots=True)
class Holding:
    """One customer, its owner, and what the rules ask. `line` by which it was to return so far."""

    party_id: int
    owner_id: int
    held: Held
    line: int | None


def real_follow_ups_since(since: datetime | None, least_words: int) -> "QuerySet[Activity]":
    """Real follow-ups: enough words, or a step planned from it, or a call of a minute. A note is none."""
    planned = Step.objects.filter(from_activity=OuterRef("pk"), cancelled_at=None)
    said = Q(letters__gte=least_words) | Q(kind=Kind.CALL, minutes__gte=1) | Exists(planned)
    rows = (
        Activity.objects.living().contacts()
        if since is None
        else Activity.objects.living().contacts().filter(at__gte=since)
    )
    return rows.annotate(letters=Length("text")).filter(said)


@prepared
def real_follow_ups(parties: list[int], least_words: int) -> QuerySet[Activity, tuple[int, datetime]]:
    """The last real follow-up of each customer."""
    rows = real_follow_ups_since(None, least_words).filter(party__in=parties)
    return rows.order_by().values_list("party").annotate(last=Max("at"))


@prepared
def custodies(parties: list[int]) -> QuerySet[Custody]:
    """What was written down of these customers."""
    return Custody.objects.filter(party__in=parties)


@prepared
def _owned(parties: list[int], owners: list[int]) -> QuerySet[Party, tuple[int, int, str, datetime]]:
    rows = Party.objects.customers().filter(pk__in=parties, owner__in=owners)
    return rows.values_list("pk", "owner_id", "tier", "created_at")


def holdings(parties: Collection[int], owners: Mapping[int, int], asked: Asked | None = None) -> list[Holding]:
    """Customers among `parties` who belong to `owners` (person: least words of their rule). Key customers stay, so none is here.
    With `asked` their sales are looked at too."""
    everybody = _owned(list(parties), list(owners))
    keys = keys_among([row[0] for row in everybody])
    found = [row for row in everybody if row[0] not in keys]
    ids = [row[0] for row in found]
    known = {one.pk: one for one in custodies(ids)}
    assigned = dict(
        _last_assigned([pk for pk, owner, *_rest in found if pk not in known or known[pk].owner_id != owner])
    )
    words: dict[int, list[int]] = {}
    for pk, owner, *_rest in found:
        words.setdefault(owners[owner], []).append(pk)
    followed = {pk: at for least, some in words.items() for pk, at in real_follow_ups(some, least)}
    sold = sold_to(ids, asked) if asked is not None else {}
    nothing = Sold()
    return [
        _holding(row, known.get(row[0]), assigned.get(row[0]), followed.get(row[0]), sold.get(row[0], nothing))
        for row in found
    ]


def _holding(
    row: tuple[int, int, str, datetime],
    known: Custody | None,
    assigned: datetime | None,
    followed: datetime | None,
    sold: Sold,
) -> Holding:
    pk, owner, tier, created_at = row
    if known is not None and known.owner_id != owner:
        known = None
    since = known.held_since if known else max(assigned or created_at, created_at)
    held = Held(
        tier=tier,
        created_at=created_at,
        held_since=since,
        followed_at=followed,
        protected_until=known.protected_until if known else None,
        has_first_owner=since == created_at,
        covered_at=known.covered_at if known else None,
        sold=sold,
    )
    return Holding(pk, owner, held, known.line_id if known else None)


@prepared
def _last_assigned(parties: list[int]) -> QuerySet[Entry, tuple[int, datetime]]:
    """When customers whose custody is not known yet came to their owner, from the journal."""
    rows = Entry.objects.filter(kind="party", subject_id__in=parties, name=PartyAssigned.name)
    return rows.order_by().values_list("subject_id").annotate(last=Max("at"))
