"""One customer in a pool: looking, claiming, giving back, and what keepers do."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.web.doors import door, signed_in
from tongxin.collab.jobs.actions.once_views import once
from tongxin.collab.people.models import Person
from tongxin.collab.people.policies import me
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.pools.actions import LooksUsedUp, claim, hand_out, look_at, mark_invalid, release, take_back
from tongxin.frontoffice.pools.forms import HandOutForm
from tongxin.frontoffice.pools.models import Stay
from tongxin.frontoffice.pools.policies import can_keep
from tongxin.frontoffice.pools.queries.limits import room_left, rule_of
from tongxin.frontoffice.pools.queries.shown import details_of
from tongxin.frontoffice.pools.views.loading import refused, said, seen_stay
from tongxin.frontoffice.pools.views.pools import crumbs


def _home(stay: Stay) -> str:
    return reverse("pool", args=[stay.pool_id])


@door(signed_in)
def stay(request: HttpRequest, stay_id: int) -> HttpResponse:
    """The details of a customer in a pool, still masked; opening them is counted where the rule counts it."""
    found = seen_stay(request, stay_id)
    why, glimpse = "", None
    try:
        look_at(by=me(request), stay=found)
        glimpse = details_of(request.user, found)
    except LooksUsedUp as error:
        why = " ".join(error.messages)
    may_keep = can_keep(request.user, found.pool)
    context = {
        "stay": found,
        "glimpse": glimpse,
        "why_not": why,
        "may_keep": may_keep,
        "hand_out": HandOutForm(pool=found.pool) if may_keep else None,
        "crumbs": crumbs((found.pool.name, _home(found)), (found.party.name, "")),
    }
    template = "pools/stay.html#body" if request.headers.get("HX-Request") else "pools/stay.html"
    return render(request, template, context)


@door(signed_in, methods=("POST",))
@once
def stay_claim(request: HttpRequest, stay_id: int) -> HttpResponse:
    """Take the customer."""
    found = seen_stay(request, stay_id, is_open=False)
    person = me(request)
    try:
        party = claim(by=person, stay=found)
    except ValidationError as error:
        return refused(request, error, _home(found))
    room = room_left(person, found.pool, rule_of(found.pool), now())
    text = _("%(name)s is yours now.") % {"name": party.called}
    answer = render(request, "pools/_room.html", {"room": room, "pool": found.pool})
    return said(request, answer, text, party.get_absolute_url(), undo=reverse("pool_giving_back", args=[found.pk]))


@door(signed_in, methods=("POST",))
def giving_back(request: HttpRequest, stay_id: int) -> HttpResponse:
    """Undo of a claim: into the same pool again, in plain sight of everybody."""
    found = seen_stay(request, stay_id, is_open=False)
    if found.taken_by != request.user:
        return refused(request, ValidationError(_("Somebody else took this customer.")), _home(found))
    party = Party.objects.visible_to(request.user).living().filter(pk=found.party_id).first()
    try:
        if party is None:
            raise ValidationError(_("This customer isn't there any more."))
        release(by=me(request), party=party, pool=found.pool, why=_("claimed by mistake"))
    except ValidationError as error:
        return refused(request, error, _home(found))
    text = _("%(name)s is in the pool again.") % {"name": party.called}
    return said(request, HttpResponse(status=204, headers={"HX-Refresh": "true"}), text, _home(found))


@door(signed_in, methods=("POST",))
def undoing(request: HttpRequest, stay_id: int) -> HttpResponse:
    """Undo of giving a customer back."""
    found = seen_stay(request, stay_id, is_open=False)
    try:
        party = take_back(by=me(request), stay=found)
    except ValidationError as error:
        return refused(request, error, _home(found))
    text = _("%(name)s is as before.") % {"name": party.called}
    return said(request, HttpResponse(status=204, headers={"HX-Refresh": "true"}), text, reverse("pools"))


@door(signed_in, methods=("POST",))
@once
def assignment(request: HttpRequest, stay_id: int) -> HttpResponse:
    """Who looks after the pool gives a customer to a colleague."""
    found = seen_stay(request, stay_id)
    form = HandOutForm(request.POST, pool=found.pool)
    if not form.is_valid():
        return refused(request, ValidationError(_("Choose who gets it.")), _home(found))
    owner: Person = form.cleaned_data["owner"]
    try:
        party = hand_out(by=me(request), stay=found, owner=owner)
    except ValidationError as error:
        return refused(request, error, _home(found))
    text = _("%(name)s belongs to %(owner)s now.") % {"name": party.called, "owner": owner.name}
    answer = said(request, HttpResponse(status=204), text, _home(found), closes=True)
    answer["HX-Refresh"] = "true"
    return answer


@door(signed_in, methods=("POST",))
@once
def mark(request: HttpRequest, stay_id: int) -> HttpResponse:
    """Who looks after the pool says that a customer is of no use, or that it is after all."""
    found = mark_invalid(by=me(request), stay=seen_stay(request, stay_id), why=request.POST.get("why", ""))
    text = _("Marked as invalid.") if found.invalid_why else _("Can be claimed again.")
    answer = said(request, HttpResponse(status=204), text, _home(found), closes=True)
    answer["HX-Refresh"] = "true"
    return answer
