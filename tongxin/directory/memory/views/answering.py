"""How doors load records and answer."""

import json

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from tongxin.directory.memory.models import Fact
from tongxin.directory.parties.models import Party


def seen_party(request: HttpRequest, party_id: int) -> Party:
    """The customer, if this person may see it; otherwise it does not exist."""
    party = Party.objects.visible_to(request.user).living().filter(pk=party_id).first()
    if party is None:
        raise Http404
    return party


def known_fact(request: HttpRequest, fact_id: int) -> Fact:
    """The fact, forgotten or not, if this person may see it; otherwise it does not exist."""
    rows = Fact.objects.visible_to(request.user).select_related("party", "noted_by", "confirmed_by")
    fact = rows.filter(pk=fact_id).first()
    if fact is None:
        raise Http404
    return fact


def is_piece(request: HttpRequest) -> bool:
    """Whether only a piece of the page is asked for."""
    return bool(request.headers.get("HX-Request")) and not request.headers.get("HX-History-Restore-Request")


def version_of(request: HttpRequest) -> int | None:
    """The version which the form showed."""
    given = request.POST.get("version") or request.GET.get("version") or ""
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else None


def done(request: HttpRequest, fact: Fact, said: str, *, is_undone: bool = False) -> HttpResponse:
    """Say what was done, with the way back; without scripts on the page of whom it is about."""
    if not is_piece(request):
        messages.success(request, said)
        return redirect(fact.party)
    undo = "" if is_undone else f"{reverse('take_fact_back', args=[fact.pk])}?version={fact.version}"
    told = {"noted": {}, "close-dialog": {}, "toast": {"text": said, "undo": undo}}
    return HttpResponse(status=204, headers={"HX-Trigger": json.dumps(told)})
