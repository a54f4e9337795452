"""The list of customers."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.paging import BadCursor, Page, page_of
from tongxin.base.web.doors import door, signed_in
from tongxin.collab.access.policies import can_export, hidden_fields
from tongxin.collab.people.models import Person
from tongxin.directory.parties.models import ROLES, Party
from tongxin.directory.parties.policies import can_add
from tongxin.directory.parties.queries.listing import FILTERS, ORDERS, Choice, chosen, filters_for

SIZE = 80
COUNTED = 1000
COLUMNS = (
    "id",
    "name",
    "short_name",
    "kind",
    "tier",
    "city",
    "province",
    "region",
    "industry",
    "last_contact_at",
    "next_step",
    "next_at",
    "sort_key",
    "contact_order",
    "next_order",
    "owner__name",
)


def asked_of(request: HttpRequest) -> dict[str, str]:
    """Filters, order and search words of the address, unknown ones left out."""
    known = {*FILTERS, "q", "sort"}
    return {name: str(value) for name, value in request.GET.items() if name in known and str(value).strip()}


def chosen_rows(request: HttpRequest) -> QuerySet[Party]:
    """The rows of the list as it is filtered now, in name order."""
    rows, _choices = chosen(request.user, asked_of(request), now())
    return rows.order_by("sort_key", "id")


def _address(asked: dict[str, str], **changed: str | None) -> str:
    values = {name: value for name, value in {**asked, **changed}.items() if value}
    return f"?{urlencode(values)}" if values else "?"


def _count(rows: QuerySet[Party]) -> str:
    """A number up to a thousand; more is said as more, because counting a million costs time and helps nobody."""
    count = rows.order_by().values("pk")[: COUNTED + 1].count()
    return _("more than %(n)d") % {"n": COUNTED} if count > COUNTED else str(count)


def _summary(rows: QuerySet[Party], page: Page[Party], order: str) -> str:
    label = str(ORDERS[order][0])
    if page.previous is None and page.next is None:
        return _("%(order)s · %(n)s in all") % {"order": label, "n": len(page.rows)}
    return _("%(order)s · %(n)s in all") % {"order": label, "n": _count(rows)}


def _tabs(asked: dict[str, str]) -> list[dict[str, Any]]:  # Any: template context
    """Views that every firm needs; saved ones come after them."""
    tabs = [
        (_("All customers"), {}),
        (_("Mine"), {"owner": "me"}),
        (_("30 days without contact"), {"quiet": "30", "sort": "silent"}),
        (_("No next step"), {"step": "none"}),
    ]
    plain = {name: value for name, value in asked.items() if value}
    return [{"title": title, "url": _address(dict(query)), "current": plain == query} for title, query in tabs]


@door(signed_in)
def customers(request: HttpRequest) -> HttpResponse:
    """Customers, filtered, ordered, a page at a time."""
    asked = asked_of(request)
    order = asked.get("sort", "name") if asked.get("sort") in ORDERS else "name"
    rows, choices = chosen(request.user, asked, now())
    lean = rows.select_related("owner").only(*COLUMNS)
    try:
        page = page_of(lean, order=ORDERS[order][1], size=SIZE, cursor=request.GET.get("after", ""))
    except BadCursor:
        return redirect(f"{request.path}{_address(asked)}")
    context = {
        "rows": page.rows,
        "hidden": hidden_fields(request.user, "party"),
        "view_tabs": _tabs(asked),
        "chips": _chips(asked, choices),
        "asked": asked,
        "q": asked.get("q", ""),
        "filters": _form(request, asked),
        "orders": [
            {"title": label, "url": _address(asked, sort=name), "current": name == order}
            for name, (label, _keys) in ORDERS.items()
        ],
        "order_label": ORDERS[order][0],
        "page": {
            "summary": _summary(rows, page, order),
            "previous_url": _address(asked, after=page.previous) if page.previous else "",
            "next_url": _address(asked, after=page.next) if page.next else "",
        },
        "export_url": f"export/{_address(asked)}",
        "may_add": can_add(request.user),
        "may_export": can_export(request.user),
        "colleagues": _colleagues,
        "now": now(),
        "crumbs": [{"title": _("Customers"), "url": ""}],
    }
    return render(request, "parties/customers.html", context)


def _colleagues() -> list[Person]:
    return list(Person.objects.active().by_name()[:300])


def _chips(asked: dict[str, str], choices: list[Choice]) -> list[dict[str, Any]]:  # Any: template context
    return [{"label": one.label, "said": one.said, "off": _address(asked, **{one.name: None})} for one in choices]


def _form(request: HttpRequest, asked: dict[str, str]) -> dict[str, Any]:  # Any: template context
    """What the filter form needs: which filters there are, and what else of the address to keep."""
    open_filters = filters_for(request.user)
    texts = [
        {"name": name, "label": open_filters[name].label, "value": asked.get(name, "")}
        for name in ("city", "industry", "tier", "source", "tag")
        if name in open_filters
    ]
    return {"texts": texts, "owner": "owner" in open_filters, "roles": list(ROLES.items())}
