"""People: the list, somebody new, and one person's page."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tongxin.base.clock import now
from tongxin.base.paging import BadCursor, Page, page_of
from tongxin.base.web.doors import door
from tongxin.base.web.links import absolute
from tongxin.base.web.refusing import refuse
from tongxin.collab.access.actions import Newcomer, change_staff, hire, open_way_in
from tongxin.collab.access.forms import LostFactorForm, NewcomerForm, PostForm, StaffForm
from tongxin.collab.access.policies import administrators
from tongxin.collab.access.queries import STATES, staff
from tongxin.collab.access.views.frame import crumbs, page
from tongxin.collab.org.models import Unit
from tongxin.collab.org.queries import the_company
from tongxin.collab.people.models import Person
from tongxin.collab.people.policies import me
from tongxin.collab.people.queries import sessions_of

SIZE = 50


@dataclass(frozen=True)
class Turning:
    """Earlier and later rows, as the pager of the kit wants it."""

    summary: str
    previous_url: str
    next_url: str


def _turning(rows: Page[Person], kept: dict[str, str]) -> Turning:
    before, after = (f"?{urlencode({**kept, 'after': at})}" if at else "" for at in (rows.previous, rows.next))
    return Turning("", before, after)


@door(administrators)
def people(request: HttpRequest) -> HttpResponseBase:
    """Everybody, found by name or mail address."""
    search = request.GET.get("q", "").strip()[:100]
    state = request.GET.get("state", "active")
    state = state if state in STATES else "active"
    kept = {key: value for key, value in (("q", search), ("state", state)) if value}
    found = staff(state=state, search=search)
    try:
        rows = page_of(found, order=["sort_key", "id"], size=SIZE, cursor=request.GET.get("after", ""))
    except BadCursor:
        return redirect(f"{reverse('staff')}?{urlencode(kept)}")
    context = {
        "crumbs": crumbs((_("People"), "")),
        "people": rows.rows,
        "page": _turning(rows, kept),
        "search": search,
        "state": state,
        "states": [("active", _("Working here")), ("left", pgettext("people", "Left")), ("all", _("All"))],
    }
    return page(request, "access/people.html", context)


@door(administrators, methods=("GET", "POST"))
def newcomer(request: HttpRequest) -> HttpResponseBase:
    """Let somebody in; without a password the answer holds their link."""
    company = the_company()
    firm = Unit.objects.filter(parent=None).first()
    start = {"language": company.language if company else "zh-hans", "unit": firm}
    form = NewcomerForm(request.POST if request.method == "POST" else None, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            person = hire(by=me(request), newcomer=Newcomer(**form.cleaned_data))
        except ValidationError as error:
            refuse(form, error)
        else:
            if form.cleaned_data["password"]:
                messages.success(request, _("%(name)s can sign in now.") % {"name": person.name})
                return redirect("staff-person", person.pk)
            return person_page(request, person, link=_link(request, person))
    context = {"crumbs": crumbs((_("People"), reverse("staff")), (_("Somebody new"), "")), "form": form}
    return page(request, "access/newcomer.html", context, form)


def _link(request: HttpRequest, person: Person) -> str:
    secret = open_way_in(by=me(request), person=person)
    return absolute(request, reverse("welcome", args=[secret]))


def person_page(
    request: HttpRequest,
    person: Person,
    *,
    form: Form | None = None,
    post: Form | None = None,
    lost: Form | None = None,
    link: str = "",
) -> HttpResponse:
    """One person's page, with one of its forms as somebody filled it in."""
    person = staff(state="all").get(pk=person.pk)
    start: dict[str, Any] = {  # Any: field values
        name: getattr(person, name) for name in ("name", "email", "phone", "language", "version")
    }
    start["roles"] = [held.role_id for held in person.assignments.all()]
    shown = form or StaffForm(initial=start)
    added, gone = post or PostForm(person=person), lost or LostFactorForm()
    context = {
        "crumbs": crumbs((_("People"), reverse("staff")), (person.name, "")),
        "person": person,
        "form": shown,
        "post_form": added,
        "link": link,
        "lost": gone,
        "sessions": sessions_of(person, at=now()),
        "is_me": person.pk == me(request).pk,
        "owned_url": f"/customers/?{urlencode({'owner': person.pk})}",
    }
    return page(request, "access/person.html", context, shown, added, gone)


@door(administrators, methods=("GET", "POST"))
def person(request: HttpRequest, number: int) -> HttpResponseBase:
    """One person: name, mail, roles; below it posts, the way in, and leaving."""
    somebody = get_object_or_404(Person, pk=number)
    if request.method != "POST":
        return person_page(request, somebody)
    form = StaffForm(request.POST)
    if form.is_valid():
        try:
            change_staff(by=me(request), person=somebody, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Saved"))
            return redirect("staff-person", number)
    return person_page(request, somebody, form=form)
