"""One's own second factor: set it up, print recovery codes, take another app, switch it off."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.one_time_codes import app_address
from tongxin.base.ui.qr import qr_drawing
from tongxin.base.web.doors import door
from tongxin.collab.people.actions import (
    begin_second_factor,
    confirm_second_factor,
    forget_browsers,
    make_recovery_codes,
    switch_off_second_factor,
)
from tongxin.collab.people.forms import ConfirmingForm, OldPasswordForm
from tongxin.collab.people.models import RecoveryCode, SecondFactor, TrustedBrowser
from tongxin.collab.people.policies import coming_in, me
from tongxin.collab.people.views.old_password import check_old_password

_GROUP = 4  # letters of the key that stand together, so that it can be typed by hand


def _page(
    request: HttpRequest,
    *,
    old: forms.Form | None = None,
    confirming: forms.Form | None = None,
    codes: list[str] | None = None,
) -> HttpResponse:
    """The whole page, with one of its forms as somebody filled it in, or with new recovery codes, which are shown once."""
    person, is_owed = me(request), getattr(request, "owes_second_factor", False)
    factor = SecondFactor.objects.filter(person=person).first()
    context: dict[str, Any] = {  # Any: template context
        "crumbs": [
            {"title": _("Settings"), "url": "/settings/"},
            {"title": _("My settings"), "url": reverse("my-settings")},
            {"title": _("Two-step verification"), "url": ""},
        ],
        "frame": "ui/focus.html" if is_owed and not codes else "ui/settings.html",
        "is_owed": is_owed,
        "is_demanded": getattr(request, "must_have_second_factor", False),
        "person": person,
        "factor": factor if factor and factor.confirmed_at else None,
        "old": old or OldPasswordForm(),
        "confirming": confirming or ConfirmingForm(),
        "codes": codes,
        "codes_left": RecoveryCode.objects.filter(person=person, used_at=None).count(),
        "browsers": TrustedBrowser.objects.living(now()).filter(person=person).count(),
    }
    if factor and factor.is_being_set_up(now()) and not codes:
        key = factor.next_key.reveal()
        address = app_address(key, issuer=f"Tongxin ({request.get_host()})", account=person.email)
        drawing = qr_drawing(address, _("QR code for your authenticator app"))
        shown = " ".join(key[at : at + _GROUP] for at in range(0, len(key), _GROUP))
        context |= {"key": shown, "drawing": drawing, "address": address}
    is_wrong = any(form is not None and form.errors for form in (old, confirming))
    return render(request, "people/second_factor.html", context, status=422 if is_wrong else 200)


def _knows_password(request: HttpRequest, form: OldPasswordForm) -> bool:
    return form.is_valid() and check_old_password(request, form)


@door(coming_in)
def second_factor(request: HttpRequest) -> HttpResponseBase:
    """How things stand; while a new app is being set up, its QR code and key."""
    return _page(request)


@door(coming_in, methods=("POST",))
def new_key(request: HttpRequest) -> HttpResponseBase:
    """Begin with an app, or with another one."""
    form = OldPasswordForm(request.POST)
    if not _knows_password(request, form):
        return _page(request, old=form)
    begin_second_factor(by=me(request))
    return redirect("second-factor")


@door(coming_in, methods=("POST",))
def confirmation(request: HttpRequest) -> HttpResponseBase:
    """The app shows the right code: from now on it counts. Recovery codes are on the answer and nowhere else."""
    form = ConfirmingForm(request.POST)
    if not form.is_valid():
        return _page(request, confirming=form)
    try:
        codes = confirm_second_factor(by=me(request), code=form.cleaned_data["code"])
    except ValidationError as error:
        form.add_error("code", error)
        return _page(request, confirming=form)
    return _page(request, codes=codes)


@door(coming_in, methods=("POST",))
def codes(request: HttpRequest) -> HttpResponseBase:
    """Ten new recovery codes; the old ones end."""
    form = OldPasswordForm(request.POST)
    if not _knows_password(request, form):
        return _page(request, old=form)
    try:
        fresh = make_recovery_codes(by=me(request))
    except ValidationError as error:
        form.add_error(None, error)
        return _page(request, old=form)
    return _page(request, codes=fresh)


@door(coming_in, methods=("POST",))
def browsers(request: HttpRequest) -> HttpResponseBase:
    """Trust no browser any more."""
    forget_browsers(by=me(request))
    messages.success(request, _("Every browser asks for a code again."))
    return redirect("second-factor")


@door(coming_in, methods=("POST",))
def end(request: HttpRequest) -> HttpResponseBase:
    """Switch it off."""
    form = OldPasswordForm(request.POST)
    if not _knows_password(request, form):
        return _page(request, old=form)
    switch_off_second_factor(by=me(request))
    messages.success(request, _("Two-step verification is off."))
    return redirect("second-factor")
