"""What is remembered of one customer, and noting one thing more."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tongxin.base.web.doors import door, signed_in
from tongxin.base.web.refusing import refuse
from tongxin.collab.jobs.actions.once_views import once
from tongxin.collab.people.policies import me
from tongxin.directory.memory.actions import note_fact
from tongxin.directory.memory.forms import FactForm
from tongxin.directory.memory.panels import memory_context, new_fact_form
from tongxin.directory.memory.views.answering import done, is_piece, seen_party
from tongxin.directory.parties.models import Party


@door(signed_in, methods=("GET", "POST"))
@once
def customer_memory(request: HttpRequest, party_id: int) -> HttpResponse:
    """What is known of a customer and its people beside the files."""
    party = seen_party(request, party_id)
    person = me(request)
    if request.method == "GET":
        return _shown(request, party)
    form = new_fact_form(person, party, request.POST)
    if form.is_valid():
        try:
            fact = note_fact(by=person, customer=party, **form.values())
        except ValidationError as error:
            refuse(form, error)
        else:
            return done(request, fact, _("Remembered: %(what)s") % {"what": fact})
    return _card(request, party_id, form, status=422)


def _shown(request: HttpRequest, party: Party) -> HttpResponse:
    """The card as a piece, its form alone, or both as a page."""
    if is_piece(request) and "form" not in request.GET:
        return _card(request, party.pk)
    form = new_fact_form(me(request), party)
    if is_piece(request):
        return render(request, "memory/_new_fact.html", {"party": party, "form": form})
    return _card(request, party.pk, form)


def _card(request: HttpRequest, party_id: int, form: FactForm | None = None, *, status: int = 200) -> HttpResponse:
    party = seen_party(request, party_id)
    context = {"party": party, "panel": memory_context(me(request), party, form=form)}
    if is_piece(request):
        return render(request, "memory/_memory.html", context, status=status)
    crumbs = [{"title": party.called, "url": party.get_absolute_url()}, {"title": _("Remembered"), "url": ""}]
    return render(request, "memory/memory.html", {**context, "crumbs": crumbs}, status=status)
