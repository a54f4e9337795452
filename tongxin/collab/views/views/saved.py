"""Small doors that lists post to; each leads back to the list."""

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from tongxin.base.filters import BadFilter
from tongxin.base.web.doors import door, signed_in
from tongxin.collab.people.models import Person
from tongxin.collab.views.actions import change_view, delete_view, reorder_views, save_view, share_view
from tongxin.collab.views.models import SavedView
from tongxin.collab.views.queries import filter_of


def _list(request: HttpRequest) -> str:
    """The path of the list that asks, or the first page for anything that is no path of ours."""
    path = request.POST.get("path", "").partition("?")[0]
    fits = url_has_allowed_host_and_scheme(path, allowed_hosts=None) and path.startswith("/")
    return path if fits else "/"


def _looked_at(query: QueryDict) -> dict[str, Any]:  # Any: values of a saved view
    """What a view keeps of the address of its list. Raises BadFilter."""
    return {
        "filter": filter_of(query),
        "sort": query.get("sort", "")[:60],
        "group": query.get("group", "")[:60],
        "shape": query.get("shape", "")[:8],
        "columns": [key[:60] for key in query.get("columns", "").split(",") if key][:60],
    }


def _back(request: HttpRequest, url: str, said: str = "") -> HttpResponse:
    if said:
        messages.success(request, said)
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    return redirect(url)


def _refused(request: HttpRequest, error: ValidationError | BadFilter) -> HttpResponse:
    texts = error.messages if isinstance(error, ValidationError) else [error.text]
    messages.error(request, " ".join(texts))
    return _back(request, f"{_list(request)}?{request.POST.get('query', '')}")


def _view(request: HttpRequest, view_id: int) -> SavedView:
    view = SavedView.objects.visible_to(request.user).filter(pk=view_id).first()
    if view is None:
        raise Http404
    return view


@door(signed_in, methods=("POST",))
def saved_views(request: HttpRequest) -> HttpResponse:
    """Keep the list as it is filtered and sorted now (`query` is its address) under a name."""
    query = QueryDict(request.POST.get("query", "")[:8_000])
    try:
        view = save_view(
            by=cast(Person, request.user),
            kind=request.POST.get("kind", ""),
            name=request.POST.get("name", ""),
            **_looked_at(query),
            sharing=request.POST.get("sharing", SavedView.Sharing.PRIVATE),
        )
    except (ValidationError, BadFilter) as error:
        return _refused(request, error)
    return _back(request, f"{_list(request)}{view.query}", _("Saved as “%(name)s”.") % {"name": view.name})


@door(signed_in, methods=("POST",))
def saved_view(request: HttpRequest, view_id: int) -> HttpResponse:
    """Rename a view, share it with others, or keep the list in it as it is looked at now (`query`)."""
    by, view = cast(Person, request.user), _view(request, view_id)
    try:
        if "query" in request.POST:
            view = change_view(by=by, view=view, **_looked_at(QueryDict(request.POST["query"][:8_000])))
        if "name" in request.POST:
            view = change_view(by=by, view=view, name=request.POST["name"])
        if "sharing" in request.POST:
            view = share_view(by=by, view=view, sharing=request.POST["sharing"])
    except (ValidationError, BadFilter) as error:
        return _refused(request, error)
    return _back(request, f"{_list(request)}{view.query}")


@door(signed_in, methods=("POST",))
def saved_view_deletion(request: HttpRequest, view_id: int) -> HttpResponse:
    """Let a view go."""
    view = _view(request, view_id)
    delete_view(by=cast(Person, request.user), view=view)
    return _back(request, _list(request), _("“%(name)s” is deleted.") % {"name": view.name})


@door(signed_in, methods=("POST",))
def saved_view_order(request: HttpRequest) -> HttpResponse:
    """Put views into the order of `ids`."""
    ids = [int(one) for one in request.POST.getlist("ids") if one.isascii() and one.isdigit() and len(one) < 19]
    reorder_views(by=cast(Person, request.user), kind=request.POST.get("kind", ""), ids=ids)
    return _back(request, _list(request))
