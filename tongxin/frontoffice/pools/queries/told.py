"""Pools and their rules in words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from tongxin.frontoffice.pools.models import Base, ClaimRule, HandOutRule, Pool, ReturnLine, ReturnRule
from tongxin.frontoffice.pools.queries.limits import rule_of


@dataclass(frozen=True)
class Told:
    """A pool, who may use it, how one claims and when customers come back: sentences."""

    pool: Pool
    scope: str
    claims: list[str]
    hands_out: str
    rule: ReturnRule | None
    lines: list[str]
    count: int


def pools_told() -> list[Told]:
    """All pools by order."""
    pools = Pool.objects.in_order().prefetch_related("units", "people", "return_rule__lines__into")
    rules = {rule.pool_id: rule for rule in ReturnRule.objects.prefetch_related("lines__into")}
    return [_told(pool, rules.get(pool.pk)) for pool in pools]


def _told(pool: Pool, rule: ReturnRule | None) -> Told:
    names = [*(unit.name for unit in pool.units.all()), *(person.name for person in pool.people.all())]
    scope = pgettext("between names", ", ").join(names) or _("nobody yet")
    stored = list(rule.lines.all()) if rule else []
    lines = [
        line_told(line, pool, others=any(one.tiers and one.base == line.base for one in stored)) for line in stored
    ]
    hands_out = hand_out_told(HandOutRule.objects.filter(pool=pool).first())
    return Told(pool, scope, claims_told(rule_of(pool)), hands_out, rule, lines, pool.stays.open().count())


def hand_out_told(rule: HandOutRule | None) -> str:
    """How a pool hands out by itself; empty where it does not."""
    if rule is None or not rule.is_on:
        return ""
    words = {"way": HandOutRule.Way(rule.way).label, "n": rule.per_day}
    return ngettext("%(n)d a day and person, %(way)s", "%(n)d a day and person, %(way)s", rule.per_day) % words


def claims_told(rule: ClaimRule) -> list[str]:
    """How one claims."""
    found = []
    if rule.per_day is not None:
        found.append(ngettext("%(n)d claim a day", "%(n)d claims a day", rule.per_day) % {"n": rule.per_day})
    if rule.holding_limit is not None:
        found.append(_("at most %(n)d customers in one hand") % {"n": rule.holding_limit})
    if rule.reclaim_days:
        found.append(
            ngettext("former owners wait %(n)d day", "former owners wait %(n)d days", rule.reclaim_days)
            % {"n": rule.reclaim_days}
        )
    if rule.fresh_hours:
        found.append(
            ngettext("newcomers rest %(n)d hour", "newcomers rest %(n)d hours", rule.fresh_hours)
            % {"n": rule.fresh_hours}
        )
    if rule.looks_per_day is not None:
        found.append(
            ngettext("%(n)d look at details a day", "%(n)d looks at details a day", rule.looks_per_day)
            % {"n": rule.looks_per_day}
        )
    return found


def line_told(line: ReturnLine, pool: Pool, *, others: bool) -> str:
    """One line in words; `others`: lines with the same beginning name tiers."""
    everybody = _("All others") if others else _("All customers")
    words = {
        "who": _("Tier %(tiers)s") % {"tiers": pgettext("between names", ", ").join(line.tiers)}
        if line.tiers
        else everybody,
        "days": line.days,
        "base": Base(line.base).label,
        "pool": (line.into or pool).name,
    }
    if line.is_working:
        return _("%(who)s: %(days)s working days after %(base)s into “%(pool)s”") % words
    return _("%(who)s: %(days)s days after %(base)s into “%(pool)s”") % words
