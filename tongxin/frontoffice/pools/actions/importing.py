"""Bringing a file straight into a pool: as customers come in, but for the owner, whom they don't get."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.registries import Choices, ImportField, Outcome, Undone, Verdict, import_targets
from tongxin.collab.access.policies import can_administer
from tongxin.collab.people.models import Person
from tongxin.frontoffice.pools.actions.moving import NotYourPool, put_in
from tongxin.frontoffice.pools.models import Pool, PoolQuerySet, Stay

POOL = "pool"
_CUSTOMERS = "customers"


@dataclass
class PooledDraft:
    """A customer as the customers' own target reads it, and the pool it goes to (None: the first of the person's)."""

    row: int
    customer: Any  # Any: the draft of the room that owns customers
    pool: int | None


def pools_kept_by(person: Any) -> PoolQuerySet:  # Any: also takes Django's anonymous user
    """Open pools into which the person may bring customers, the most important first."""
    rows = Pool.objects.open().in_order()
    if can_administer(person):
        return rows
    return rows.filter(pk__in=Pool.objects.visible_to(person).filter(keepers=person).values("pk"))


def fields(person: Any) -> list[ImportField]:  # Any: as above
    """The customers' fields without the owner, and which pool."""
    names = {pool.name: str(pool.pk) for pool in pools_kept_by(person)}
    own = ImportField(key=POOL, label=_("public pool"), kind="choice", choices=names)
    return [one for one in import_targets.get(_CUSTOMERS).fields(person) if one.key != "owner"] + [own]


def draft(values: Mapping[str, Any], row: int) -> PooledDraft:  # Any: values by field key
    """A row. Raises RowRefused as the customers' target does."""
    pool = values.get(POOL)
    rest = {key: value for key, value in values.items() if key not in (POOL, "owner")}
    return PooledDraft(row, import_targets.get(_CUSTOMERS).draft(rest, row), int(pool) if pool else None)


def prepare(one: PooledDraft) -> None:
    """What needs no database."""
    import_targets.get(_CUSTOMERS).prepare(one.customer)


def check(person: Any, drafts: Sequence[PooledDraft], seen: set[int]) -> list[Verdict]:  # Any: as above
    """What would become of them."""
    return import_targets.get(_CUSTOMERS).check(person, [one.customer for one in drafts], seen)


@transaction.atomic
def write(person: Person, drafts: Sequence[PooledDraft], batch: str, choices: Choices) -> list[Outcome]:
    """New customers go into their pool; those we have stay with whoever has them. Raises NotYourPool."""
    pools = {pool.pk: pool for pool in pools_kept_by(person)}
    if not pools:
        raise NotYourPool(_("Only who looks after this pool brings customers in."))
    first = next(iter(pools))
    outcomes = import_targets.get(_CUSTOMERS).write(person, [one.customer for one in drafts], batch, choices)
    into: dict[int, list[int]] = defaultdict(list)
    for one, outcome in zip(drafts, outcomes, strict=True):
        if outcome.outcome == "created" and outcome.record_id is not None:
            into[one.pool if one.pool in pools else first].append(outcome.record_id)
    for pool, parties in into.items():
        put_in(by=person, pool=pools[pool], parties=parties, way=Stay.Way.BROUGHT, batch=batch)
    return outcomes


def undo(person: Any, batch: str, cursor: int | None, before: Collection[str]) -> Undone:  # Any: as above
    """Customers that were brought in go, and their stays with them."""
    return import_targets.get(_CUSTOMERS).undo(person, batch, cursor, before)
