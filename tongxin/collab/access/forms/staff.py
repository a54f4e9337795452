"""People and their posts."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongxin.collab.access.models import Role
from tongxin.collab.access.queries import firm_tree
from tongxin.collab.org.models import Unit
from tongxin.collab.people.models import Person

LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
Values = dict[str, Any]  # Any: field values


class UnitField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic only in the stubs
    """An open unit, shown with the room in front that its depth asks for."""

    def __init__(self, **kwargs: Any) -> None:  # Any: as in Django's own signature
        super().__init__(queryset=Unit.objects.none(), **kwargs)

    def offer(self, without: Unit | None = None) -> None:
        """Fill the list, leaving out a unit and everything under it."""
        branches = [branch for branch in firm_tree() if without is None or not branch.unit.is_below(without)]
        self.queryset = Unit.objects.open()
        if without is not None:
            self.queryset = self.queryset.exclude(path__startswith=without.path)
        blank = [] if self.required else [("", "—")]
        self.choices = [*blank, *((branch.unit.pk, f"{branch.indent}{branch.unit.name}") for branch in branches)]


class StaffForm(forms.Form):
    """Who somebody is, and what they may do."""

    name = forms.CharField(label=pgettext_lazy("person", "Name"), max_length=50)
    email = forms.EmailField(label=_("E-mail"), max_length=254, help_text=_("They sign in with it."))
    phone = forms.CharField(label=_("Phone"), max_length=32, required=False)
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)
    roles = forms.ModelMultipleChoiceField(
        label=_("Roles"),
        queryset=Role.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Rights of several roles add up. Without a role one sees nothing."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Any: as in Django's own signature
        super().__init__(*args, **kwargs)
        self.fields["roles"].queryset = Role.objects.order_by("-is_administrator", "id")  # type: ignore[attr-defined]  # a ModelMultipleChoiceField


class NewcomerForm(StaffForm):
    """Somebody who joins, with a first post."""

    version = None  # type: ignore[assignment]  # Django's way of leaving a field out
    phone = None  # type: ignore[assignment]  # as above
    unit = UnitField(label=_("Unit"))
    title = forms.CharField(label=_("Post"), max_length=60, required=False)
    is_head = forms.BooleanField(label=_("Leads the unit"), required=False)
    password = forms.CharField(
        label=_("Password"),
        max_length=1024,
        strip=False,
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Leave it empty, and you get a link by which they choose one themselves."),
    )
    field_order = ("name", "email", "unit", "title", "is_head", "roles", "language", "password")

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Any: as above
        super().__init__(*args, **kwargs)
        self.fields["unit"].offer()  # type: ignore[attr-defined]  # a UnitField

    def clean_password(self) -> str | None:
        """A password given by hand follows the same rules as one's own."""
        password: str = self.cleaned_data["password"]
        if password:
            given = self.cleaned_data
            validate_password(password, Person(name=given.get("name", ""), email=given.get("email", "")))
        return password or None


class LostFactorForm(forms.Form):
    """Why somebody's second factor is taken away."""

    reason = forms.CharField(
        label=pgettext_lazy("second factor", "Reason"),
        max_length=200,
        help_text=_("The person reads it. Make sure that it is really them who asks."),
    )


class PostForm(forms.Form):
    """Where somebody works, and under whom."""

    unit = UnitField(label=_("Unit"))
    title = forms.CharField(label=_("Post"), max_length=60, required=False)
    reports_to = forms.ModelChoiceField(
        label=_("Reports to"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=_("The head of the unit"),
    )
    is_head = forms.BooleanField(label=_("Leads the unit"), required=False)
    is_main = forms.BooleanField(
        label=_("Main post"), required=False, help_text=_("New customers get the unit of the main post.")
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:  # Any: as above
        super().__init__(*args, **kwargs)
        self.fields["unit"].offer()  # type: ignore[attr-defined]  # a UnitField
        superiors = Person.objects.active().exclude(pk=person.pk).by_name()
        self.fields["reports_to"].queryset = superiors  # type: ignore[attr-defined]  # a ModelChoiceField
