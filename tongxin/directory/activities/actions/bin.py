"""The recycle bin of activities."""

from django.db import transaction

from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.collab.people.models import Person
from tongxin.collab.search.actions import index_documents, remove_documents
from tongxin.directory.activities.actions.checks import own_activity
from tongxin.directory.activities.actions.ending import cancel_step, reopen_step
from tongxin.directory.activities.actions.traces import on, trace_contacts
from tongxin.directory.activities.events import ActivityDeleted, ActivityRestored
from tongxin.directory.activities.models import Activity, Step
from tongxin.directory.memory.actions import forget_facts_of, recall_facts_of


@transaction.atomic
def delete_activity(*, by: Person, activity: Activity, with_steps: bool = False) -> Activity:
    """Put an activity into the recycle bin; it leaves the timeline. `with_steps` also gives up what was planned in it and forgets what was learnt."""
    activity = own_activity(by, activity.pk)
    activity.deleted_at = now()
    activity.version += 1
    activity.save(update_fields=["deleted_at", "version"])
    tell(ActivityDeleted(kind=activity.kind), by=by, on=on(activity), customer=activity.party_id)
    remove_documents("activity", [activity.pk])
    trace_contacts(activity.party_id)
    if with_steps:
        for step in Step.objects.changeable_by(by).open().filter(from_activity=activity):
            cancel_step(by=by, step=step)
        forget_facts_of(by=by, source=on(activity))
    return activity


@transaction.atomic
def restore_activity(*, by: Person, activity: Activity) -> Activity:
    """Take an activity out of the recycle bin, with the steps that were given up together with it."""
    activity = own_activity(by, activity.pk, in_bin=True)
    went_at, activity.deleted_at = activity.deleted_at, None
    activity.version += 1
    activity.save(update_fields=["deleted_at", "version"])
    tell(ActivityRestored(kind=activity.kind), by=by, on=on(activity), customer=activity.party_id)
    index_documents("activity", [activity.pk])
    trace_contacts(activity.party_id)
    for step in Step.objects.changeable_by(by).filter(from_activity=activity, cancelled_at__gte=went_at):
        reopen_step(by=by, step=step)
    assert went_at is not None  # it was in the bin
    recall_facts_of(by=by, source=on(activity), since=went_at)
    return activity
