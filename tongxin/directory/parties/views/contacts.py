"""People at customers: adding, changing, leaving."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tongxin.base.web.doors import door, signed_in
from tongxin.collab.access.policies import locked_fields, say_whole
from tongxin.collab.fields.queries import input_text, open_fields
from tongxin.collab.people.models import Person
from tongxin.directory.parties.actions import add_contact, change_contact, remove_contact, restore_contact
from tongxin.directory.parties.forms import ContactForm
from tongxin.directory.parties.models import Contact, Party
from tongxin.directory.parties.policies import can_change
from tongxin.directory.parties.queries.points import visible_points
from tongxin.directory.parties.views.loading import seen_contact, seen_party, toast


def _form_page(
    request: HttpRequest, form: ContactForm, party: Party, contact: Contact | None, status: int = 200
) -> HttpResponse:
    template = "parties/contact_form.html#form" if request.headers.get("HX-Request") else "parties/contact_form.html"
    crumbs = [{"title": party.called, "url": party.get_absolute_url()}, {"title": _("Contact"), "url": ""}]
    context = {"form": form, "party": party, "contact": contact, "crumbs": crumbs}
    return render(request, template, context, status=status)


def own_initial(person: Any, of: Party) -> dict[str, Any]:  # Any: the reader; values as forms hold them
    """The values of the firm's own fields as a form holds them."""
    found = {one.key: (one, input_text(one, of.custom)) for one in open_fields(person, "party")}
    return {key: text.split(",") if one.type == "choices" else text for key, (one, text) in found.items()}


def _back(request: HttpRequest, party: Party, text: str, undo: str = "") -> HttpResponse:
    if not request.headers.get("HX-Request"):
        return redirect(party)
    response = toast(HttpResponse(status=204), text, undo=undo, more={"close-dialog": {}})
    response["HX-Refresh"] = "true"
    return response


def _add_errors(form: ContactForm, error: ValidationError) -> None:
    if hasattr(error, "error_dict"):
        for name, errors in error.error_dict.items():
            form.add_error(name if name in form.fields else None, errors)
    else:
        form.add_error("phone", error)


@door(signed_in, methods=("GET", "POST"))
def new_contact(request: HttpRequest, party_id: int) -> HttpResponse:
    """Somebody new at this customer."""
    party = seen_party(request, party_id)
    if not can_change(request.user, party) or not isinstance(request.user, Person):
        raise PermissionDenied
    locked = locked_fields(request.user, "party")
    if request.method == "GET":
        return _form_page(request, ContactForm(locked=locked, person=request.user), party, None)
    form = ContactForm(request.POST, locked=locked, person=request.user)
    if form.is_valid():
        try:
            contact = add_contact(
                by=request.user,
                party=party,
                name=form.cleaned_data["name"],
                points=form.points(),
                custom=form.own_values(),
                **form.place(),
            )
            return _back(
                request,
                party,
                _("Noted: %(name)s") % {"name": contact.person.name},
                reverse("remove_contact", args=[contact.pk]),
            )
        except ValidationError as error:
            _add_errors(form, error)
    return _form_page(request, form, party, None, 422)


@door(signed_in, methods=("GET", "POST"))
def edit_contact(request: HttpRequest, contact_id: int) -> HttpResponse:
    """Change what we know of somebody."""
    contact = seen_contact(request, contact_id)
    if not can_change(request.user, contact.party) or not isinstance(request.user, Person):
        raise PermissionDenied
    say_whole(request.user, "party", [contact.person_id], ("phones", "emails", "wechats"))
    points = list(visible_points(request.user).filter(party=contact.person_id))
    locked = locked_fields(request.user, "party")
    initial = {
        kind: ", ".join(point.shown for point in points if point.kind == kind) for kind in ("phone", "email", "wechat")
    }
    initial |= {key: getattr(contact, key) for key in ("title", "department", "role", "attitude", "is_main")}
    initial["name"] = contact.person.name
    initial |= own_initial(request.user, contact.person)
    if request.method == "GET":
        return _form_page(
            request, ContactForm(initial=initial, locked=locked, person=request.user), contact.party, contact
        )
    form = ContactForm(request.POST, initial=initial, locked=locked, person=request.user)
    if form.is_valid():
        try:
            change_contact(
                by=request.user,
                contact=contact,
                name=form.cleaned_data["name"],
                points=form.points(),
                custom=form.own_values(),
                **form.place(),
            )
            return _back(request, contact.party, _("Saved: %(name)s") % {"name": form.cleaned_data["name"]})
        except ValidationError as error:
            _add_errors(form, error)
    return _form_page(request, form, contact.party, contact, 422)


@door(signed_in, methods=("POST",))
def removal(request: HttpRequest, contact_id: int) -> HttpResponse:
    """Somebody has left the customer."""
    contact = seen_contact(request, contact_id)
    assert isinstance(request.user, Person)
    remove_contact(by=request.user, contact=contact)
    text = _("%(name)s is no longer listed") % {"name": contact.person.name}
    return _back(request, contact.party, text, reverse("restore_contact", args=[contact.pk]))


@door(signed_in, methods=("POST",))
def restoration(request: HttpRequest, contact_id: int) -> HttpResponse:
    """Take a removal back."""
    contact = seen_contact(request, contact_id)
    assert isinstance(request.user, Person)
    restore_contact(by=request.user, contact=contact)
    return _back(request, contact.party, _("Undone"))
