"""A new customer; the room of doubles says while it is typed who may be here already."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tongxin.base.web.doors import door, signed_in
from tongxin.collab.people.models import Person
from tongxin.directory.parties.actions import add_contact, change_party, create_party
from tongxin.directory.parties.forms import PartyForm
from tongxin.directory.parties.models import Party
from tongxin.directory.parties.policies import can_add
from tongxin.directory.parties.views.loading import toast
from tongxin.directory.parties.views.own_files import hung


def _show(request: HttpRequest, form: PartyForm, status: int = 200) -> HttpResponse:
    template = "parties/new_customer.html#form" if request.headers.get("HX-Request") else "parties/new_customer.html"
    crumbs = [{"title": _("Customers"), "url": reverse("customers")}, {"title": _("New customer"), "url": ""}]
    return render(request, template, {"form": form, "crumbs": crumbs}, status=status)


@door(signed_in, methods=("GET", "POST"))
def new_customer(request: HttpRequest) -> HttpResponse:
    """A name is enough; everything else can come later."""
    person = request.user
    if not can_add(person) or not isinstance(person, Person):
        raise PermissionDenied
    if request.method == "GET":
        return _show(request, PartyForm(person=person, initial={"name": request.GET.get("name", "")}))
    form = PartyForm(request.POST, request.FILES, person=person)
    if not form.is_valid():
        return _show(request, form, 422)
    try:
        party = _create(person, form)
    except ValidationError as error:
        _put_back(form, error)
        return _show(request, form, 422)
    if request.headers.get("HX-Request"):
        response = HttpResponse(status=204)
        response["HX-Redirect"] = party.get_absolute_url()
        return toast(response, _("Added: %(name)s") % {"name": party.name})
    return redirect(party)


@transaction.atomic
def _create(person: Person, form: PartyForm) -> Party:
    data = form.cleaned_data
    facts = {key: data[key] for key in ("city", "address", "industry", "uscc") if data[key]} | form.own_values()
    phones = [part for part in data["phones"].replace("，", ",").split(",") if part.strip()]
    party = create_party(
        by=person, name=data["name"], kind=data["kind"], roles=data["roles"], points={"phone": phones}, **facts
    )
    if files := form.own_files():
        values: dict[str, Any] = {key: hung(person, party, file) for key, file in files.items()}  # Any: as typed
        change_party(by=person, party=party, **values)
    if data["contact_name"]:
        add_contact(by=person, party=party, name=data["contact_name"], points={"phone": [data["contact_phone"]]})
    return party


def _put_back(form: PartyForm, error: ValidationError) -> None:
    """Errors of the actions stand at the field where they can be mended."""
    if hasattr(error, "error_dict"):
        for name, errors in error.error_dict.items():
            form.add_error(name if name in form.fields else None, errors)
    else:
        form.add_error("phones" if "phone" in form.data else None, error)
