"""What belongs to one party: timeline, team, relations."""

from django.http import Http404
from ninja import Query, Router

from tongxin.directory.parties.actions import add_relation, join_team, leave_team, remove_relation
from tongxin.directory.parties.models import Relation, TeamMember
from tongxin.interfaces.rest.actions.parties import known_colleague, known_party
from tongxin.interfaces.rest.forms import answers
from tongxin.interfaces.rest.forms.parties import NewMember, NewRelation, TimelineAsked
from tongxin.interfaces.rest.policies import ApiRequest
from tongxin.interfaces.rest.queries.around_parties import one_relation, relations_of, show_member, team_of, timeline_of
from tongxin.interfaces.rest.queries.parties import seen_parties, seen_party
from tongxin.interfaces.rest.queries.values import Json
from tongxin.interfaces.rest.views.answering import reading, writing
from tongxin.interfaces.rest.views.declaring import changes, makes, reads_one

router = Router(tags=["parties"])


@router.get("/{int:party_id}/timeline", response=reads_one(answers.Page[answers.TimelineItem]))
@reading
def party_timeline(request: ApiRequest, party_id: int, asked: Query[TimelineAsked]) -> Json:
    """What happened with the party, newest first."""
    party = seen_party(request.auth.person, party_id)
    return timeline_of(request.auth.person, party, group=asked.group, limit=asked.limit, after=asked.after)


@router.get("/{int:party_id}/team", response=reads_one(answers.Page[answers.Member]))
@reading
def party_team(request: ApiRequest, party_id: int) -> Json:
    """Colleagues who work on the party together with its owner."""
    return team_of(seen_party(request.auth.person, party_id))


@router.post("/{int:party_id}/team", response=makes(answers.Member))
@writing(201)
def new_member(request: ApiRequest, party_id: int, data: NewMember) -> Json:
    """Let a colleague work on the party too."""
    person = request.auth.person
    party = seen_party(person, party_id)
    colleague = known_colleague(data.person, field="person")
    return show_member(join_team(by=person, party=party, person=colleague, role=data.role))


@router.delete("/{int:party_id}/team/{int:person_id}", response=changes(None))
@writing(204)
def removed_member(request: ApiRequest, party_id: int, person_id: int) -> None:
    """End a colleague's part in the team."""
    party = seen_party(request.auth.person, party_id)
    member = TeamMember.objects.filter(party=party, person=person_id).select_related("person").first()
    if member is None:
        raise Http404
    leave_team(by=request.auth.person, party=party, person=member.person)


@router.get("/{int:party_id}/relations", response=reads_one(answers.Page[answers.Relation]))
@reading
def party_relations(request: ApiRequest, party_id: int) -> Json:
    """Groups and relations, as far as the other side may be seen."""
    return relations_of(request.auth.person, seen_party(request.auth.person, party_id))


@router.post("/{int:party_id}/relations", response=makes(answers.Relation))
@writing(201)
def new_relation(request: ApiRequest, party_id: int, data: NewRelation) -> Json:
    """Say how the party hangs together with another one."""
    person = request.auth.person
    party = seen_party(person, party_id)
    other = known_party(person, data.other, field="other")
    relation = add_relation(by=person, party=party, other=other, kind=data.kind, note=data.note)
    return one_relation(person, relation)


@router.delete("/{int:party_id}/relations/{int:relation_id}", response=changes(None))
@writing(204)
def removed_relation(request: ApiRequest, party_id: int, relation_id: int) -> None:
    """The relation ended or was a mistake."""
    person = request.auth.person
    party, seen = seen_party(person, party_id), seen_parties(person)
    relation = Relation.objects.filter(pk=relation_id, party=party, other__in=seen).select_related("other").first()
    if relation is None:
        raise Http404
    remove_relation(by=person, relation=relation)
