"""`/search`, `/me`, `/people`: the small resources."""

from ninja import Query, Router

from tongxin.collab.search.queries import search
from tongxin.interfaces.rest.forms import answers
from tongxin.interfaces.rest.forms.others import PeopleAsked, SearchAsked
from tongxin.interfaces.rest.policies import ApiRequest
from tongxin.interfaces.rest.queries.people import list_people, one_colleague, show_me
from tongxin.interfaces.rest.queries.values import Json
from tongxin.interfaces.rest.views.answering import reading
from tongxin.interfaces.rest.views.declaring import reads, reads_one

router = Router(tags=["more"])


@router.get("/search", response=reads(answers.Page[answers.Hit]), url_name="search")
@reading
def found(request: ApiRequest, asked: Query[SearchAsked]) -> Json:
    """The best finds, as in the search box on screen."""
    kinds = [asked.kind] if asked.kind else None
    hits = search(request.auth.person, asked.q, kinds=kinds, limit=asked.limit)
    items = [{"kind": hit.kind, "id": hit.id, "title": hit.title, "detail": hit.detail, "url": hit.url} for hit in hits]
    return {"items": items, "next": None}


@router.get("/me", response=reads(answers.Me), url_name="me")
@reading
def me(request: ApiRequest) -> Json:
    """On whose behalf the token acts."""
    return show_me(request.auth.person, request.auth.token)


@router.get("/people", response=reads(answers.Page[answers.Ref]), url_name="people")
@reading
def colleagues(request: ApiRequest, asked: Query[PeopleAsked]) -> Json:
    """Those who work here: owners of records by number and name."""
    return list_people(asked.question())


@router.get("/people/{int:person_id}", response=reads_one(answers.Ref), url_name="person")
@reading
def colleague(request: ApiRequest, person_id: int) -> Json:
    """One who works here."""
    return one_colleague(person_id)
