"""Signing in and out, and the page behind an invitation."""

from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from tongxin.base.web.doors import anyone, door
from tongxin.collab.people.actions import (
    HalfwayOver,
    InvitationUsed,
    TooManyGuesses,
    WrongCode,
    WrongCredentials,
    accept_invitation,
    ask_for_code,
    begin_session,
    finish_sign_in,
    invited_person,
    person_halfway,
    remember_device,
    sign_in,
    sign_out,
)
from tongxin.collab.people.forms import CodeForm, NewPasswordForm, SignInForm
from tongxin.collab.people.models import Person
from tongxin.collab.people.policies import coming_in
from tongxin.collab.people.queries import has_second_factor


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
                return _come_in(request, person, wanted) if person else _code_page(wanted)
        status = max(status, 422)
    elif _is_unfounded():
        return redirect("setup")
    return render(request, "people/sign_in.html", {"form": form, "next": wanted}, status=status)


def _come_in(request: HttpRequest, person: Person, wanted: str, mark: str = "") -> HttpResponseBase:
    answer = redirect(wanted)
    remember_device(request=request, response=answer, person=person, mark=mark)
    return answer


def _code_page(wanted: str) -> HttpResponseBase:
    return redirect(f"{reverse('sign-in-code')}?{urlencode({'next': wanted})}")


@door(anyone, methods=("GET", "POST"))
def sign_in_code(request: HttpRequest) -> HttpResponseBase:
    """The second step: a code of the app or a recovery code. Without a right password before, one is sent back to it."""
    wanted = next_page(request, request.POST.get("next", "") or request.GET.get("next", ""))
    if request.user.is_authenticated:
        return redirect(wanted)
    form = CodeForm(request.POST or None)
    status = 422 if request.method == "POST" else 200
    try:
        person_halfway(request)
        if request.method == "POST" and form.is_valid():
            person, mark = finish_sign_in(request=request, **form.cleaned_data)
            return _come_in(request, person, wanted, mark)
    except HalfwayOver as error:
        messages.warning(request, str(error))
        return redirect(f"{reverse('login')}?{urlencode({'next': wanted})}")
    except (WrongCode, TooManyGuesses) as error:
        form.add_error("code", str(error))
        status = 429 if isinstance(error, TooManyGuesses) else 422
    return render(request, "people/sign_in_code.html", {"form": form, "next": wanted}, status=status)


@door(coming_in, methods=("POST",))
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
            if has_second_factor(person):  # a link stands for the password and for nothing else
                ask_for_code(request=request, person=person)
                return _code_page(settings.LOGIN_REDIRECT_URL)
            begin_session(request=request, person=person)
            return _come_in(request, person, settings.LOGIN_REDIRECT_URL)
    except InvitationUsed as error:
        return _refused(request, error)
    context: dict[str, Any] = {"form": form, "person": person}  # Any: template context
    return render(request, "people/welcome.html", context, status=422 if form.errors else 200)
