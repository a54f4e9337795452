"""A pasted signature, a line 姓名 电话 地址, one contact card or a photo of one becomes a customer or a contact. Nothing of it is lost."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tongxin.base.chinese.signatures import Signature, read_signature
from tongxin.base.reading.cards import is_card
from tongxin.base.reading.limits import MEGABYTE
from tongxin.base.reading.pasted_cards import read_card
from tongxin.base.reading.photos import PHOTO_BYTES, can_read_photos, is_photo
from tongxin.base.reading.pictured import text_of_photo
from tongxin.base.reading.refusal import Unreadable
from tongxin.base.web.doors import door, signed_in
from tongxin.base.web.refusing import refuse
from tongxin.collab.access.policies import locked_fields
from tongxin.collab.jobs.actions.once_views import once
from tongxin.collab.people.models import Person
from tongxin.directory.parties.actions import add_contact, change_party, create_party
from tongxin.directory.parties.models import Contact, Party
from tongxin.directory.parties.policies import can_add, can_change
from tongxin.directory.parties.views.loading import seen_party

MOST = 5_000
_POINTS = {"phones": "phone", "emails": "email", "wechats": "wechat", "qqs": "qq", "faxes": "fax"}
# The name by which field rights speak of what the form calls otherwise.
_RIGHT = {"faxes": "fax"}


class PastedForm(forms.Form):
    """What was read, to be looked over before it is kept."""

    company = forms.CharField(label=gettext_lazy("Company"), max_length=200, required=False)
    name = forms.CharField(label=gettext_lazy("Contact"), max_length=50, required=False)
    title = forms.CharField(label=gettext_lazy("Job title"), max_length=80, required=False)
    department = forms.CharField(label=gettext_lazy("Department"), max_length=80, required=False)
    phones = forms.CharField(label=gettext_lazy("Phone"), max_length=200, required=False)
    faxes = forms.CharField(label=gettext_lazy("Fax"), max_length=200, required=False)
    emails = forms.CharField(label=gettext_lazy("E-mail"), max_length=300, required=False)
    wechats = forms.CharField(label=gettext_lazy("WeChat"), max_length=200, required=False)
    qqs = forms.CharField(label="QQ", max_length=100, required=False)
    website = forms.CharField(label=gettext_lazy("Website"), max_length=200, required=False)
    uscc = forms.CharField(label=gettext_lazy("Social credit code"), max_length=40, required=False)
    address = forms.CharField(label=gettext_lazy("Address"), max_length=300, required=False)
    note = forms.CharField(label=gettext_lazy("Note"), required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(
        self, *args: Any, person: Person, party: Party | None, **kwargs: Any
    ) -> None:  # Any: Django's signature
        """Of a contact (`party` given) only what belongs to a person is asked; what `person` may not write is not asked at all."""
        super().__init__(*args, **kwargs)
        locked = locked_fields(person, "party")
        away = {"company", "website", "uscc", "address"} if party else set()
        for name in [name for name in self.fields if name in away or _RIGHT.get(name, name) in locked]:
            del self.fields[name]

    def clean(self) -> dict[str, Any]:  # Any: field values
        """Somebody must have a name."""
        given = super().clean() or {}
        if not given.get("company") and not given.get("name"):
            raise ValidationError(_("A name is needed."))
        return given

    def points(self) -> dict[str, list[str]]:
        """Numbers by kind."""
        typed = {name: self.cleaned_data.get(name, "").replace("，", ",").split(",") for name in _POINTS}
        return {
            _POINTS[name]: [part.strip() for part in parts if part.strip()]
            for name, parts in typed.items()
            if any(parts)
        }

    def facts(self, *names: str) -> dict[str, Any]:  # Any: as typed
        """Those of the facts that were filled in."""
        return {name: self.cleaned_data[name] for name in names if self.cleaned_data.get(name)}


def _initial(found: Signature, form: PastedForm) -> dict[str, str]:
    """What was read, by field; what has no field here goes to the note."""
    texts: dict[str, str] = {
        name: getattr(found, name) for name in ("company", "name", "title", "department", "website", "uscc")
    }
    texts |= {name: ", ".join(getattr(found, name)) for name in _POINTS}
    texts["address"] = " ".join(part for part in (found.address, found.postcode) if part)
    homeless = [text for name, text in texts.items() if text and name not in form.fields]
    texts["note"] = "\n".join(part for part in (*homeless, found.rest) if part)
    return {name: text for name, text in texts.items() if name in form.fields}


def _text(request: HttpRequest) -> str:
    """The pasted text, the dropped card, or what stands on the photo of one. Raises Unreadable."""
    upload = request.FILES.get("file")
    if upload is None:
        return request.POST.get("text", "")[: 40 * MOST]
    if (upload.size or 0) > PHOTO_BYTES:
        raise Unreadable(
            _("This file is larger than a card or its photo: at most %(limit)d MB.")
            % {"limit": PHOTO_BYTES // MEGABYTE}
        )
    card: bytes = upload.read()
    return text_of_photo(card) if is_photo(card) else card.decode("utf-8-sig", errors="replace")[: 40 * MOST]


def _page(
    request: HttpRequest,
    party: Party | None,
    form: PastedForm | None,
    text: str = "",
    *,
    refused: str = "",
    status: int = 200,
) -> HttpResponse:
    title = _("New contact at %(firm)s") % {"firm": party.called} if party else _("New customer")
    above = (
        {"title": party.called, "url": party.get_absolute_url()}
        if party
        else {"title": _("Customers"), "url": reverse("customers")}
    )
    context = {
        "form": form,
        "party": party,
        "text": text,
        "refused": refused,
        "reads_photos": can_read_photos(),
        "title": title,
        "crumbs": [above, {"title": title, "url": ""}],
    }
    return render(request, "parties/pasted.html", context, status=status)


def _answer(request: HttpRequest, person: Person, party: Party | None) -> HttpResponse:
    if request.method == "GET":
        return _page(request, party, None, request.GET.get("number", "")[:40])
    if "read" in request.POST:
        try:
            text = _text(request)
        except Unreadable as error:
            return _page(request, party, None, request.POST.get("text", ""), refused=error.reason, status=422)
        if not text.strip():
            return _page(request, party, None, status=422)
        found = read_card(text) if is_card(text) else read_signature(text)
        empty = PastedForm(person=person, party=party)
        return _page(request, party, PastedForm(initial=_initial(found, empty), person=person, party=party), text)
    form = PastedForm(request.POST, person=person, party=party)
    if form.is_valid():
        try:
            kept = _keep(person, party, form)
        except ValidationError as error:
            refuse(form, error, otherwise="phones" if "phones" in form.fields else None)
        else:
            return redirect(kept)
    return _page(request, party, form, status=422)


@transaction.atomic
def _keep(person: Person, party: Party | None, form: PastedForm) -> Party:
    """The record on whose page it stands now."""
    data = form.cleaned_data
    if party is not None:
        _add(person, party, form, note=data.get("note", ""))
        return party
    facts = form.facts("website", "uscc", "address", "note")
    if not data.get("company"):
        return create_party(
            by=person, name=data["name"], kind=Party.Kind.PERSON, points=form.points(), is_asked=False, **facts
        )
    points = {} if data.get("name") else form.points()
    made = create_party(by=person, name=data["company"], points=points, is_asked=False, **facts)
    if data.get("name"):
        _add(person, made, form)
    return made


def _add(person: Person, party: Party, form: PastedForm, note: str = "") -> Contact:
    contact = add_contact(
        by=person,
        party=party,
        name=form.cleaned_data["name"],
        points=form.points(),
        **form.facts("title", "department"),
    )
    if note:
        change_party(by=person, party=contact.person, note=note)
    return contact


@door(signed_in, methods=("GET", "POST"))
@once
def pasted_customer(request: HttpRequest) -> HttpResponse:
    """A customer, with its contact if both are named, from what was pasted."""
    if not can_add(request.user) or not isinstance(request.user, Person):
        raise PermissionDenied
    return _answer(request, request.user, None)


@door(signed_in, methods=("GET", "POST"))
@once
def pasted_contact(request: HttpRequest, party_id: int) -> HttpResponse:
    """Somebody at this customer from what was pasted."""
    party = seen_party(request, party_id)
    if not can_change(request.user, party) or not isinstance(request.user, Person):
        raise PermissionDenied
    return _answer(request, request.user, party)
