"""What people type while setting up."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from tongxin.collab.people.models import Person


class CompanyForm(forms.Form):
    """The firm and its first person."""

    company = forms.CharField(
        label=_("Company name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "organization", "autofocus": True}),
    )
    name = forms.CharField(label=_("Your name"), max_length=50, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(
        label=_("Your e-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
        help_text=_("You sign in with it."),
    )
    password = forms.CharField(
        label=_("Choose a password"),
        max_length=1024,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}, render_value=False),
        help_text=_("At least 8 characters. A short sentence is easy to remember and hard to guess."),
    )

    def clean(self) -> dict[str, Any]:  # Any: field values
        """The password is neither too common nor too much like the name."""
        given = super().clean() or {}
        if "password" in given:
            try:
                validate_password(given["password"], Person(name=given.get("name", ""), email=given.get("email", "")))
            except forms.ValidationError as error:
                self.add_error("password", error)
        return given
