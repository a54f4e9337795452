"""What a party is to us, chosen on its page."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tongxin.base.subjects import Subject
from tongxin.base.web.doors import door, signed_in
from tongxin.collab.access.policies import locked_fields
from tongxin.collab.journal.models import Entry
from tongxin.collab.people.models import Person
from tongxin.directory.parties.actions import ChangedMeanwhile, change_roles
from tongxin.directory.parties.forms import RolesForm
from tongxin.directory.parties.models import Party
from tongxin.directory.parties.policies import can_change
from tongxin.directory.parties.views.loading import seen_party, toast


def _form_page(request: HttpRequest, form: RolesForm, party: Party, status: int = 200) -> HttpResponse:
    template = "parties/roles_form.html#form" if request.headers.get("HX-Request") else "parties/roles_form.html"
    crumbs = [{"title": party.called, "url": party.get_absolute_url()}, {"title": _("What it is to us"), "url": ""}]
    return render(request, template, {"form": form, "party": party, "crumbs": crumbs}, status=status)


@door(signed_in, methods=("GET", "POST"))
def roles(request: HttpRequest, party_id: int) -> HttpResponse:
    """Customer, supplier, dealer …: several at once, or none."""
    party = seen_party(request, party_id)
    person = request.user
    if not can_change(person, party) or not isinstance(person, Person) or "roles" in locked_fields(person, "party"):
        raise PermissionDenied
    form = RolesForm(request.POST or None, initial={"roles": party.roles, "was": ",".join(party.roles)})
    if request.method == "GET" or not form.is_valid():
        return _form_page(request, form, party, 422 if request.method == "POST" else 200)
    try:
        change_roles(by=person, party=party, roles=form.cleaned_data["roles"], was=form.seen)
    except ChangedMeanwhile as conflict:
        form.add_error("roles", str(conflict))
        return _form_page(request, form, party, 422)
    return _done(request, party)


def _done(request: HttpRequest, party: Party) -> HttpResponse:
    if not request.headers.get("HX-Request"):
        return redirect(party)
    told = Entry.objects.about(Subject("party", party.pk)).filter(name="party.roles_changed").order_by("-id").first()
    undo = reverse("undo_customer_change", args=[party.pk, told.pk]) if told else ""
    response = toast(HttpResponse(status=204), _("Saved"), undo=undo, more={"close-dialog": {}})
    response["HX-Refresh"] = "true"
    return response
