"""Making and changing pools and their rules."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.chinese.folding import clean
from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.access.policies import can_administer
from tongxin.collab.jobs.actions import enqueue
from tongxin.collab.org.models import Unit
from tongxin.collab.people.models import Person
from tongxin.frontoffice.pools.events import PoolRulesSaved, PoolSaved
from tongxin.frontoffice.pools.models import MASKABLE, Base, ClaimRule, HandOutRule, Pool, ReturnLine, ReturnRule
from tongxin.frontoffice.pools.queries.covering import any_rule_on

MOST_LINES = 20
LONGEST = 3_650


class NotAdministrator(PermissionDenied):
    """Only administrators change pools and rules."""


class PoolNameTaken(ValidationError):
    """Two pools of one name can't be told apart."""


class UnfitRule(ValidationError):
    """The rule can't be kept like this."""


class ChangedMeanwhile(ValidationError):
    """Somebody else saved this pool after the form was opened."""


@dataclass(frozen=True, kw_only=True)
class LineDraft:
    """A line of a rule as somebody wrote it. `into` is another pool, or None for the pool itself."""

    base: str
    days: int
    tiers: Sequence[str] = field(default=())
    is_working: bool = False
    into: Pool | None = None
    takes_open: bool = False
    spares_deals: bool = False


def ask_administrator(by: Person) -> None:
    """Raises NotAdministrator."""
    if not can_administer(by):
        raise NotAdministrator(_("Only administrators change pools and their rules."))


@transaction.atomic
def save_pool(
    *,
    by: Person,
    pool: Pool | None = None,
    name: str,
    units: Collection[Unit] = (),
    people: Collection[Person] = (),
    keepers: Collection[Person] = (),
    version: int | None = None,
    claims: Mapping[str, Any] | None = None,  # Any: columns of the claim rule
    hands_out: Mapping[str, Any] | None = None,  # Any: columns of the rule by which it hands out
    **values: Any,  # Any: columns
) -> Pool:
    """Make or change a pool; returns of everybody it may concern are derived anew. Raises PoolNameTaken, ChangedMeanwhile."""
    ask_administrator(by)
    known = Pool.objects.select_for_update().get(pk=pool.pk) if pool else Pool(made_at=now())
    if version is not None and known.pk and version != known.version:
        raise ChangedMeanwhile(_("Somebody else changed this pool meanwhile. Reload the page to see it."))
    known.name = clean(name)
    if Pool.objects.filter(name=known.name).exclude(pk=known.pk).exists():
        raise PoolNameTaken({"name": _("There is a pool of this name already.")})
    for key, value in values.items():
        setattr(known, key, value)
    known.version += 1 if known.pk else 0
    known.full_clean()
    known.save()
    known.units.set(units)
    known.people.set(people)
    known.keepers.set(keepers)
    tell(PoolSaved(pool=known.name, fields=["name", *sorted(values)]), by=by, on=Subject("pool", known.pk))
    if claims is not None:
        save_claim_rule(by=by, pool=known, **claims)
    if hands_out is not None:
        save_hand_out_rule(by=by, pool=known, **hands_out)
    _derive_later(by, known)
    return known


@transaction.atomic
def save_claim_rule(*, by: Person, pool: Pool, **values: Any) -> ClaimRule:  # Any: columns
    """Say how one claims in this pool. Raises UnfitRule."""
    ask_administrator(by)
    if unknown := set(values.get("masks", ())) - set(MASKABLE):
        raise UnfitRule({"masks": _("Unknown field: %(name)s") % {"name": ", ".join(sorted(unknown))}})
    rule = ClaimRule.objects.select_for_update().filter(pool=pool).first() or ClaimRule(pool=pool)
    changed = {key: getattr(rule, key) for key, value in values.items() if getattr(rule, key) != value}
    for key, value in values.items():
        setattr(rule, key, value)
    rule.full_clean()
    rule.save()
    if changed:
        tell(PoolSaved(pool=pool.name, fields=sorted(changed)), by=by, on=Subject("pool", pool.pk), before=changed)
    return rule


@transaction.atomic
def save_hand_out_rule(
    *, by: Person, pool: Pool, people: Collection[Person] = (), **values: Any
) -> HandOutRule:  # Any: columns
    """Say whether and how customers are handed out by themselves, to all in the scope or to these people. Raises UnfitRule."""
    ask_administrator(by)
    rule = HandOutRule.objects.select_for_update().filter(pool=pool).first() or HandOutRule(pool=pool)
    before = {**_plain(rule), "people": _numbers(rule)}
    for key, value in values.items():
        setattr(rule, key, value)
    if rule.is_on and not rule.per_day:
        raise UnfitRule({"hand_out_per_day": _("At least one a day, or nobody gets any.")})
    rule.full_clean()
    rule.save()
    rule.people.set(people)
    after = {**_plain(rule), "people": _numbers(rule)}
    changed = {f"hand_out_{key}": value for key, value in before.items() if value != after[key]}
    if changed:
        tell(PoolSaved(pool=pool.name, fields=sorted(changed)), by=by, on=Subject("pool", pool.pk), before=changed)
    return rule


def _plain(rule: HandOutRule) -> dict[str, Any]:  # Any: columns
    return {name: getattr(rule, name) for name in ("is_on", "way", "per_day", "most_unspoken")}


def _numbers(rule: HandOutRule) -> list[int]:
    return sorted(rule.people.values_list("pk", flat=True)) if not rule._state.adding else []


@transaction.atomic
def save_return_rule(
    *,
    by: Person,
    pool: Pool,
    lines: Sequence[LineDraft],
    grace_days: int,
    **values: Any,  # Any: columns
) -> ReturnRule:
    """Say when customers come back: a new version, by which nobody loses anything before `grace_days` have passed. Raises UnfitRule.

    Dates are derived anew behind the scenes; until then the old ones stand, and the carrying out derives each again by itself.
    """
    ask_administrator(by)
    rule = ReturnRule.objects.select_for_update().filter(pool=pool).first() or ReturnRule(pool=pool)
    for key, value in values.items():
        setattr(rule, key, value)
    check_lines(lines, is_on=rule.is_on)
    if not 0 <= grace_days <= LONGEST:
        raise UnfitRule({"grace_days": _("Between 0 and %(n)d days.") % {"n": LONGEST}})
    rule.version, rule.grace_days = rule.version + 1, grace_days
    rule.starts_at = now() + timedelta(days=grace_days)
    rule.full_clean()
    rule.save()
    rule.lines.all().delete()
    ReturnLine.objects.bulk_create([ReturnLine(rule=rule, **_columns(line)) for line in lines])
    told = PoolRulesSaved(
        pool=pool.name, version=rule.version, is_on=rule.is_on, starts_on=rule.starts_at.date().isoformat()
    )
    tell(told, by=by, on=Subject("pool", pool.pk))
    _derive_later(by, pool)
    return rule


def check_lines(lines: Sequence[LineDraft], *, is_on: bool) -> None:
    """Raises UnfitRule for lines which nobody could follow."""
    if is_on and not lines:
        raise UnfitRule(_("Say at least once when a customer comes back, or leave the rule off."))
    if len(lines) > MOST_LINES:
        raise UnfitRule(_("At most %(n)d sentences fit into one rule.") % {"n": MOST_LINES})
    for line in lines:
        if line.base not in Base.values:
            raise UnfitRule({"base": _("Choose from what the days are counted.")})
        if not 1 <= line.days <= LONGEST:
            raise UnfitRule({"days": _("Between 1 and %(n)d days.") % {"n": LONGEST}})


def _columns(line: LineDraft) -> dict[str, Any]:  # Any: columns
    return {
        "base": line.base,
        "days": line.days,
        "tiers": [tier for tier in dict.fromkeys(clean(tier) for tier in line.tiers) if tier],
        "is_working": line.is_working,
        "into": line.into,
        "takes_open": line.takes_open,
        "spares_deals": line.spares_deals,
    }


def follow_people_later() -> None:
    """Somebody has another place now: behind the scenes, whose customers return by which rule is written anew."""
    if any_rule_on():
        enqueue(name="pools.follow_people", arguments={}, unique_key="all")


def _derive_later(by: Person, pool: Pool) -> None:
    """A change of scope or rule may concern anybody's customers, because the first pool in order counts."""
    enqueue(name="pools.rederive", arguments={}, by=by, unique_key="all")
