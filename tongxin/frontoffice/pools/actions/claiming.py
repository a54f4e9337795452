"""Out of a pool: claiming, and being given a customer by who looks after the pool."""

from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.people.models import Person
from tongxin.directory.parties.actions import TakenAlready, take_party
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.pools.actions.moving import VIA, NotYourPool
from tongxin.frontoffice.pools.events import PoolClaimed, PoolLeft
from tongxin.frontoffice.pools.models import ClaimRule, Pool, Stay
from tongxin.frontoffice.pools.policies import can_keep
from tongxin.frontoffice.pools.queries.limits import room_left, rule_of


class NotInYourPool(PermissionDenied):
    """The customer is in no pool of this person."""


class NotClaimable(ValidationError):
    """The rules keep this customer from this person for now."""


class HandsFull(ValidationError):
    """The person has claimed or holds as many as the rule allows."""


@transaction.atomic
def claim(*, by: Person, stay: Stay) -> Party:
    """Take a customer out of a pool. Raises NotInYourPool, NotClaimable, HandsFull, TakenAlready.

    Limits are counted while the person's own row is held: two claims of one person take turns, those of others don't wait.
    """
    Person.objects.select_for_update(no_key=True).get(pk=by.pk)
    found = Stay.objects.visible_to(by).filter(pk=stay.pk, pool__is_open=True, party__deleted_at=None)
    known = found.select_related("pool").first()
    if known is None:
        raise NotInYourPool(_("This customer isn't in a pool of yours."))
    if known.left_at is not None:
        raise TakenAlready(_("A colleague was faster: this customer is taken."))
    at, rule = now(), rule_of(known.pool)
    check_rules(by, known, rule, at)
    left = room_left(by, known.pool, rule, at)
    if left.claims == 0:
        words = ngettext(
            "You have claimed %(n)d today; that is the limit.",
            "You have claimed %(n)d today; that is the limit.",
            rule.per_day or 0,
        )
        raise HandsFull(words % {"n": rule.per_day or 0})
    if left.hands == 0:
        raise HandsFull(
            _("You hold %(n)d customers or more; that is the limit. Give one back first.") % {"n": rule.holding_limit}
        )
    return _take(by, by, known, Stay.End.CLAIMED, at)


def check_rules(by: Person, stay: Stay, rule: ClaimRule, at: datetime) -> None:
    """Raises NotClaimable while a lock holds or the customer is marked as invalid."""
    if stay.invalid_why:
        raise NotClaimable(_("This customer is marked as invalid: %(why)s") % {"why": stay.invalid_why})
    opens = stay.came_at + timedelta(hours=rule.fresh_hours)
    if rule.fresh_hours and at < opens:
        hours = -(-(opens - at) // timedelta(hours=1))
        words = ngettext(
            "New in the pool: can be claimed in %(n)d hour.", "New in the pool: can be claimed in %(n)d hours.", hours
        )
        raise NotClaimable(words % {"n": hours})
    if rule.reclaim_days and (days := _locked_days(by, stay, rule, at)) > 0:
        words = ngettext(
            "You had it before. You may claim it again in %(n)d day.",
            "You had it before. You may claim it again in %(n)d days.",
            days,
        )
        raise NotClaimable(words % {"n": days})


def _locked_days(by: Person, stay: Stay, rule: ClaimRule, at: datetime) -> int:
    """Days until this person may have the customer again. It counts from the person's own loss, whoever had it in between."""
    lost = (
        Stay.objects.filter(party=stay.party_id, came_from=by)
        .order_by("-came_at")
        .values_list("came_at", flat=True)
        .first()
    )
    left = timedelta() if lost is None else lost + timedelta(days=rule.reclaim_days) - at
    return max(-(-left // timedelta(days=1)), 0)


def _take(by: Person, owner: Person, stay: Stay, end: str, at: datetime) -> Party:
    """Both rows by one conditional statement each; whoever comes second changes nothing."""
    if not Stay.objects.filter(pk=stay.pk, left_at=None).update(left_at=at, end=end, taken_by=owner):
        raise TakenAlready(_("A colleague was faster: this customer is taken."))
    party = take_party(by=by, party_id=stay.party_id, owner=owner, via=VIA)
    claimed = end == Stay.End.CLAIMED
    event = (
        PoolClaimed(pool=stay.pool.name, owner=owner.name)
        if claimed
        else PoolLeft(pool=stay.pool.name, end=end, owner=owner.name)
    )
    tell(event, by=by, on=Subject("pool", stay.pool_id), customer=party.pk)
    return party


@transaction.atomic
def hand_out(*, by: Person, stay: Stay, owner: Person) -> Party:
    """Give a customer in a pool to a colleague; no claim limit counts. Raises NotYourPool, TakenAlready."""
    found = Stay.objects.select_related("pool").filter(pk=stay.pk).first()
    if found is None or not can_keep(by, found.pool):
        raise NotYourPool(_("Only who looks after this pool hands customers out."))
    if not owner.is_active or not Pool.objects.visible_to(owner).filter(pk=found.pool_id).exists():
        raise NotClaimable(_("%(name)s doesn't stand in the scope of this pool.") % {"name": owner.name})
    return _take(by, owner, found, Stay.End.ASSIGNED, now())
