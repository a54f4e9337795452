"""May this person, with this customer, this activity, this step?"""

from typing import Any

from tongxin.directory.activities.models import Activity, Step
from tongxin.directory.parties.models import Party


def can_note(person: Any, party: Party) -> bool:  # Any: also takes Django's anonymous user
    """Whoever may see a customer may write down what happened and what comes next; no writing scope is needed."""
    return Party.objects.visible_to(person).living().filter(pk=party.pk).exists()


def can_change_activity(person: Any, activity: Activity) -> bool:  # Any: as above
    """Its author, and whoever may change the customer."""
    return Activity.objects.changeable_by(person).living().filter(pk=activity.pk).exists()


def can_change_step(person: Any, step: Step) -> bool:  # Any: as above
    """Who has to do it, who planned it, and whoever may change the customer."""
    return Step.objects.changeable_by(person).filter(pk=step.pk).exists()
