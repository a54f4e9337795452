"""What the list shows, chosen on screen: conditions in words, and columns."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
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
from tongxin.collab.access.policies import hidden_fields
from tongxin.collab.views.queries import Look
from tongxin.directory.parties.queries.columns import OWN, USUAL, own_columns
from tongxin.directory.parties.queries.listing import look_of

_LONGEST = 8_000


def _headed(person: Any) -> Headed:  # Any: the person type of doors
    hidden = hidden_fields(person, "party")
    found: list[tuple[LazyText, Sequence[FilterField]]] = []
    for label, fields in headed_fields_of("party", person):
        shown = [field for field in fields if not field.is_hidden(hidden)]
        if shown:
            found.append((label, shown))
    return found


def _here(request: HttpRequest) -> Look:
    """The list from which somebody came."""
    return look_of(QueryDict(request.POST.get("here", "")[:_LONGEST]), request.user)


def _back(request: HttpRequest, address: str) -> HttpResponse:
    url = f"{reverse('customers')}{address}"
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    return redirect(url)


@door(signed_in, methods=("GET", "POST"))
def conditions(request: HttpRequest) -> HttpResponse:
    """GET: the conditions of a list, to be changed. POST: after each choice the form anew; with `do=apply` the list."""
    headed = _headed(request.user)
    known = [field for _label, fields in headed for field in fields]
    if request.method == "GET":
        look = look_of(request.GET, request.user)
        draft = fitted(draft_of(look.readable if look.problem else look.filter), known)
        return _form(request, look.address(), draft, headed)
    deed = request.POST.get("do", "")
    draft = change(fitted(draft_from(request.POST), known), deed)
    look = _here(request)
    if deed != "apply":
        return _form(request, look.address(), draft, headed)
    data = data_of(draft)
    try:
        read_filter(data, known)
    except BadFilter as error:
        blame(draft, error)
        return _form(request, look.address(), draft, headed, status=422)
    plain = {"v": data["v"], "and": data["and"]} if "and" in data else {"v": data["v"], "and": [_inner(data)]}
    return _back(request, look.address(filter=plain))


def _inner(data: dict[str, Any]) -> dict[str, Any]:  # Any: JSON
    return {key: value for key, value in data.items() if key != "v"}


def _form(request: HttpRequest, here: str, draft: Line, headed: Headed, *, status: int = 200) -> HttpResponse:
    if not draft.lines:
        draft = change(draft, "add:")
    context = {
        "draft": shown_draft(draft, headed),
        "here": here[1:],
        "url": reverse("customers_conditions"),
        "list_url": f"{reverse('customers')}{here}",
        "crumbs": [{"title": _("Customers"), "url": reverse("customers")}, {"title": _("Conditions"), "url": ""}],
    }
    part = "#form" if request.headers.get("HX-Request") else ""
    return render(request, f"parties/conditions.html{part}", context, status=status)


@door(signed_in, methods=("GET", "POST"))
def columns(request: HttpRequest) -> HttpResponse:
    """GET: which columns the list has, in order. POST: the list with the chosen ones."""
    if request.method == "POST":
        look = _here(request)
        known = {key for key, _label in _columns(request.user)}
        chosen = [key for key in request.POST.getlist("columns") if key in known]
        moved = _moved(chosen, request.POST.get("do", ""))
        if moved is not None:
            return _columns_form(request, look, moved)
        usual = request.POST.get("do") == "usual" or tuple(chosen) == USUAL
        group, sort = (request.POST.get(name, look.asked[name])[:60] for name in ("group", "sort"))
        return _back(request, look.address(columns="" if usual else ",".join(chosen), group=group, sort=sort))
    look = look_of(request.GET, request.user)
    return _columns_form(request, look, look.columns or list(USUAL))


def _moved(chosen: list[str], deed: str) -> list[str] | None:
    """The columns after `up:KEY`: it goes one place to the front."""
    verb, _colon, key = deed.partition(":")
    if verb != "up" or key not in chosen:
        return None
    at = chosen.index(key)
    return [*chosen[: max(at - 1, 0)], key, *(one for one in chosen[max(at - 1, 0) :] if one != key)]


def _columns(person: Any) -> list[tuple[str, LazyText]]:  # Any: as above
    hidden = hidden_fields(person, "party")
    own = [(column.key, column.label) for column in own_columns(person)]
    others = [(one.key, one.label) for one in columns_of("party", person) if one.key not in OWN]
    return [*own, *((key, label) for key, label in others if key not in hidden)]


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


def _columns_form(request: HttpRequest, look: Look, chosen: Sequence[str]) -> HttpResponse:
    labels = dict(_columns(request.user))
    context = {
        "chosen": [(key, labels[key]) for key in chosen if key in labels],
        "others": [(key, label) for key, label in labels.items() if key not in chosen],
        "groups": [(one.key, one.label) for one in look.fields if one.groups and one.kept is None],
        "group": look.asked["group"],
        "orders": _orders(look),
        "sort": look.sort,
        "here": look.address()[1:],
        "url": reverse("customers_columns"),
        "list_url": f"{reverse('customers')}{look.address()}",
        "crumbs": [
            {"title": _("Customers"), "url": reverse("customers")},
            {"title": pgettext("list", "Columns"), "url": ""},
        ],
    }
    part = "#form" if request.headers.get("HX-Request") else ""
    return render(request, f"parties/columns.html{part}", context)
