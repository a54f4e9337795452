"""Stating how it was before."""

from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.approvals.actions.errors import NotYours
from tongxin.collab.approvals.events import BaselineStated
from tongxin.collab.approvals.models import Baseline
from tongxin.collab.approvals.policies import can_care_for_flows
from tongxin.collab.people.models import Person


@transaction.atomic
def state_baseline(
    *, by: Person, minutes: int, on_time: int | None = None, chases: Decimal | None = None, counted: str = ""
) -> Baseline:
    """What the firm says of the time before: working minutes from request to answer, percent on time, reminders for a case,
    and how it was found out. What was stated earlier is kept. Raises NotYours.
    """
    if not can_care_for_flows(by):
        raise NotYours(_("Only an administrator may say how it was before."))
    made = Baseline.objects.create(
        minutes=minutes, on_time=on_time, chases=chases, counted=counted.strip(), stated_by=by, stated_at=now()
    )
    tell(BaselineStated(minutes=minutes), by=by, on=Subject("baseline", made.pk))
    return made
