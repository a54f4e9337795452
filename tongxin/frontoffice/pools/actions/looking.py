"""Opening the details of a customer in a pool, and saying that one is of no use."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tongxin.base.chinese.folding import clean
from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.people.models import Person
from tongxin.frontoffice.pools.actions.claiming import NotInYourPool
from tongxin.frontoffice.pools.actions.moving import NotYourPool
from tongxin.frontoffice.pools.events import StayMarked
from tongxin.frontoffice.pools.models import Look, Stay
from tongxin.frontoffice.pools.policies import can_keep
from tongxin.frontoffice.pools.queries.limits import room_left, rule_of


class LooksUsedUp(ValidationError):
    """The person has opened as many details today as the rule allows."""


@transaction.atomic
def look_at(*, by: Person, stay: Stay) -> Stay:
    """Note that somebody opens the details; again is free. Raises NotInYourPool, LooksUsedUp."""
    found = Stay.objects.visible_to(by).open().filter(pk=stay.pk).select_related("pool", "party").first()
    if found is None:
        raise NotInYourPool(_("This customer isn't in a pool of yours."))
    rule = rule_of(found.pool)
    if rule.looks_per_day is None:
        return found
    Person.objects.select_for_update(no_key=True).get(pk=by.pk)
    if Look.objects.filter(stay=found, person=by).exists():
        return found
    if room_left(by, found.pool, rule, now()).looks == 0:
        words = ngettext(
            "You have opened %(n)d customer of this pool today; that is the limit.",
            "You have opened %(n)d customers of this pool today; that is the limit.",
            rule.looks_per_day,
        )
        raise LooksUsedUp(words % {"n": rule.looks_per_day})
    Look.objects.create(stay=found, person=by, at=now())
    return found


@transaction.atomic
def mark_invalid(*, by: Person, stay: Stay, why: str) -> Stay:
    """Say why a customer in a pool is of no use; with an empty `why` it can be claimed again. Raises NotYourPool."""
    found = Stay.objects.open().select_for_update(of=("self",)).select_related("pool").filter(pk=stay.pk).first()
    if found is None or not can_keep(by, found.pool):
        raise NotYourPool(_("Only who looks after this pool says what is invalid."))
    before = found.invalid_why
    found.invalid_why = clean(why)[:200]
    if found.invalid_why == before:
        return found
    found.save(update_fields=["invalid_why"])
    told = StayMarked(pool=found.pool.name, why=found.invalid_why)
    tell(told, by=by, on=Subject("pool", found.pool_id), customer=found.party_id, before={"why": before})
    return found
