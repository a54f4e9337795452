"""Asking for the password of whoever is signed in."""

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _

from tongxin.collab.people.actions import DEVICE_COOKIE, TooManyGuesses, WrongCredentials, check_credentials
from tongxin.collab.people.policies import me


def check_old_password(request: HttpRequest, form: forms.Form) -> bool:
    """Whether `old` is right, asked through the same limit as signing in, so that an open session is no way to guess."""
    try:
        address = request.META.get("REMOTE_ADDR", "")
        device = request.COOKIES.get(DEVICE_COOKIE, "")
        check_credentials(email=me(request).email, password=form.cleaned_data["old"], address=address, device=device)
    except WrongCredentials:
        form.add_error("old", _("This is not your current password."))
    except TooManyGuesses as error:
        form.add_error("old", str(error))
    return form.is_valid()
