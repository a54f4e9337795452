"""The pools one may look into, and who lies in them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.paging import BadCursor, page_of
from tongxin.base.web.doors import door, signed_in
from tongxin.collab.access.policies import can_administer
from tongxin.frontoffice.pools.models import Pool, Stay
from tongxin.frontoffice.pools.policies import can_keep
from tongxin.frontoffice.pools.queries.limits import room_left, rule_of
from tongxin.frontoffice.pools.queries.shown import glimpses
from tongxin.frontoffice.pools.views.loading import me, seen_pool

SIZE = 50


@door(signed_in)
def pools(request: HttpRequest) -> HttpResponse:
    """The first pool of this person, or why there is none."""
    first = Pool.objects.visible_to(request.user).in_order().first()
    if first is not None:
        return _page(request, first)
    context = {"crumbs": crumbs(), "view_tabs": [], "may_administer": can_administer(request.user)}
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


def _page(request: HttpRequest, current: Pool) -> HttpResponse:
    person, rule = me(request), rule_of(current)
    rows = Stay.objects.visible_to(person).open().filter(pool=current).select_related("party", "came_from")
    try:
        page = page_of(rows, order=("-came_at", "-id"), size=SIZE, cursor=request.GET.get("after", ""))
    except BadCursor:
        return redirect("pool", current.pk)
    here = reverse("pool", args=[current.pk])
    context = {
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
            "previous_url": f"{here}?after={page.previous}" if page.previous else "",
            "next_url": f"{here}?after={page.next}" if page.next else "",
        },
    }
    return render(request, "pools/pool.html", context)
