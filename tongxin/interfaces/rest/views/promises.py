"""`/promises`: what colleagues ask of each other and promise."""

from ninja import Query, Router

from tongxin.collab.tasks.actions import accept_task, cancel_task, decline_task, finish_task, reopen_task
from tongxin.interfaces.rest.actions.promises import ask
from tongxin.interfaces.rest.forms.answers import Page
from tongxin.interfaces.rest.forms.promises import Accepted, Declined, NewPromise, PromisesAsked, PromiseShown
from tongxin.interfaces.rest.policies import ApiRequest
from tongxin.interfaces.rest.queries.promises import list_promises, one_promise, seen_promise
from tongxin.interfaces.rest.queries.values import Json
from tongxin.interfaces.rest.views.answering import reading, writing
from tongxin.interfaces.rest.views.declaring import makes, reads, reads_one

router = Router(tags=["promises"])


@router.get("", response=reads(Page[PromiseShown]), url_name="promises")
@reading
def promises(request: ApiRequest, asked: Query[PromisesAsked]) -> Json:
    """Those in which the token's person has a part, open ones unless asked otherwise."""
    return list_promises(request.auth.person, asked.question())


@router.post("", response=makes(PromiseShown))
@writing(201, is_new=True)
def new_promise(request: ApiRequest, data: NewPromise) -> Json:
    """Note one for oneself, or ask a colleague."""
    person = request.auth.person
    return one_promise(person, ask(by=person, values=data.given()).pk)


@router.get("/{int:promise_id}", response=reads_one(PromiseShown), url_name="promise")
@reading
def promise(request: ApiRequest, promise_id: int) -> Json:
    """One of them, in whatever state."""
    return one_promise(request.auth.person, promise_id)


@router.post("/{int:promise_id}/acceptances", response=makes(PromiseShown))
@writing(201)
def accepted(request: ApiRequest, promise_id: int, data: Accepted) -> Json:
    """Take it on, with one's own word on until when."""
    person = request.auth.person
    accept_task(by=person, task=seen_promise(person, promise_id), due_on=data.due_on)
    return one_promise(person, promise_id)


@router.post("/{int:promise_id}/refusals", response=makes(PromiseShown))
@writing(201)
def declined(request: ApiRequest, promise_id: int, data: Declined) -> Json:
    """Say no, and why."""
    person = request.auth.person
    decline_task(by=person, task=seen_promise(person, promise_id), reason=data.reason)
    return one_promise(person, promise_id)


@router.post("/{int:promise_id}/completions", response=makes(PromiseShown))
@writing(201)
def done(request: ApiRequest, promise_id: int) -> Json:
    """It is done."""
    person = request.auth.person
    finish_task(by=person, task=seen_promise(person, promise_id))
    return one_promise(person, promise_id)


@router.post("/{int:promise_id}/reopenings", response=makes(PromiseShown))
@writing(201)
def to_do_again(request: ApiRequest, promise_id: int) -> Json:
    """It is to be done after all."""
    person = request.auth.person
    reopen_task(by=person, task=seen_promise(person, promise_id))
    return one_promise(person, promise_id)


@router.post("/{int:promise_id}/cancellations", response=makes(PromiseShown))
@writing(201)
def given_up(request: ApiRequest, promise_id: int) -> Json:
    """It need not be done any more."""
    person = request.auth.person
    cancel_task(by=person, task=seen_promise(person, promise_id))
    return one_promise(person, promise_id)
