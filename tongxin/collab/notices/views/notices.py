"""The page of notices and the bell."""

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tongxin.base.paging import BadCursor, page_of
from tongxin.base.web.doors import door, signed_in
from tongxin.collab.notices.actions import mark_read
from tongxin.collab.notices.models import Notice
from tongxin.collab.notices.queries import lines_of, unread_count
from tongxin.collab.people.models import Person

SIZE = 40


@door(signed_in)
def notices(request: HttpRequest) -> HttpResponse:
    """One's own notices, newest first."""
    rows = Notice.objects.visible_to(request.user).select_related("by")
    try:
        page = page_of(rows, order=("-id",), size=SIZE, cursor=request.GET.get("after", ""))
    except BadCursor:
        return redirect("notices")
    context = {
        "lines": lines_of(request.user, page.rows),
        "newest": page.rows[0].pk if page.rows else None,
        "has_unread": any(notice.read_at is None for notice in page.rows),
        "page": {
            "summary": "",
            "previous_url": f"?after={page.previous}" if page.previous else "",
            "next_url": f"?after={page.next}" if page.next else "",
        },
        "crumbs": [{"title": _("Notices"), "url": ""}],
    }
    return render(request, "notices/notices.html", context)


@door(signed_in)
def bell(request: HttpRequest) -> HttpResponse:
    """The bell with its number; it asks again by itself."""
    return render(request, "ui/_bell.html", {"notices_count": unread_count(request.user)})


@door(signed_in, methods=("POST",))
def all_readings(request: HttpRequest) -> HttpResponse:
    """Everything up to `until` is known; what came later stays unread."""
    until = request.POST.get("until", "")
    if until.isascii() and until.isdigit() and len(until) < 19:
        mark_read(by=cast(Person, request.user), until=int(until))
    return redirect("notices")


@door(signed_in, methods=("POST",))
def reading(request: HttpRequest, notice_id: int) -> HttpResponse:
    """Open what a notice is about: it is read from now on."""
    notice = Notice.objects.visible_to(request.user).select_related("by").filter(pk=notice_id).first()
    if notice is None:
        raise Http404
    mark_read(by=cast(Person, request.user), ids=[notice.pk])
    return redirect(lines_of(request.user, [notice])[0].url or "notices")
