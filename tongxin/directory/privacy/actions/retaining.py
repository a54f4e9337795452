"""Letting go of what the firm no longer needs."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.base.work import Handle
from tongxin.collab.org.queries import the_company
from tongxin.collab.people.models import Person
from tongxin.directory.privacy.actions.erasing import erase_person
from tongxin.directory.privacy.actions.requesting import MayNotAnswer
from tongxin.directory.privacy.events import LetGo, RetentionRuleSaved
from tongxin.directory.privacy.models import DAYS, Matter, RetentionRule
from tongxin.directory.privacy.policies import can_keep_privacy
from tongxin.directory.privacy.queries.retention import overdue
from tongxin.directory.privacy.queries.tracing import sought_for

_AT_ONCE = 20


@transaction.atomic
def save_retention_rule(*, by: Person, matter: str, days: int, is_on: bool) -> RetentionRule:
    """Choose how long a matter is kept. Raises MayNotAnswer, ValidationError for fewer days than must be."""
    if not can_keep_privacy(by):
        raise MayNotAnswer(_("Only administrators choose this."))
    least = DAYS[Matter(matter)].least
    if days < least:
        raise ValidationError({"days": _("Keep it for %(n)d days at least.") % {"n": least}})
    rule, _new = RetentionRule.objects.update_or_create(matter=matter, defaults={"days": days, "is_on": is_on})
    company = the_company()
    told = RetentionRuleSaved(matter=matter, days=days, is_on=is_on)
    tell(told, by=by, on=Subject("company", company.pk if company else 0))
    return rule


def let_go(*, job: Handle) -> dict[str, int]:
    """Carry out every rule that is on, a few at a time; what a hold or a room keeps stays. Answers how many went."""
    gone: dict[str, int] = {}
    for rule in RetentionRule.objects.filter(is_on=True).order_by("matter"):
        after: int | None = 0
        count = 0
        while after is not None:
            with transaction.atomic():
                job.within(done=count)
                after, went = _some(rule, after)
                count += went
        gone[rule.matter] = count
        if count:
            company = the_company()
            tell(LetGo(matter=rule.matter, gone=count), by=None, on=Subject("company", company.pk if company else 0))
    return gone


def _some(rule: RetentionRule, after: int) -> tuple[int | None, int]:
    """Let the next ones go; answers after which number to look again, None at the end, and how many went."""
    rows = list(overdue(rule.matter, rule.days, now()).filter(pk__gt=after)[:_AT_ONCE])
    if not rows:
        return None, 0
    went = 0
    for row in rows:
        last = row.pk
        if rule.matter == Matter.PEOPLE:
            went += not erase_person(sought_for(last), by=None).is_held
        else:
            row.delete()
            went += 1
    return last, went
