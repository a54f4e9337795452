"""What of one's own returns soon, and the log of a pool."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.paging import BadCursor, page_of
from tongxin.base.web.doors import door, signed_in
from tongxin.collab.access.policies import can_administer
from tongxin.collab.people.policies import me
from tongxin.frontoffice.pools.models import Stay
from tongxin.frontoffice.pools.policies import can_keep
from tongxin.frontoffice.pools.queries.soon import returning_soon
from tongxin.frontoffice.pools.views.loading import seen_pool
from tongxin.frontoffice.pools.views.pools import crumbs, tabs_of

SIZE = 50
AHEAD = timedelta(days=30)


@door(signed_in)
def returning(request: HttpRequest) -> HttpResponse:
    """One's own customers that return within thirty days, the next first."""
    context = {
        "rows": returning_soon(me(request), now() + AHEAD, most=200),
        "now": now(),
        "may_administer": can_administer(request.user),
        "view_tabs": tabs_of(request, None, returning=True),
        "crumbs": crumbs((_("Mine, returning soon"), "")),
    }
    return render(request, "pools/returning.html", context)


@door(signed_in)
def log(request: HttpRequest, pool_id: int) -> HttpResponse:
    """Everything that went in and out, newest first: for who looks after the pool."""
    pool = seen_pool(request, pool_id)
    if not can_keep(request.user, pool):
        raise PermissionDenied
    rows = Stay.objects.visible_to(request.user).filter(pool=pool)
    rows = rows.select_related("party", "came_from", "put_by", "taken_by")
    try:
        page = page_of(rows, order=("-id",), size=SIZE, cursor=request.GET.get("after", ""))
    except BadCursor:
        return redirect("pool_log", pool.pk)
    context = {
        "pool": pool,
        "rows": page.rows,
        "crumbs": crumbs((pool.name, reverse("pool", args=[pool.pk])), (_("Log"), "")),
        "page": {
            "summary": "",
            "previous_url": f"?after={page.previous}" if page.previous else "",
            "next_url": f"?after={page.next}" if page.next else "",
        },
    }
    return render(request, "pools/log.html", context)
