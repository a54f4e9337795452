"""`/targets`: what is to be reached."""

from ninja import Query, Router

from tongxin.interfaces.rest.actions.targets import change_whole_target, set_whole_targets
from tongxin.interfaces.rest.forms import answers
from tongxin.interfaces.rest.forms.targets import ChangedTarget, NewTargets, TargetsAsked, TargetShown
from tongxin.interfaces.rest.policies import ApiRequest
from tongxin.interfaces.rest.queries.targets import list_targets, one_target, seen_target, targets_of
from tongxin.interfaces.rest.queries.values import Json
from tongxin.interfaces.rest.views.answering import current, known_version, reading, writing
from tongxin.interfaces.rest.views.declaring import changes, makes, reads, reads_one

router = Router(tags=["targets"])


@router.get("", response=reads(answers.Page[TargetShown]), url_name="targets")
@reading
def all_targets(request: ApiRequest, asked: Query[TargetsAsked]) -> Json:
    """Targets that the token's person may see, with what was reached."""
    return list_targets(request.auth.person, asked.question())


@router.post("", response=makes(answers.Page[TargetShown]))
@writing(201)
def new_targets(request: ApiRequest, data: NewTargets) -> Json:
    """Set, change or take away targets of units and people, all or none; answers those that stand."""
    person = request.auth.person
    keys = set_whole_targets(by=person, values={**data.given(), "targets": data.targets})
    return targets_of(person, keys)


@router.get("/{int:target_id}", response=reads_one(TargetShown), url_name="target")
@reading
def target(request: ApiRequest, target_id: int) -> Json:
    """One target with what was reached."""
    return one_target(request.auth.person, target_id)


@router.patch("/{int:target_id}", response=changes(answers.Page[TargetShown]))
@writing()
def changed_target(request: ApiRequest, target_id: int, data: ChangedTarget) -> Json:
    """Set another value, or take it away; `If-Match` says which version is known. Answers what stands."""
    person = request.auth.person
    found = seen_target(person, target_id)
    with current(lambda: one_target(person, target_id)):
        change_whole_target(by=person, target=found, version=known_version(request), value=data.value)
    return targets_of(person, [found.key])
