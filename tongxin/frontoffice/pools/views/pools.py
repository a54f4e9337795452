"""The pools one may look into, and who lies in them."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.paging import BadCursor, page_of
from tongxin.base.web.doors import door, signed_in
from tongxin.collab.access.policies import can_administer
from tongxin.collab.people.policies import me
from tongxin.frontoffice.pools.models import Pool
from tongxin.frontoffice.pools.policies import can_keep
from tongxin.frontoffice.pools.queries.finding import ORDERS, Wish, askable, found_in, wish_of
from tongxin.frontoffice.pools.queries.limits import room_left, rule_of
from tongxin.frontoffice.pools.queries.shown import glimpses
from tongxin.frontoffice.pools.views.loading import seen_pool

SIZE = 50


@door(signed_in)
def pools(request: HttpRequest) -> HttpResponse:
    """The first pool of this person, or why there is none."""
    first = Pool.objects.visible_to(request.user).in_order().first()
    if first is not None:
        return _page(request, first)
    may_administer = can_administer(request.user)
    others = list(Pool.objects.in_order()[:20]) if may_administer else []
    context = {"crumbs": crumbs(), "view_tabs": [], "may_administer": may_administer, "others": others}
    return render(request, "pools/no_pool.html", context)


@door(signed_in)
def pool(request: HttpRequest, pool_id: int) -> HttpResponse:
    """One pool."""
    return _page(request, seen_pool(request, pool_id))


def crumbs(*more: tuple[str, str]) -> list[dict[str, str]]:
    """Where you are."""
    first = (_("Public pool"), reverse("pools") if more else "")
    return [{"title": title, "url": url} for title, url in (first, *more)]


def tabs_of(
    request: HttpRequest, current: Pool | None, *, returning: bool = False
) -> list[dict[str, Any]]:  # Any: template context
    """All pools of this person, and what of one's own is about to return."""
    found = [
        {"title": one.name, "url": reverse("pool", args=[one.pk]), "current": one == current}
        for one in Pool.objects.visible_to(request.user).in_order()
    ]
    return [*found, {"title": _("Mine, returning soon"), "url": reverse("pool_returning"), "current": returning}]


def order_choices() -> list[tuple[str, str]]:
    """Orders in words."""
    return [
        ("-came", _("newest first")),
        ("came", _("oldest first")),
        ("name", _("by name")),
        ("-name", _("by name, backwards")),
    ]


def _said(wish: Wish) -> dict[str, str]:
    """The wish as a query string says it."""
    said = {"q": wish.q, "tier": wish.tier, "city": wish.city, "industry": wish.industry, "sort": wish.order}
    return {name: value for name, value in said.items() if value}


def _page(request: HttpRequest, current: Pool) -> HttpResponse:
    person, rule = me(request), rule_of(current)
    wish = wish_of(request.GET)
    rows = found_in(person, current, rule, wish).select_related("party", "came_from")
    here = f"{reverse('pool', args=[current.pk])}?{urlencode(_said(wish))}"
    try:
        page = page_of(rows, order=ORDERS[wish.order], size=SIZE, cursor=request.GET.get("after", ""))
    except BadCursor:
        return redirect(here)
    context = {
        "wish": wish,
        "askable": askable(person, rule),
        "orders": order_choices(),
        "pool": current,
        "rows": glimpses(person, page.rows, rule),
        "shows": {name for name in ("city", "industry", "tier") if name not in rule.masks},
        "room": room_left(person, current, rule, now()),
        "may_keep": can_keep(person, current),
        "may_administer": can_administer(person),
        "view_tabs": tabs_of(request, current),
        "crumbs": crumbs((current.name, "")),
        "page": {
            "summary": "",
            "previous_url": f"{here}&after={page.previous}" if page.previous else "",
            "next_url": f"{here}&after={page.next}" if page.next else "",
        },
    }
    return render(request, "pools/pool.html", context)
