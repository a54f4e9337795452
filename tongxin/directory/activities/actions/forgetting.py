"""Letting go of what passed between us and customers who go for ever."""

from collections.abc import Collection

from tongxin.collab.fields.actions import drop_values
from tongxin.collab.files.actions import drop_attachments
from tongxin.collab.search.actions import remove_documents
from tongxin.directory.activities.models import Activity, Step


def forget_activities(parties: Collection[int]) -> None:
    """Delete all activities and steps with these customers, what is found by them, and their files. The going of the customer is
    told by its own event. Needs a transaction."""
    activities = Activity.objects.filter(party__in=parties)
    numbers = list(activities.values_list("pk", flat=True))
    drop_attachments("activity", numbers)
    remove_documents("activity", numbers)
    steps = Step.objects.filter(party__in=parties)
    drop_values(kind="activity", records=numbers)
    drop_values(kind="step", records=list(steps.values_list("pk", flat=True)))
    steps.delete()
    activities.delete()
