"""The firm chooses what whole customer information is."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.access.policies import can_administer
from tongxin.collab.jobs.actions import enqueue
from tongxin.collab.org.queries import the_company
from tongxin.collab.people.models import Person
from tongxin.directory.quality.events import RulesChanged
from tongxin.directory.quality.models import FirmRule

_COLUMNS = ("part", "facts", "kind", "role", "tier", "days", "weight")
_PAUSE = timedelta(seconds=30)


class MayNotChooseRules(PermissionDenied):
    """Only administrators choose what whole information is."""


@transaction.atomic
def choose_rules(*, by: Person, rules: Sequence[FirmRule]) -> list[FirmRule]:
    """Put these rules in the place of all others, in this order, and have every record rated anew. Raises MayNotChooseRules."""
    if not can_administer(by):
        raise MayNotChooseRules(_("Only administrators may change these rules."))
    old = list(FirmRule.objects.select_for_update())
    before, after = [_said(rule) for rule in old], [_said(rule) for rule in rules]
    if before == after:
        return old
    FirmRule.objects.exclude(pk__in=[rule.pk for rule in rules if rule.pk]).delete()
    for place, rule in enumerate(rules):
        rule.place = place
        rule.save()
    company = the_company()
    tell(
        RulesChanged(after=after), by=by, on=Subject("company", company.pk if company else 0), before={"rules": before}
    )
    _rate_everything(by)
    return list(rules)


def _said(rule: FirmRule) -> dict[str, Any]:  # Any: column values
    return {column: getattr(rule, column) for column in _COLUMNS}


def _rate_everything(by: Person) -> None:
    """Changes that follow one another within a minute ask for one run, which begins after the last of them was made."""
    at = now()
    enqueue(
        name="quality.rate_all",
        arguments={},
        by=by,
        unique_key=f"{at:%Y%m%d%H%M}",
        run_after=at.replace(second=0, microsecond=0) + timedelta(minutes=1) + _PAUSE,
        priority=-1,
    )
