"""What everyone decides for themselves: profile, appearance, password, sessions, tokens."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override

from tongxin.base.clock import now
from tongxin.base.web.doors import door, signed_in
from tongxin.collab.people.actions import (
    change_own_settings,
    create_token,
    end_session,
    end_sessions,
    revoke_token,
    set_password,
)
from tongxin.collab.people.forms import ChangePasswordForm, ProfileForm, TokenForm
from tongxin.collab.people.models import Person, Token
from tongxin.collab.people.policies import me
from tongxin.collab.people.queries import second_factor_of, sessions_of
from tongxin.collab.people.views.old_password import check_old_password


def _page(
    request: HttpRequest,
    *,
    profile: forms.Form | None = None,
    password: forms.Form | None = None,
    token: forms.Form | None = None,
    secret: str = "",
) -> HttpResponse:
    """The whole page, with one of its forms as somebody filled it in."""
    person = me(request)
    own = {name: getattr(person, name) for name in ("name", "phone", "language", "time_zone", "has_hotkeys")}
    context: dict[str, Any] = {  # Any: template context
        "crumbs": [{"title": _("Settings"), "url": "/settings/"}, {"title": _("My settings"), "url": ""}],
        "profile": profile or ProfileForm(initial=own),
        "password": password or ChangePasswordForm(person=person),
        "token": token or TokenForm(),
        "tokens": Token.objects.filter(person=person, revoked_at=None).order_by("-id"),
        "alive": set(Token.objects.alive(now()).filter(person=person).values_list("pk", flat=True)),
        "sessions": sessions_of(person, at=now()),
        "this_session": request.session.session_key,
        "person": person,
        "second_factor": second_factor_of(person),
        "themes": [("light", _("Light")), ("dark", _("Dark")), ("system", _("As the system"))],
        "chosen_theme": person.theme or "system",
        "densities": Person.Density.choices,
        "secret": secret,
    }
    is_wrong = any(form is not None and form.errors for form in (profile, password, token))
    return render(request, "people/my_settings.html", context, status=422 if is_wrong else 200)


@door(signed_in, methods=("GET", "POST"))
def my_settings(request: HttpRequest) -> HttpResponseBase:
    """Name, phone, language, time zone, shortcuts."""
    if request.method != "POST":
        return _page(request)
    form = ProfileForm(request.POST)
    if form.is_valid():
        try:
            person = change_own_settings(by=me(request), **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            with override(person.language):
                messages.success(request, _("Saved"))
            return redirect("my-settings")
    return _page(request, profile=form)


@door(signed_in, methods=("POST",))
def my_password(request: HttpRequest) -> HttpResponseBase:
    """Change one's password: everything else that was signed in ends, this session goes on."""
    form = ChangePasswordForm(request.POST, person=me(request))
    if form.is_valid() and check_old_password(request, form):
        set_password(by=me(request), person=me(request), password=form.cleaned_data["password"])
        update_session_auth_hash(request, me(request))
        messages.success(request, _("New password saved. All other sessions and tokens have ended."))
        return redirect("my-settings")
    return _page(request, password=form)


@door(signed_in, methods=("POST",))
def my_sessions(request: HttpRequest) -> HttpResponseBase:
    """End everything that is signed in as me, but for this session."""
    end_sessions(by=me(request), person=me(request))
    update_session_auth_hash(request, me(request))
    messages.success(request, _("All other sessions and tokens have ended."))
    return redirect("my-settings")


@door(signed_in, methods=("POST",))
def session_ending(request: HttpRequest, mark: str) -> HttpResponseBase:
    """End one of my other sessions; of this one I sign out."""
    others = [one for one in sessions_of(me(request), at=now()) if one.session_id != request.session.session_key]
    session = next((one for one in others if one.mark == mark), None)
    if session is None:
        raise Http404
    end_session(by=me(request), session=session)
    messages.success(request, _("Signed out on %(device)s.") % {"device": session.device})
    return redirect("my-settings")


@door(signed_in, methods=("POST",))
def my_tokens(request: HttpRequest) -> HttpResponseBase:
    """Make a token; its secret is on the answer and nowhere else."""
    form = TokenForm(request.POST)
    if not form.is_valid():
        return _page(request, token=form)
    given = form.cleaned_data
    try:
        _token, secret = create_token(
            by=me(request),
            person=me(request),
            name=given["name"],
            scopes=["read", "write"] if given["scope"] == "write" else ["read"],
            expires_at=now() + timedelta(days=given["days"]),
        )
    except ValidationError as error:
        form.add_error("name", error)
        return _page(request, token=form)
    return _page(request, secret=secret)


@door(signed_in, methods=("POST",))
def token_revocation(request: HttpRequest, number: int) -> HttpResponseBase:
    """Take one of my tokens back."""
    token = get_object_or_404(Token.objects.filter(person=me(request)), pk=number)
    revoke_token(by=me(request), token=token)
    messages.success(request, _("“%(name)s” has ended.") % {"name": token.name})
    return redirect("my-settings")
