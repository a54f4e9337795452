"""`/opportunities`: what customers may buy."""

from django.http import Http404
from ninja import Query, Router

from tongxin.frontoffice.pipeline.models import Pipeline
from tongxin.interfaces.rest.actions.opportunities import (
    add_deal_lines,
    add_opportunity,
    bin_opportunity,
    change_whole_opportunity,
    end_opportunity,
)
from tongxin.interfaces.rest.forms import answers
from tongxin.interfaces.rest.forms.answers_of_deals import Opportunity, StageTotal, Won
from tongxin.interfaces.rest.forms.lines import NewSoldLines
from tongxin.interfaces.rest.forms.opportunities import (
    ChangedOpportunity,
    Ended,
    NewOpportunity,
    OpportunitiesAsked,
    TotalsAsked,
    WonAsked,
)
from tongxin.interfaces.rest.policies import ApiRequest
from tongxin.interfaces.rest.queries.opportunities import (
    list_opportunities,
    made_opportunity,
    one_opportunity,
    seen_opportunity,
    totals,
    won,
)
from tongxin.interfaces.rest.queries.values import Json
from tongxin.interfaces.rest.views.answering import current, known_version, reading, stated_version, writing
from tongxin.interfaces.rest.views.declaring import changes, makes, reads, reads_one

router = Router(tags=["opportunities"])


@router.get("", response=reads(answers.Page[Opportunity]), url_name="opportunities")
@reading
def all_opportunities(request: ApiRequest, asked: Query[OpportunitiesAsked]) -> Json:
    """Opportunities that the token's person may see, open ones unless asked otherwise."""
    return list_opportunities(request.auth.person, asked.question())


@router.post("", response=makes(Opportunity))
@writing(201, is_new=True)
def new_opportunity(request: ApiRequest, data: NewOpportunity) -> Json:
    """Add one; a name is enough."""
    values = data.given()
    made = add_opportunity(by=request.auth.person, values=values)
    return made_opportunity(request.auth.person, made, has_lines=bool(values.get("lines")))


@router.get("/totals", response=reads_one(answers.Page[StageTotal]), url_name="opportunity-totals")
@reading
def all_totals(request: ApiRequest, asked: Query[TotalsAsked]) -> Json:
    """What is open in each stage, added up within the scope of the token's person."""
    known = Pipeline.objects.in_use()
    pipeline = (known.filter(pk=asked.pipeline) if asked.pipeline else known).first()
    if pipeline is None:
        raise Http404
    return totals(request.auth.person, pipeline)


@router.get("/won", response=reads(answers.Page[Won]), by_alias=True, url_name="opportunities-won")
@reading
def all_won(request: ApiRequest, asked: Query[WonAsked]) -> Json:
    """What was won, by person and period, within the scope of the token's person."""
    return won(request.auth.person, asked.year, by_quarter=asked.by == "quarter", currency=asked.currency)


@router.get("/{int:opportunity_id}", response=reads_one(Opportunity), url_name="opportunity")
@reading
def opportunity(request: ApiRequest, opportunity_id: int) -> Json:
    """One opportunity."""
    return one_opportunity(request.auth.person, opportunity_id)


@router.patch("/{int:opportunity_id}", response=changes(Opportunity))
@writing()
def changed_opportunity(request: ApiRequest, opportunity_id: int, data: ChangedOpportunity) -> Json:
    """Change facts or move it; `If-Match` says which version is known."""
    person = request.auth.person
    found = seen_opportunity(person, opportunity_id)
    with current(lambda: one_opportunity(person, opportunity_id)):
        change_whole_opportunity(by=person, opportunity=found, version=known_version(request), values=data.given())
    return one_opportunity(person, opportunity_id)


@router.delete("/{int:opportunity_id}", response=changes(None))
@writing(204)
def deleted_opportunity(request: ApiRequest, opportunity_id: int) -> None:
    """Into the recycle bin; `If-Match` says which version is known."""
    person = request.auth.person
    found = seen_opportunity(person, opportunity_id)
    with current(lambda: one_opportunity(person, opportunity_id)):
        bin_opportunity(by=person, opportunity=found, version=known_version(request))


@router.post("/{int:opportunity_id}/lines", response=makes(Opportunity))
@writing(201)
def opportunity_lines(request: ApiRequest, opportunity_id: int, data: NewSoldLines) -> Json:
    """Add lines, all or none; what all come to becomes the amount."""
    person = request.auth.person
    add_deal_lines(by=person, opportunity=seen_opportunity(person, opportunity_id), lines=data.lines)
    return one_opportunity(person, opportunity_id)


@router.post("/{int:opportunity_id}/endings", response=makes(Opportunity))
@writing(201)
def ended_opportunity(request: ApiRequest, opportunity_id: int, data: Ended) -> Json:
    """Won, lost, or open again."""
    person = request.auth.person
    found = seen_opportunity(person, opportunity_id)
    with current(lambda: one_opportunity(person, opportunity_id)):
        end_opportunity(by=person, opportunity=found, values=data.given(), version=stated_version(request))
    return one_opportunity(person, opportunity_id)
