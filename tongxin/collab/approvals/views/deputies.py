"""Who acts for me while I am away."""

from datetime import datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.web.doors import door, signed_in
from tongxin.base.web.refusing import refuse
from tongxin.collab.approvals.actions import delegate, end_delegation
from tongxin.collab.approvals.forms.caring import DeputyForm
from tongxin.collab.approvals.models import Delegation
from tongxin.collab.jobs.actions.once_views import once
from tongxin.collab.people.policies import me


@door(signed_in, methods=("GET", "POST"))
@once
def deputies(request: HttpRequest) -> HttpResponse:
    """Who acts for me, and for whom I act; a new deputy for some days."""
    person = me(request)
    today = timezone.localdate(now())
    form = DeputyForm(request.POST if request.method == "POST" else None, initial={"first": today, "last": today})
    if request.method == "POST" and form.is_valid():
        try:
            delegate(
                by=person,
                person=person,
                to=form.cleaned_data["to"],
                starts_at=_midnight(form.cleaned_data["first"]),
                ends_at=_midnight(form.cleaned_data["last"] + timedelta(days=1)),
            )
        except ValidationError as error:
            refuse(form, error, otherwise="last")
        else:
            return redirect("deputies")
    rows = Delegation.objects.filter(ended_at=None, ends_at__gt=now()).select_related("person", "to")
    context = {
        "form": form,
        "rows": rows.filter(Q(person=person) | Q(to=person)).order_by("starts_at", "id"),
        "person": person,
        "crumbs": [{"title": _("Approvals"), "url": reverse("approvals")}, {"title": _("Deputies"), "url": ""}],
    }
    return render(request, "approvals/deputies.html", context, status=422 if form.errors else 200)


def _midnight(day: object) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))  # type: ignore[arg-type]  # noqa: DTZ001  # a cleaned day, made aware here


@door(signed_in, methods=("POST",))
def ending(request: HttpRequest, delegation_id: int) -> HttpResponse:
    """From now on I decide myself."""
    found = Delegation.objects.filter(pk=delegation_id, person=me(request)).select_related("person", "to").first()
    if found is None:
        raise Http404
    end_delegation(by=me(request), delegation=found)
    return redirect("deputies")
