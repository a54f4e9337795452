"""What people type while setting up."""

import re
from typing import Any, cast

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongxin.collab.access.models import Role
from tongxin.collab.access.queries import usual_role
from tongxin.collab.people.models import Person
from tongxin.project.wizard.packs import PACKS

MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
BETWEEN = re.compile(r"[<>()（）【】\[\]\"'，,;；:：|\t]+")


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


class PacksForm(forms.Form):
    """How the firm sells: none, one or several."""

    packs = forms.MultipleChoiceField(required=False, choices=[(pack.key, pack.title) for pack in PACKS])


class ColleagueForm(forms.Form):
    """One colleague; an empty line is no mistake."""

    name = forms.CharField(label=pgettext_lazy("person", "Name"), max_length=50, required=False)
    email = forms.EmailField(label=_("E-mail"), max_length=254, required=False)
    role = forms.ModelChoiceField(label=_("Role"), queryset=Role.objects.none(), required=False, empty_label=None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Any: as in Django's own signature
        super().__init__(*args, **kwargs)
        role = cast("forms.ModelChoiceField[Role]", self.fields["role"])
        role.queryset = Role.objects.order_by("is_administrator", "id")
        role.initial = usual_role()
        self.empty_permitted, self.use_required_attribute = True, False

    def clean(self) -> dict[str, Any]:  # Any: field values
        """A name needs an address and an address a name; nobody has it yet."""
        given = super().clean() or {}
        name, email = given.get("name", ""), given.get("email", "")
        if name and not email and "email" not in self.errors:
            self.add_error("email", _("Their e-mail is missing."))
        if email and not name:
            self.add_error("name", _("Their name is missing."))
        if email and Person.objects.filter(email=email.lower()).exists():
            self.add_error("email", _("Signs in here already."))
        return given

    @property
    def is_filled(self) -> bool:
        """Whether somebody stands on this line."""
        return bool(self.cleaned_data.get("email"))


ColleagueForms = forms.formset_factory(ColleagueForm, extra=0, max_num=200)


class ListForm(forms.Form):
    """A pasted list: on each line a name and an address, in whatever order and with whatever between them."""

    pasted = forms.CharField(
        label=_("Or paste a list"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One person a line: name and e-mail. Straight from a sheet is fine."),
    )

    def clean_pasted(self) -> list[tuple[str, str]]:
        """Names and addresses. A line without an address is shown, not dropped."""
        found, unread = [], []
        for line in self.cleaned_data["pasted"].splitlines():
            mail = MAIL.search(line)
            name = BETWEEN.sub(" ", MAIL.sub(" ", line)).strip()
            if mail and name:
                found.append((name[:50], mail.group()))
            elif line.strip():
                unread.append(line.strip()[:40])
        if unread:
            raise forms.ValidationError(
                _("A name and an e-mail are needed on each line. I couldn't read: %(lines)s")
                % {"lines": " / ".join(unread[:5])}
            )
        return found
