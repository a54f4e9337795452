"""Handing over: who waits, the preview, the account, and the way back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tongxin.base.web.doors import door, signed_in
from tongxin.collab.jobs.actions.once_views import once
from tongxin.collab.org.queries import superior_of
from tongxin.collab.people.models import Person
from tongxin.collab.people.policies import me
from tongxin.directory.ownership.actions import begin_hand_over, undo_hand_over
from tongxin.directory.ownership.forms import HandOverForm
from tongxin.directory.ownership.models import HandOver
from tongxin.directory.ownership.policies import can_hand_over, can_hand_over_anybody
from tongxin.directory.ownership.queries.account import account_of
from tongxin.directory.ownership.queries.holdings import holdings_of, people_to_hand_over, waiting

SHOWN = 50


def _crumbs(*more: tuple[str, str]) -> list[dict[str, str]]:
    first = (_("Hand-over"), reverse("hand_overs") if more else "")
    return [{"title": title, "url": url} for title, url in (first, *more)]


@door(signed_in)
def hand_overs(request: HttpRequest) -> HttpResponse:
    """Who has left and still holds something, and what was handed over."""
    if not can_hand_over_anybody(request.user):
        raise PermissionDenied
    person = me(request)
    rows = HandOver.objects.visible_to(person).select_related("giver", "taker", "begun_by")[:SHOWN]
    context = {
        "waiting": [(one, holdings_of(person, one)) for one in waiting(person)[:SHOWN]],
        "people": people_to_hand_over(person).active()[:500],
        "rows": rows,
        "crumbs": _crumbs(),
    }
    return render(request, "ownership/hand_overs.html", context)


@door(signed_in, methods=("GET", "POST"))
@once
def new_hand_over(request: HttpRequest) -> HttpResponse:
    """What somebody holds, to whom it goes; nothing moves before the button is pressed."""
    number = request.GET.get("person", "")
    giver = (
        Person.objects.filter(pk=int(number)).first()
        if number.isascii() and number.isdigit() and len(number) < 18
        else None
    )
    if giver is None or not can_hand_over(request.user, giver):
        raise Http404
    form = HandOverForm(
        request.POST if request.method == "POST" else None, giver=giver, initial={"taker": superior_of(giver)}
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = begin_hand_over(by=me(request), giver=giver, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            return redirect(made)
    held = holdings_of(me(request), giver)
    context = {"giver": giver, "held": held, "form": form, "crumbs": _crumbs((giver.name, ""))}
    return render(request, "ownership/new_hand_over.html", context, status=422 if form.errors else 200)


def _seen(request: HttpRequest, hand_over_id: int) -> HandOver:
    rows = HandOver.objects.visible_to(request.user).select_related("giver", "taker", "begun_by")
    found = rows.filter(pk=hand_over_id).first()
    if found is None:
        raise Http404
    return found


@door(signed_in)
def hand_over(request: HttpRequest, hand_over_id: int) -> HttpResponse:
    """The account: what moved, by name where the reader may see it; it looks again by itself while work is under way."""
    one = _seen(request, hand_over_id)
    context = {
        "one": one,
        "account": account_of(me(request), one),
        "may_undo": can_hand_over(request.user, one.giver) and one.done_at is not None and one.undone_at is None,
        "crumbs": _crumbs((f"{one.giver.name} → {one.taker.name}", "")),
    }
    template = "ownership/hand_over.html#body" if request.headers.get("HX-Request") else "ownership/hand_over.html"
    return render(request, template, context)


@door(signed_in, methods=("POST",))
@once
def undoing(request: HttpRequest, hand_over_id: int) -> HttpResponse:
    """Everything goes home that nobody touched since."""
    one = _seen(request, hand_over_id)
    try:
        back = undo_hand_over(by=me(request), hand_over=one)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(
            request, _("%(n)d things are back with %(name)s.") % {"n": back.total(), "name": one.giver.name}
        )
    return redirect(one)
