"""Privacy of one customer: what it allows, and whether it must be kept."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.web.doors import door, signed_in
from tongxin.base.web.refusing import refuse
from tongxin.collab.files.actions import store_file
from tongxin.collab.jobs.actions.once_views import once
from tongxin.collab.people.policies import me
from tongxin.directory.parties.models import Party
from tongxin.directory.privacy.actions import begin_hold, end_hold, note_consent
from tongxin.directory.privacy.forms import ConsentForm, HoldForm
from tongxin.directory.privacy.models import Consent, LegalHold
from tongxin.directory.privacy.policies import can_keep_privacy
from tongxin.directory.privacy.queries import holds_of, standings_of
from tongxin.directory.privacy.views.loading import seen_party


@door(signed_in, methods=("GET", "POST"))
@once
def customer_privacy(request: HttpRequest, party_id: int) -> HttpResponse:
    """What the customer allows, entry by entry; another entry."""
    party = seen_party(request, party_id)
    if request.method == "GET":
        return _page(request, party, ConsentForm())
    form = ConsentForm(request.POST, request.FILES)
    if form.is_valid() and _note(request, party, form):
        messages.success(request, _("Noted. It holds from now on."))
        return redirect("customer_privacy", party.pk)
    return _page(request, party, form, status=422)


@door(signed_in, methods=("POST",))
@once
def customer_hold(request: HttpRequest, party_id: int) -> HttpResponse:
    """Order that the record be kept."""
    party = seen_party(request, party_id)
    if not can_keep_privacy(request.user):
        raise PermissionDenied
    form = HoldForm(request.POST)
    if form.is_valid():
        try:
            begin_hold(by=me(request), party=party, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("It will be kept until you end this."))
            return redirect("customer_privacy", party.pk)
    return _page(request, party, ConsentForm(), hold_form=form, status=422)


@door(signed_in, methods=("POST",))
def hold_end(request: HttpRequest, hold_id: int) -> HttpResponse:
    """It need not be kept any longer."""
    hold = LegalHold.objects.filter(pk=hold_id, party__in=Party.objects.visible_to(request.user).values("pk")).first()
    if hold is None:
        raise Http404
    end_hold(by=me(request), hold=hold)
    messages.success(request, _("It need not be kept for this reason any more."))
    return redirect("customer_privacy", hold.party_id)


def _note(request: HttpRequest, party: Party, form: ConsentForm) -> bool:
    given = dict(form.cleaned_data)
    upload = given.pop("upload")
    try:
        with transaction.atomic():
            file = store_file(by=me(request), upload=upload) if upload else None
            note_consent(by=me(request), party=party, file=file, **given)
    except ValidationError as error:
        refuse(form, error)
        return False
    return True


def _page(
    request: HttpRequest, party: Party, form: ConsentForm, *, hold_form: HoldForm | None = None, status: int = 200
) -> HttpResponse:
    entries = list(Consent.objects.filter(party=party).select_related("noted_by", "file").latest_first()[:200])
    context: dict[str, Any] = {  # Any: template context
        "party": party,
        "form": form,
        "standings": standings_of(entries, timezone.localdate(now())),
        "entries": entries,
        "may_keep": can_keep_privacy(request.user),
        "holds": holds_of(party.pk) if can_keep_privacy(request.user) else [],
        "hold_form": hold_form or HoldForm(auto_id="hold_%s"),
        "crumbs": [{"title": party.called, "url": party.get_absolute_url()}, {"title": _("Privacy"), "url": ""}],
    }
    return render(request, "privacy/customer.html", context, status=status)
