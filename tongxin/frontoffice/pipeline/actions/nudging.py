"""Asking the owner of a deal to see to it, without a telephone."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.notices.actions import notify
from tongxin.collab.people.models import Person
from tongxin.frontoffice.pipeline.actions.checks import NotYours
from tongxin.frontoffice.pipeline.events import DealNudged
from tongxin.frontoffice.pipeline.models import Opportunity


@transaction.atomic
def nudge_owner(*, by: Person, opportunity: Opportunity) -> None:
    """Remind the owner of a deal that something is due; once a day, whoever asks. Raises NotYours when it can't be seen,
    ValidationError when it is one's own or was asked for today."""
    found = Opportunity.objects.visible_to(by).open().select_related("owner").filter(pk=opportunity.pk).first()
    if found is None:
        raise NotYours(_("This opportunity isn't yours to change, or it isn't there any more."))
    if found.owner_id == by.pk:
        raise ValidationError(_("It is yours: plan what comes next."))
    told = notify(
        people=[found.owner],
        kind="opportunity.nudged",
        text=noop("%(by)s asks how it goes with %(title)s"),
        by=by,
        on=Subject("opportunity", found.pk),
        matter="turn",
        key=f"opportunity:{found.pk}:{timezone.localdate(now())}",
    )
    if not told:
        raise ValidationError(_("%(name)s has been reminded today already.") % {"name": found.owner.name})
    event = DealNudged(title=found.name, owner=found.owner.name)
    tell(event, by=by, on=Subject("opportunity", found.pk), customer=found.party_id)
