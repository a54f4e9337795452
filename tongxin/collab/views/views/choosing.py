"""What a list shows, chosen on screen: conditions in words, and columns."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from tongxin.base.filters import BadFilter, FilterField, read_filter
from tongxin.base.filters.drafts import Line, blame, change, data_of, draft_from, draft_of, fitted
from tongxin.base.filters.showing import Headed, shown_draft
from tongxin.base.lazy import LazyText
from tongxin.base.registries import columns_of
from tongxin.base.registries.criteria import headed_fields_of
from tongxin.base.web.doors import door, signed_in
from tongxin.collab.access.policies import hidden_with
from tongxin.collab.views.queries.choosing import look_at, own_columns
from tongxin.collab.views.queries.kinds import ListKind
from tongxin.collab.views.queries.looking import Look
from tongxin.collab.views.views.frame import back, here_of, page_of_kind, seen_kind


def _headed(kind: ListKind, person: Any) -> Headed:  # Any: the person type of doors
    hidden = hidden_with(person, kind.kind)
    found: list[tuple[LazyText, Sequence[FilterField]]] = []
    for label, fields in headed_fields_of(kind.kind, person):
        shown = [field for field in fields if not field.is_hidden(hidden)]
        if shown:
            found.append((label, shown))
    return found


@door(signed_in, methods=("GET", "POST"))
def conditions(request: HttpRequest, kind: str) -> HttpResponse:
    """GET: the conditions of a list, to be changed. POST: after each choice the form anew; with `do=apply` the list."""
    of = seen_kind(kind)
    headed = _headed(of, request.user)
    known = [field for _label, fields in headed for field in fields]
    if request.method == "GET":
        look = look_at(of, request.GET, request.user)
        draft = fitted(draft_of(look.readable if look.problem else look.filter), known)
        return _form(request, of, look.address(), draft, headed)
    deed = request.POST.get("do", "")
    draft = change(fitted(draft_from(request.POST), known), deed)
    look = here_of(request, of)
    if deed != "apply":
        return _form(request, of, look.address(), draft, headed)
    data = data_of(draft)
    try:
        read_filter(data, known)
    except BadFilter as error:
        blame(draft, error)
        return _form(request, of, look.address(), draft, headed, status=422)
    plain = {"v": data["v"], "and": data["and"]} if "and" in data else {"v": data["v"], "and": [_inner(data)]}
    return back(request, of, look.address(filter=plain))


def _inner(data: dict[str, Any]) -> dict[str, Any]:  # Any: JSON
    return {key: value for key, value in data.items() if key != "v"}


def _form(
    request: HttpRequest, kind: ListKind, here: str, draft: Line, headed: Headed, *, status: int = 200
) -> HttpResponse:
    if not draft.lines:
        draft = change(draft, "add:")
    context = {
        "draft": shown_draft(draft, headed),
        "url": reverse("list-conditions", args=[kind.kind]),
        **_around(kind, here, _("Conditions")),
    }
    part = "#form" if request.headers.get("HX-Request") else ""
    return render(request, f"views/conditions.html{part}", context, status=status)


def _around(kind: ListKind, here: str, title: str) -> dict[str, Any]:  # Any: template context
    path = page_of_kind(kind)
    crumbs = [{"title": kind.title, "url": path}, {"title": title, "url": ""}]
    return {"here": here[1:], "list_url": f"{path}{here}", "crumbs": crumbs}


@door(signed_in, methods=("GET", "POST"))
def columns(request: HttpRequest, kind: str) -> HttpResponse:
    """GET: which columns the list has, in order. POST: the list with the chosen ones."""
    of = seen_kind(kind)
    if request.method == "GET":
        look = look_at(of, request.GET, request.user)
        return _columns_form(request, of, look, look.columns or of.usual)
    look = here_of(request, of)
    known = dict(_columns(of, look))
    chosen = [key for key in request.POST.getlist("columns") if key in known]
    moved = _moved(chosen, request.POST.get("do", ""))
    if moved is not None:
        return _columns_form(request, of, look, moved)
    usual = request.POST.get("do") == "usual" or chosen == list(of.usual)
    group, sort = (request.POST.get(name, look.asked[name])[:60] for name in ("group", "sort"))
    return back(request, of, look.address(columns="" if usual else ",".join(chosen), group=group, sort=sort))


def _moved(chosen: list[str], deed: str) -> list[str] | None:
    """The columns after `up:KEY`: it goes one place to the front."""
    verb, _colon, key = deed.partition(":")
    if verb != "up" or key not in chosen:
        return None
    at = chosen.index(key)
    return [*chosen[: max(at - 1, 0)], key, *(one for one in chosen[max(at - 1, 0) :] if one != key)]


def _columns(kind: ListKind, look: Look) -> list[tuple[str, LazyText]]:
    own = {column.key for column in kind.columns}
    mine = [(column.key, column.label) for column in own_columns(kind, look)]
    others = [(one.key, one.label) for one in columns_of(kind.kind, look.person) if one.key not in own]
    return [*mine, *((key, label) for key, label in others if key not in look.hidden)]


def _orders(look: Look) -> list[tuple[str, str]]:
    named = [(name, str(order.label)) for name, order in look.presets.items() if order.fact not in look.hidden]
    both = [(one.key, str(one.label)) for one in look.orders if one.key not in look.presets]
    rising, falling = gettext_lazy("%(field)s, rising"), gettext_lazy("%(field)s, falling")
    words = [
        (f"{sign}{key}", str(said) % {"field": label})
        for key, label in both
        for sign, said in (("", rising), ("-", falling))
    ]
    return [*named, *words]


def _columns_form(request: HttpRequest, kind: ListKind, look: Look, chosen: Sequence[str]) -> HttpResponse:
    labels = dict(_columns(kind, look))
    context = {
        "chosen": [(key, labels[key]) for key in chosen if key in labels],
        "others": [(key, label) for key, label in labels.items() if key not in chosen],
        "groups": [(one.key, one.label) for one in look.fields if one.groups and one.kept is None],
        "group": look.asked["group"],
        "orders": _orders(look),
        "sort": look.sort,
        "url": reverse("list-columns", args=[kind.kind]),
        **_around(kind, look.address(), pgettext("list", "Columns")),
    }
    part = "#form" if request.headers.get("HX-Request") else ""
    return render(request, f"views/columns.html{part}", context)
