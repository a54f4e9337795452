"""What people type about themselves."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongxin.base.time_zones import time_zones
from tongxin.collab.people.models import Person

LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]


class SignInForm(forms.Form):
    """Mail and password."""

    email = forms.CharField(
        label=_("E-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "username", "autofocus": True, "inputmode": "email"}),
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=1024,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


_CODE = {"autocomplete": "one-time-code", "inputmode": "numeric", "autocapitalize": "off", "spellcheck": "false"}


class CodeForm(forms.Form):
    """A code of the app, or a recovery code."""

    code = forms.CharField(
        label=pgettext_lazy("second factor", "Code"),
        max_length=40,
        help_text=_("Six figures from your authenticator app, or one of your recovery codes."),
        widget=forms.TextInput(attrs={**_CODE, "autofocus": True}),
    )
    trusts = forms.BooleanField(
        label=_("Trust this browser for 30 days"),
        required=False,
        help_text=_("It asks for the password alone. Not on a computer that others use."),
    )


class ConfirmingForm(forms.Form):
    """The first code of a new app."""

    code = forms.CharField(
        label=_("Code that the app shows"), max_length=40, widget=forms.TextInput(attrs={**_CODE, "autofocus": True})
    )


class OldPasswordForm(forms.Form):
    """What changes a way in asks for first."""

    old = forms.CharField(
        label=_("Current password"),
        max_length=1024,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class NewPasswordForm(forms.Form):
    """A password of one's own."""

    password = forms.CharField(
        label=_("New password"),
        max_length=1024,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 8 characters. A short sentence is easy to remember and hard to guess."),
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:  # Any: as in Django's own signature
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_password(self) -> str:
        """Neither too short nor too common nor too much like the name."""
        password: str = self.cleaned_data["password"]
        validate_password(password, self.person)
        return password


class ChangePasswordForm(NewPasswordForm):
    """A new password, given by somebody who knows the old one."""

    old = forms.CharField(
        label=_("Current password"),
        max_length=1024,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    field_order = ("old", "password")


class ProfileForm(forms.Form):
    """What everyone decides for themselves."""

    name = forms.CharField(
        label=pgettext_lazy("person", "Name"), max_length=50, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    phone = forms.CharField(
        label=_("Phone"), max_length=32, required=False, widget=forms.TextInput(attrs={"autocomplete": "tel"})
    )
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)
    time_zone = forms.ChoiceField(label=_("Time zone"), required=False)
    has_hotkeys = forms.BooleanField(
        label=_("Single-letter shortcuts"),
        required=False,
        help_text=_("N for a quick entry, / for the filter, ? for the whole list. They rest while you type."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Any: as in Django's own signature
        super().__init__(*args, **kwargs)
        zone = self.fields["time_zone"]
        zone.choices = [("", _("As the firm")), *time_zones()]  # type: ignore[attr-defined]  # a ChoiceField


class TokenForm(forms.Form):
    """A key for a program."""

    name = forms.CharField(label=_("What is it for?"), max_length=80)
    scope = forms.ChoiceField(
        label=_("It may"), choices=[("read", _("Only read")), ("write", _("Read and change"))], initial="read"
    )
    days = forms.TypedChoiceField(
        label=_("It ends"),
        coerce=int,
        initial=365,
        choices=[(30, _("After 30 days")), (90, _("After 90 days")), (365, _("After a year"))],
    )
