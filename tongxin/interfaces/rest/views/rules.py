"""`/rules`: what happens by itself, what it did, and the way to switch it off."""

from ninja import Query, Router

from tongxin.collab.automations.actions import switch_off
from tongxin.interfaces.rest.forms import answers
from tongxin.interfaces.rest.forms.rules import RuleShown, RunsAsked, RunShown
from tongxin.interfaces.rest.forms.values import Listing
from tongxin.interfaces.rest.policies import ApiRequest
from tongxin.interfaces.rest.queries.rules import list_rules, list_runs, rule_shown, seen_rule
from tongxin.interfaces.rest.queries.values import Json
from tongxin.interfaces.rest.views.answering import reading, writing
from tongxin.interfaces.rest.views.declaring import changes, reads, reads_one

router = Router(tags=["rules"])


@router.get("", response=reads(answers.Page[RuleShown]), url_name="rules")
@reading
def all_rules(request: ApiRequest, asked: Query[Listing]) -> Json:
    """Rules, for those who administer."""
    return list_rules(request.auth.person, asked.question())


@router.get("/{int:automation_id}", response=reads_one(RuleShown))
@reading
def one_rule(request: ApiRequest, automation_id: int) -> Json:
    """One rule."""
    return rule_shown(seen_rule(request.auth.person, automation_id))


@router.get("/{int:automation_id}/runs", response=reads_one(answers.Page[RunShown]))
@reading
def runs(request: ApiRequest, automation_id: int, asked: Query[RunsAsked]) -> Json:
    """What it looked at, what it did, why or why not."""
    person = request.auth.person
    return list_runs(person, seen_rule(person, automation_id), asked.state, asked.question())


@router.delete("/{int:automation_id}/use", response=changes(None))
@writing(204)
def out_of_use(request: ApiRequest, automation_id: int) -> None:
    """Switch it off; what it had still to do is not done. Rules are written, tried and put into use on screen."""
    person = request.auth.person
    switch_off(by=person, rule=seen_rule(person, automation_id))
