"""Fields of requests, and their values as a flow keeps them."""

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from tongxin.base.money import InvalidMoney, parse_money
from tongxin.collab.people.models import Person

AREA = {"rows": 3}


class ColleagueField(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django's classes take no arguments at run time
    """One of the people who work here."""

    def __init__(self, **kwargs: Any) -> None:  # Any: a form field's own arguments
        kwargs.setdefault("empty_label", _("Choose a colleague"))
        super().__init__(queryset=Person.objects.active().by_name(), **kwargs)


class ColleaguesField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # as above
    """Some of them."""

    def __init__(self, *, among: Collection[int] | None = None, **kwargs: Any) -> None:  # Any: as above
        people = Person.objects.active().by_name()
        size = forms.SelectMultiple(attrs={"size": 6})
        super().__init__(queryset=people if among is None else people.filter(pk__in=among), widget=size, **kwargs)


class FilesInput(forms.ClearableFileInput):
    """Several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Some files, or none."""

    def __init__(self, **kwargs: Any) -> None:  # Any: as above
        super().__init__(widget=FilesInput(), **kwargs)

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[Any]]":  # Any: what the widget found
        """Each of them."""
        one = super().clean
        return [one(each, initial) for each in (data or [])] if isinstance(data, list | tuple) else []


class NumberField(forms.DecimalField):
    """A number as people type it: 4180, 4,180, 50.2万, 1.2亿."""

    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:  # Any: as above
        super().__init__(widget=forms.TextInput(attrs={"inputmode": "decimal"}), **kwargs)

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]  # Any: what was typed; the stubs take it for a whole number
        """Plain figures as they are, others read as an amount. Raises ValidationError."""
        try:
            return super().to_python(value)
        except forms.ValidationError:
            try:
                return parse_money(str(value)).amount
            except InvalidMoney as error:
                raise forms.ValidationError(_("Type a number, such as 4180 or 50.2万.")) from error


def made(field: Mapping[str, Any]) -> forms.Field:  # Any: JSON values
    """The form field of one of a flow's fields."""
    shared: dict[str, Any] = {"label": field["label"], "required": bool(field.get("required"))}  # Any: as above
    kind = field["type"]
    if kind == "number":
        return NumberField(max_digits=16, decimal_places=4, **shared)
    if kind == "date":
        return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **shared)
    if kind == "choice":
        return forms.ChoiceField(choices=[("", "—"), *((one, one) for one in field.get("choices", []))], **shared)
    if kind == "person":
        return ColleagueField(**shared)
    if kind == "long":
        return forms.CharField(max_length=2000, widget=forms.Textarea(attrs=AREA), **shared)
    return forms.CharField(max_length=200, **shared)


def plain(value: Any) -> Any:  # Any: a cleaned value, a JSON value
    """As it is kept: numbers and days as text, people by number."""
    if isinstance(value, Person):
        return value.pk
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return value if isinstance(value, str) else f"{value.normalize():f}" if hasattr(value, "normalize") else value


def values_in(cleaned: Mapping[str, Any]) -> dict[str, Any]:  # Any: cleaned values, JSON values
    """Values of facts, by their names."""
    given = {name.removeprefix("value_"): value for name, value in cleaned.items() if name.startswith("value_")}
    return {name: "" if value is None else plain(value) for name, value in given.items()}


def chosen_in(cleaned: Mapping[str, Any]) -> dict[str, list[int]]:  # Any: cleaned values
    """People chosen for steps, by the key of the step."""
    named = {name.removeprefix("chosen_"): people for name, people in cleaned.items() if name.startswith("chosen_")}
    return {key: [one.pk for one in people] for key, people in named.items() if people}
