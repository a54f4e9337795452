"""`/activities`: what passed between us and customers."""

from ninja import Query, Router

from tongxin.interfaces.rest.actions.activities import add_activity, bin_activity, change_whole_activity
from tongxin.interfaces.rest.forms import answers
from tongxin.interfaces.rest.forms.activities import ActivitiesAsked, ChangedActivity, NewActivity
from tongxin.interfaces.rest.policies import ApiRequest
from tongxin.interfaces.rest.queries.activities import list_activities, one_activity, seen_activity
from tongxin.interfaces.rest.queries.values import Json
from tongxin.interfaces.rest.views.answering import current, known_version, reading, writing
from tongxin.interfaces.rest.views.declaring import changes, makes, reads, reads_one

router = Router(tags=["activities"])


@router.get("", response=reads(answers.Page[answers.Activity]), url_name="activities")
@reading
def all_activities(request: ApiRequest, asked: Query[ActivitiesAsked]) -> Json:
    """What happened, newest first."""
    return list_activities(request.auth.person, asked.question())


@router.post("", response=makes(answers.Activity))
@writing(201, is_new=True)
def new_activity(request: ApiRequest, data: NewActivity) -> Json:
    """Write down what happened, and what comes next."""
    activity = add_activity(by=request.auth.person, values=data.given())
    return one_activity(request.auth.person, activity.pk)


@router.get("/{int:activity_id}", response=reads_one(answers.Activity), url_name="activity")
@reading
def activity(request: ApiRequest, activity_id: int) -> Json:
    """One activity."""
    return one_activity(request.auth.person, activity_id)


@router.patch("/{int:activity_id}", response=changes(answers.Activity))
@writing()
def changed_activity(request: ApiRequest, activity_id: int, data: ChangedActivity) -> Json:
    """Mend some fields; `If-Match` says which version is known."""
    person = request.auth.person
    found = seen_activity(person, activity_id)
    with current(lambda: one_activity(person, activity_id)):
        change_whole_activity(by=person, activity=found, version=known_version(request), values=data.given())
    return one_activity(person, activity_id)


@router.delete("/{int:activity_id}", response=changes(None))
@writing(204)
def deleted_activity(request: ApiRequest, activity_id: int) -> None:
    """Into the recycle bin; `If-Match` says which version is known."""
    person = request.auth.person
    found = seen_activity(person, activity_id)
    with current(lambda: one_activity(person, activity_id)):
        bin_activity(by=person, activity=found, version=known_version(request))
