"""Signing in and out, and the page behind an invitation."""

from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.http import url_has_allowed_host_and_scheme

from tongxin.base.web.doors import anyone, door, signed_in
from tongxin.collab.people.actions import (
    InvitationUsed,
    TooManyGuesses,
    WrongCredentials,
    accept_invitation,
    begin_session,
    invited_person,
    remember_device,
    sign_in,
    sign_out,
)
from tongxin.collab.people.forms import NewPasswordForm, SignInForm
from tongxin.collab.people.models import Person


def next_page(request: HttpRequest, wanted: str) -> str:
    """Where to go on: the wanted address if it is one of ours, else the first page."""
    is_ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if wanted and is_ours else settings.LOGIN_REDIRECT_URL


def _is_unfounded() -> bool:
    try:
        reverse("setup")
    except NoReverseMatch:
        return False
    return not Person.objects.exists()


@door(anyone, methods=("GET", "POST"))
def sign_in_page(request: HttpRequest) -> HttpResponseBase:
    """Mail and password; which of them was wrong is not said."""
    wanted = next_page(request, request.POST.get("next", "") or request.GET.get("next", ""))
    if request.user.is_authenticated:
        return redirect(wanted)
    form = SignInForm(request.POST or None)
    status = 200
    if request.method == "POST":
        if form.is_valid():
            try:
                person = sign_in(request=request, **form.cleaned_data)
            except (WrongCredentials, TooManyGuesses) as error:
                form.add_error(None, str(error))
                status = 429 if isinstance(error, TooManyGuesses) else 422
            else:
                answer = redirect(wanted)
                remember_device(request=request, response=answer, person=person)
                return answer
        status = max(status, 422)
    elif _is_unfounded():
        return redirect("setup")
    return render(request, "people/sign_in.html", {"form": form, "next": wanted}, status=status)


@door(signed_in, methods=("POST",))
def sign_out_page(request: HttpRequest) -> HttpResponseBase:
    """End this session."""
    sign_out(request=request, by=cast(Person, request.user))
    return redirect("login")


def _refused(request: HttpRequest, error: InvitationUsed) -> HttpResponse:
    return render(request, "people/welcome_gone.html", {"reason": str(error)}, status=410)


@door(anyone, methods=("GET", "POST"))
def welcome(request: HttpRequest, secret: str) -> HttpResponseBase:
    """Choose a password through a link, and be signed in."""
    try:
        person = invited_person(secret)
        form = NewPasswordForm(request.POST or None, person=person)
        if request.method == "POST" and form.is_valid():
            person = accept_invitation(secret=secret, password=form.cleaned_data["password"])
            begin_session(request=request, person=person)
            answer = redirect(settings.LOGIN_REDIRECT_URL)
            remember_device(request=request, response=answer, person=person)
            return answer
    except InvitationUsed as error:
        return _refused(request, error)
    context: dict[str, Any] = {"form": form, "person": person}  # Any: template context
    return render(request, "people/welcome.html", context, status=422 if form.errors else 200)
