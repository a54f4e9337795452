"""Which rule of return covers whom: the first open pool, by order, in whose scope somebody stands."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet, prefetch_related_objects

from tongxin.base.clock import now
from tongxin.base.database.prepared import prepared
from tongxin.collab.org.models import Post
from tongxin.collab.org.queries import firm_time_zone
from tongxin.directory.ownership.models import KeyCustomer
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.pools.models import Custody, Pool, ReturnLine, ReturnRule
from tongxin.frontoffice.pools.returning import Line


@dataclass(frozen=True)
class Covering:
    """A rule in force as plain data, and whom it covers."""

    pool_id: int
    version: int
    starts_at: datetime
    least_words: int
    grace: timedelta
    lines: Sequence[Line]
    people: frozenset[int]


def firm_zone() -> ZoneInfo:
    """The zone in whose days everybody counts."""
    return ZoneInfo(firm_time_zone() or settings.TIME_ZONE)


def covering() -> list[Covering]:
    """All rules that are on, each with its people; nobody is covered twice. Pools without a rule still keep their people to themselves."""
    in_force = _rules_on()
    if not in_force:
        return []
    prefetch_related_objects(in_force, "lines")
    rules = {rule.pool_id: rule for rule in in_force}
    pools = list(Pool.objects.open().in_order())
    of = _people_of(pools)
    taken: set[int] = set()
    found = []
    for pool in pools:
        mine = of[pool.pk] - taken
        taken |= mine
        if (rule := rules.get(pool.pk)) is not None:
            found.append(covering_of(rule, frozenset(mine)))
    return found


@prepared
def _rules_on() -> QuerySet[ReturnRule]:
    return ReturnRule.objects.filter(is_on=True)


def any_rule_on() -> bool:
    """Whether customers come back by themselves anywhere."""
    return bool(_rules_on())


@prepared
def covered_among(parties: list[int]) -> QuerySet[Custody, int]:
    """For which of these customers a rule counted when it was last written down."""
    return Custody.objects.filter(party__in=parties, covered_at__isnull=False).values_list("pk", flat=True)


def moved_between(rules: Sequence[Covering]) -> QuerySet[Party, int]:
    """Customers whose owner stands under a rule and did not before, or the other way round, or under another one."""
    people = frozenset[int]().union(*(rule.people for rule in rules))
    known = Custody.objects.filter(party=OuterRef("pk"), owner=OuterRef("owner"), covered_at__isnull=False)
    covered, is_key = Q(Exists(known)), Q(Exists(KeyCustomer.objects.filter(party=OuterRef("pk"))))
    moved = (Q(owner__in=people) & ~covered & ~is_key) | (~Q(owner__in=people) & covered)
    for rule in rules:
        elsewhere = known.filter(line__isnull=False).exclude(line__rule=rule.pool_id)
        moved |= Q(owner__in=rule.people) & Q(Exists(elsewhere))
    return Party.objects.customers().filter(moved, owner__isnull=False).order_by("pk").values_list("pk", flat=True)


def covering_of(rule: ReturnRule, people: frozenset[int]) -> Covering:
    """One rule as plain data."""
    lines = [plain(line) for line in rule.lines.all()]
    return Covering(
        pool_id=rule.pool_id,
        version=rule.version,
        starts_at=rule.starts_at or now(),
        least_words=rule.least_words,
        grace=timedelta(days=rule.grace_days),
        lines=lines,
        people=people,
    )


def plain(line: ReturnLine) -> Line:
    """A line without its row."""
    return Line(
        line.pk or 0,
        line.base,
        line.days,
        line.is_working,
        frozenset(line.tiers),
        line.spares_opportunities,
        line.spares_deals,
    )


def members_of(pool: Pool) -> frozenset[int]:
    """Numbers of the people whose customers come into this pool: those in its scope who stand in no more important one."""
    others = list(Pool.objects.open().in_order().exclude(pk=pool.pk))
    of = _people_of([pool, *others])
    earlier = [of[one.pk] for one in others if (one.priority, one.pk) < (pool.priority, pool.pk or 0)]
    return frozenset(of[pool.pk].difference(*earlier))


def _people_of(pools: Sequence[Pool]) -> dict[int, set[int]]:
    """Who stands in the scope of each pool. Not those who have left: their customers wait for a hand-over, not for a pool."""
    of: dict[int, set[int]] = defaultdict(set)
    ids = [pool.pk for pool in pools]
    paths = list(Pool.units.through.objects.filter(pool__in=ids).values_list("pool_id", "unit__path"))
    held = Post.objects.held().filter(person__deactivated_at=None).values_list("person_id", "unit__path")
    for person, path in held:
        for pool, top in paths:
            if path.startswith(top):
                of[pool].add(person)
    single = Pool.people.through.objects.filter(pool__in=ids, person__deactivated_at=None)
    for pool, person in single.values_list("pool_id", "person_id"):
        of[pool].add(person)
    return of
