"""The team of a customer, and whether it stays with its owner."""

from typing import cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tongxin.base.web.doors import door, signed_in
from tongxin.collab.jobs.actions.once_views import once
from tongxin.collab.people.models import Person
from tongxin.directory.ownership.actions import mark_key, set_part, take_off, unmark_key
from tongxin.directory.ownership.forms import KeyForm, MemberForm
from tongxin.directory.ownership.panels import team_panel
from tongxin.directory.ownership.policies import can_mark_key
from tongxin.directory.parties.models import Party
from tongxin.directory.parties.policies import can_change


def _party(request: HttpRequest, party_id: int) -> Party:
    found = Party.objects.visible_to(request.user).living().filter(pk=party_id).first()
    if found is None:
        raise Http404
    return found


def _back(request: HttpRequest, party: Party, text: str = "", *, wrong: str = "") -> HttpResponse:
    if wrong:
        messages.error(request, wrong)
    elif text:
        messages.success(request, text)
    return redirect(f"{party.get_absolute_url()}#party-team")


def _asked(request: HttpRequest, party: Party, template: str, form: Form, *, may: bool) -> HttpResponse:
    """One form where it was asked for; without scripts the whole card on a page of its own. For those who may send it."""
    if not may:
        raise PermissionDenied
    if request.headers.get("HX-Request") and not request.headers.get("HX-History-Restore-Request"):
        return render(request, template, {"party": party, "form": form})
    crumbs = [{"title": party.called, "url": party.get_absolute_url()}, {"title": _("Who works on it"), "url": ""}]
    context = {"party": party, "panel": team_panel(request.user, party, forms=True), "crumbs": crumbs}
    return render(request, "ownership/team.html", context)


@door(signed_in, methods=("GET", "POST"))
@once
def team(request: HttpRequest, party_id: int) -> HttpResponse:
    """Bring a colleague into the team, or give them another part."""
    party, by, form = _party(request, party_id), cast(Person, request.user), MemberForm(request.POST)
    if request.method == "GET":
        return _asked(
            request, party, "ownership/_member.html", MemberForm(auto_id="member_%s"), may=can_change(by, party)
        )
    if not form.is_valid():
        return _back(request, party, wrong=_("Choose a colleague."))
    person: Person = form.cleaned_data["person"]
    try:
        set_part(by=by, party=party, person=person, role=form.cleaned_data["role"])
    except ValidationError as error:
        return _back(request, party, wrong=" ".join(error.messages))
    return _back(request, party, _("%(name)s works on this customer too.") % {"name": person.name})


@door(signed_in, methods=("POST",))
@once
def team_removal(request: HttpRequest, party_id: int) -> HttpResponse:
    """End somebody's part."""
    party, number = _party(request, party_id), request.POST.get("person", "")
    known = number.isascii() and number.isdigit() and len(number) < 18
    member = party.team_members.select_related("person").filter(person=int(number) if known else 0).first()
    if member is None:
        return _back(request, party)
    take_off(by=cast(Person, request.user), party=party, person=member.person)
    return _back(request, party, _("%(name)s is off the team.") % {"name": member.person.name})


@door(signed_in, methods=("GET", "POST"))
@once
def key(request: HttpRequest, party_id: int) -> HttpResponse:
    """Keep a customer with its owner; without a reason, no longer."""
    party, by = _party(request, party_id), cast(Person, request.user)
    if request.method == "GET":
        return _asked(request, party, "ownership/_key.html", KeyForm(auto_id="key_%s"), may=can_mark_key(by, party))
    if "end" in request.POST:
        unmark_key(by=by, party=party)
        return _back(request, party, _("A customer like others again."))
    form = KeyForm(request.POST)
    if not form.is_valid():
        return _back(request, party, wrong=_("Say in a word why."))
    mark_key(by=by, party=party, why=form.cleaned_data["why"])
    return _back(request, party, _("Stays with its owner from now on."))
