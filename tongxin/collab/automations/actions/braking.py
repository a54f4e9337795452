"""Stopping all rules at once, and letting them act again."""

from django.db import transaction

from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.automations.actions.errors import check_writer
from tongxin.collab.automations.events import RulesReleased, RulesStopped
from tongxin.collab.automations.models import Brake
from tongxin.collab.people.models import Person


@transaction.atomic
def pull_brake(*, by: Person) -> None:
    """All rules stand still. What happens meanwhile sets none of them going later. Raises MayNotWriteRules."""
    check_writer(by)
    if not Brake.objects.filter(released_at=None).exists():
        brake = Brake.objects.create(pulled_by=by, pulled_at=now())
        tell(RulesStopped(), by=by, on=Subject("brake", brake.pk))


@transaction.atomic
def release_brake(*, by: Person) -> None:
    """Rules that are in use act again. Raises MayNotWriteRules."""
    check_writer(by)
    for brake in Brake.objects.filter(released_at=None).order_by("pk").select_for_update():
        brake.released_at, brake.released_by = now(), by
        brake.save()
        tell(RulesReleased(), by=by, on=Subject("brake", brake.pk))
