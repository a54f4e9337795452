"""`/parties`: organisations, persons and households."""

from django.http import Http404
from ninja import Query, Router

from tongxin.directory.parties.actions import restore_parties
from tongxin.interfaces.rest.actions.parties import add_whole_party, assign_party, change_whole_party, delete_party
from tongxin.interfaces.rest.forms import answers
from tongxin.interfaces.rest.forms.parties import Assignment, ChangedParty, NewParty, PartiesAsked
from tongxin.interfaces.rest.policies import ApiRequest
from tongxin.interfaces.rest.queries.parties import list_parties, one_party, party_in_bin, seen_party
from tongxin.interfaces.rest.queries.values import Json, ref
from tongxin.interfaces.rest.views.answering import current, known_version, reading, stated_version, writing
from tongxin.interfaces.rest.views.declaring import changes, makes, reads, reads_one

router = Router(tags=["parties"])


@router.get("", response=reads(answers.Page[answers.Party]), url_name="parties")
@reading
def all_parties(request: ApiRequest, asked: Query[PartiesAsked]) -> Json:
    """Parties that the token's person may see. Without `sort` in the order in which they were added."""
    return list_parties(request.auth.person, asked.question())


@router.post("", response=makes(answers.Party))
@writing(201, is_new=True)
def new_party(request: ApiRequest, data: NewParty) -> Json:
    """Add a party. It belongs to the token's person."""
    party = add_whole_party(by=request.auth.person, values=data.given())
    return one_party(request.auth.person, party.pk)


@router.get("/{int:party_id}", response=reads_one(answers.Party), url_name="party")
@reading
def party(request: ApiRequest, party_id: int) -> Json:
    """One party."""
    return one_party(request.auth.person, party_id)


@router.patch("/{int:party_id}", response=changes(answers.Party))
@writing()
def changed_party(request: ApiRequest, party_id: int, data: ChangedParty) -> Json:
    """Change some fields; `If-Match` says which version is known."""
    person = request.auth.person
    found = seen_party(person, party_id)
    with current(lambda: one_party(person, party_id)):
        change_whole_party(by=person, party=found, version=known_version(request), values=data.given())
    return one_party(person, party_id)


@router.delete("/{int:party_id}", response=changes(None))
@writing(204)
def deleted_party(request: ApiRequest, party_id: int) -> None:
    """Into the recycle bin, for 30 days; `If-Match` says which version is known. The number of a merged party deletes nothing."""
    person = request.auth.person
    found = seen_party(person, party_id)
    if found.pk != party_id:
        raise Http404
    with current(lambda: one_party(person, party_id)):
        delete_party(by=person, party=found, version=known_version(request))


@router.post("/{int:party_id}/restorations", response=makes(answers.Party))
@writing(201)
def restored_party(request: ApiRequest, party_id: int) -> Json:
    """Back from the recycle bin."""
    restore_parties(by=request.auth.person, parties=[party_in_bin(request.auth.person, party_id).pk])
    return one_party(request.auth.person, party_id)


@router.post("/{int:party_id}/assignments", response=makes(answers.Assigned))
@writing(201)
def assigned_party(request: ApiRequest, party_id: int, data: Assignment) -> Json:
    """Hand it over to a colleague, with its contacts."""
    person = request.auth.person
    found = seen_party(person, party_id)
    with current(lambda: one_party(person, party_id)):
        now_is = assign_party(by=person, party=found, owner=data.owner, version=stated_version(request))
    owner = now_is.owner
    return {"id": now_is.pk, "owner": ref(owner.pk, owner.name) if owner else None, "version": now_is.version}
