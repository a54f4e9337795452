"""The team of a customer, and whether it stays with its owner."""

from typing import cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tongxin.base.web.doors import door, signed_in
from tongxin.collab.jobs.actions.once_views import once
from tongxin.collab.people.models import Person
from tongxin.directory.ownership.actions import mark_key, set_part, take_off, unmark_key
from tongxin.directory.ownership.forms import KeyForm, MemberForm
from tongxin.directory.parties.models import Party


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


@door(signed_in, methods=("POST",))
@once
def team(request: HttpRequest, party_id: int) -> HttpResponse:
    """Bring a colleague into the team, or give them another part."""
    party, form = _party(request, party_id), MemberForm(request.POST)
    if not form.is_valid():
        return _back(request, party, wrong=_("Choose a colleague."))
    person: Person = form.cleaned_data["person"]
    try:
        set_part(by=cast(Person, request.user), party=party, person=person, role=form.cleaned_data["role"])
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


@door(signed_in, methods=("POST",))
@once
def key(request: HttpRequest, party_id: int) -> HttpResponse:
    """Keep a customer with its owner; without a reason, no longer."""
    party, by = _party(request, party_id), cast(Person, request.user)
    if "end" in request.POST:
        unmark_key(by=by, party=party)
        return _back(request, party, _("A customer like others again."))
    form = KeyForm(request.POST)
    if not form.is_valid():
        return _back(request, party, wrong=_("Say in a word why."))
    mark_key(by=by, party=party, why=form.cleaned_data["why"])
    return _back(request, party, _("Stays with its owner from now on."))
