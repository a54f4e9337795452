"""`/leads`: who shows interest."""

from ninja import Query, Router

from tongxin.interfaces.rest.actions.leads import add_lead, change_whole_lead, convert_whole_lead, do_with_lead
from tongxin.interfaces.rest.forms import answers
from tongxin.interfaces.rest.forms.leads import (
    ChangedLead,
    Conversion,
    LeadDeed,
    LeadsAsked,
    LeadShown,
    NewLead,
    SourceShown,
)
from tongxin.interfaces.rest.policies import ApiRequest
from tongxin.interfaces.rest.queries.leads import list_leads, list_sources, made_lead, one_lead, seen_lead, worked_lead
from tongxin.interfaces.rest.queries.values import Json
from tongxin.interfaces.rest.views.answering import current, known_version, reading, stated_version, writing
from tongxin.interfaces.rest.views.declaring import changes, makes, reads, reads_one

router = Router(tags=["leads"])


@router.get("", response=reads(answers.Page[LeadShown]), url_name="leads")
@reading
def all_leads(request: ApiRequest, asked: Query[LeadsAsked]) -> Json:
    """Leads that the token's person may see."""
    return list_leads(request.auth.person, asked.question())


@router.post("", response=makes(LeadShown))
@writing(201, is_new=True)
def new_lead(request: ApiRequest, data: NewLead) -> Json:
    """Note somebody who shows interest; a name or a company is enough."""
    person = request.auth.person
    made = add_lead(by=person, values=data.given())
    return made_lead(person, made.pk)


@router.get("/sources", response=reads(answers.Page[SourceShown]), url_name="lead-sources")
@reading
def all_sources(request: ApiRequest) -> Json:
    """Where leads come from, in the firm's order."""
    return list_sources(request.auth.person)


@router.get("/{int:lead_id}", response=reads_one(LeadShown), url_name="lead")
@reading
def lead(request: ApiRequest, lead_id: int) -> Json:
    """One lead."""
    return one_lead(request.auth.person, lead_id)


@router.patch("/{int:lead_id}", response=changes(LeadShown))
@writing()
def changed_lead(request: ApiRequest, lead_id: int, data: ChangedLead) -> Json:
    """Change an open lead; `If-Match` says which version is known."""
    person = request.auth.person
    found = seen_lead(person, lead_id)
    with current(lambda: one_lead(person, lead_id)):
        change_whole_lead(by=person, lead=found, version=known_version(request), values=data.given())
    return one_lead(person, lead_id)


@router.post("/{int:lead_id}/conversions", response=makes(LeadShown))
@writing(201)
def converted_lead(request: ApiRequest, lead_id: int, data: Conversion) -> Json:
    """Make it a customer with a contact there, and an opportunity where one is named."""
    person = request.auth.person
    found = seen_lead(person, lead_id)
    with current(lambda: one_lead(person, lead_id)):
        convert_whole_lead(by=person, lead=found, values=data.given(), version=stated_version(request))
    return one_lead(person, lead_id)


@router.post("/{int:lead_id}/deeds", response=makes(LeadShown))
@writing(201)
def lead_deeds(request: ApiRequest, lead_id: int, data: LeadDeed) -> Json:
    """Take it, assign it, write down what was said, drop it or take it up again. `If-Match` says which version was looked at."""
    person = request.auth.person
    found = seen_lead(person, lead_id)
    with current(lambda: one_lead(person, lead_id)):
        do_with_lead(by=person, lead=found, version=stated_version(request), asked=data)
    return worked_lead(person, lead_id)
