"""`/tasks`: what is planned."""

from ninja import Query, Router

from tongxin.directory.activities.actions import finish_step
from tongxin.interfaces.rest.actions.activities import add_task, assign_task, change_task, give_up_task
from tongxin.interfaces.rest.forms import answers
from tongxin.interfaces.rest.forms.tasks import ChangedTask, Completed, NewTask, TaskAssignment, TasksAsked
from tongxin.interfaces.rest.policies import ApiRequest
from tongxin.interfaces.rest.queries.tasks import list_tasks, one_task, seen_task
from tongxin.interfaces.rest.queries.values import Json, ref
from tongxin.interfaces.rest.views.answering import current, known_version, reading, stated_version, writing
from tongxin.interfaces.rest.views.declaring import changes, makes, reads, reads_one

router = Router(tags=["tasks"])


@router.get("", response=reads(answers.Page[answers.Task]), url_name="tasks")
@reading
def all_tasks(request: ApiRequest, asked: Query[TasksAsked]) -> Json:
    """Tasks that the token's person may see, open ones unless asked otherwise."""
    return list_tasks(request.auth.person, asked.question())


@router.post("", response=makes(answers.Task))
@writing(201, is_new=True)
def new_task(request: ApiRequest, data: NewTask) -> Json:
    """Plan something; it is the token's person who is to do it."""
    step = add_task(by=request.auth.person, values=data.given())
    return one_task(request.auth.person, step.pk)


@router.get("/{int:task_id}", response=reads_one(answers.Task), url_name="task")
@reading
def task(request: ApiRequest, task_id: int) -> Json:
    """One task, in whatever state."""
    return one_task(request.auth.person, task_id)


@router.patch("/{int:task_id}", response=changes(answers.Task))
@writing()
def changed_task(request: ApiRequest, task_id: int, data: ChangedTask) -> Json:
    """Move or reword it; `If-Match` says which version is known."""
    person = request.auth.person
    found = seen_task(person, task_id)
    with current(lambda: one_task(person, task_id)):
        change_task(by=person, step=found, version=known_version(request), values=data.given())
    return one_task(person, task_id)


@router.delete("/{int:task_id}", response=changes(None))
@writing(204)
def cancelled_task(request: ApiRequest, task_id: int) -> None:
    """Give it up; `If-Match` says which version is known."""
    person = request.auth.person
    found = seen_task(person, task_id)
    with current(lambda: one_task(person, task_id)):
        give_up_task(by=person, step=found, version=known_version(request))


@router.post("/{int:task_id}/completions", response=makes(answers.Completion))
@writing(201)
def completed_task(request: ApiRequest, task_id: int, data: Completed) -> Json:
    """Tick it off, and write down what happened if `happened` is sent."""
    person = request.auth.person
    done = finish_step(
        by=person, step=seen_task(person, task_id), happened=data.happened, at=data.at, kind=data.kind or ""
    )
    return {"task": one_task(person, task_id), "activity": done.activity.pk if done.activity else None}


@router.post("/{int:task_id}/assignments", response=makes(answers.Assigned))
@writing(201)
def assigned_task(request: ApiRequest, task_id: int, data: TaskAssignment) -> Json:
    """Give it to a colleague who sees the customer."""
    person = request.auth.person
    found = seen_task(person, task_id)
    with current(lambda: one_task(person, task_id)):
        step = assign_task(by=person, step=found, owner=data.owner, version=stated_version(request))
    return {"id": step.pk, "owner": ref(step.owner_id, step.owner.name), "version": step.version}
