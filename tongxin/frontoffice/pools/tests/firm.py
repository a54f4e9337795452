"""A pool of the firm, as the tests of this room need it."""

from datetime import datetime, timedelta
from typing import Any

from tests.cast import Cast
from tongxin.base.clock import now, replaying
from tongxin.collab.people.models import Person
from tongxin.directory.parties.actions import create_party
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.pools.actions import (
    LineDraft,
    bring_in,
    rederive,
    save_claim_rule,
    save_pool,
    save_return_rule,
)
from tongxin.frontoffice.pools.models import Custody, Pool, Stay


def make_pool(cast: Cast, name: str = "华东公海", **more: Any) -> Pool:
    """A pool of the east, looked after by the manager; `more` are its columns or how one claims."""
    claims = {"per_day", "holding_limit", "reclaim_days", "fresh_hours", "looks_per_day", "masks"}
    scope = {"units": [cast.east], "keepers": [cast.manager], **{k: v for k, v in more.items() if k not in claims}}
    pool = save_pool(by=cast.boss, name=name, **scope)
    save_claim_rule(by=cast.boss, pool=pool, **{k: v for k, v in more.items() if k in claims})
    return pool


def switch_on(cast: Cast, pool: Pool, *lines: LineDraft, grace_days: int = 0, **more: Any) -> None:
    """Switch the rule of return on and derive everything, as the work behind the scenes does."""
    save_return_rule(by=cast.boss, pool=pool, lines=lines, grace_days=grace_days, is_on=True, **more)
    rederive(parties=list(Party.objects.values_list("pk", flat=True)))


def customer(by: Person, name: str = "昆山恒润机械有限公司", *, days_ago: int = 0, **facts: Any) -> Party:
    """A customer that somebody added so many days ago."""
    with replaying(now() - timedelta(days=days_ago)):
        return create_party(by=by, name=name, **facts)


def in_pool(cast: Cast, pool: Pool, name: str = "昆山恒润机械有限公司", **facts: Any) -> Stay:
    """A customer that lies in the pool and never belonged to anybody who sells."""
    party = create_party(by=cast.boss, name=name, **facts)
    return bring_in(by=cast.boss, pool=pool, parties=[party.pk])[0]


def return_of(party: Party) -> datetime | None:
    """When the customer returns, as stored."""
    row = Custody.objects.filter(party=party).first()
    return row.return_at if row else None
