"""A new customer, with doubles shown while typing."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tongxin.base.chinese.phones import find_phones
from tongxin.base.web.doors import door, signed_in
from tongxin.collab.access.policies import hidden_fields
from tongxin.collab.people.models import Person
from tongxin.directory.parties.actions import add_contact, create_party
from tongxin.directory.parties.actions.importing.checking import Sight, reason_of
from tongxin.directory.parties.forms import PartyForm
from tongxin.directory.parties.models import Party
from tongxin.directory.parties.policies import can_add
from tongxin.directory.parties.queries import Wanted, doubles_of
from tongxin.directory.parties.views.loading import toast


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
        return _show(request, PartyForm(initial={"name": request.GET.get("name", "")}))
    form = PartyForm(request.POST)
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
    facts = {key: data[key] for key in ("city", "address", "industry", "uscc") if data[key]}
    phones = [part for part in data["phones"].replace("，", ",").split(",") if part.strip()]
    party = create_party(
        by=person, name=data["name"], kind=data["kind"], roles=data["roles"], points={"phone": phones}, **facts
    )
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


@door(signed_in)
def doubles(request: HttpRequest) -> HttpResponse:
    """Who may be the same, while the name is typed. What the person may not see is named only by its unit."""
    name = request.GET.get("name", "").strip()[:200]
    if len(name) < 2:
        return HttpResponse("")
    hidden = hidden_fields(request.user, "party")
    asked = {key: "" if key in hidden else request.GET.get(key, "")[:100] for key in ("phones", "uscc", "city")}
    phones = tuple(phone.e164 for _text, phone in find_phones(asked["phones"]))
    found = doubles_of([Wanted(name, asked["uscc"][:18].upper(), asked["city"], phones)])[0][:5]
    sight = Sight(request.user, [double.party_id for double in found])  # type: ignore[arg-type]  # the door lets only people in
    lines = [
        {
            "title": sight.titles.get(double.party_id, ""),
            "why": reason_of(double) if double.party_id in sight.titles else sight.elsewhere(double.party_id),
            "url": reverse("customer", args=[double.party_id]) if double.party_id in sight.titles else "",
        }
        for double in found
    ]
    return render(request, "parties/_doubles.html", {"lines": lines})
