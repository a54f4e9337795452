"""Who works on an opportunity together."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tongxin.collab.people.models import Person


class TeamForm(forms.Form):
    """A colleague, and as what."""

    person = forms.ModelChoiceField(label=_("Colleague"), queryset=Person.objects.none(), empty_label=None)
    part = forms.CharField(
        label=_("As what"), max_length=40, required=False, help_text=_("Such as: technical solution, quote, delivery"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Any: Django's
        super().__init__(*args, **kwargs)
        field: forms.ModelChoiceField[Any] = self.fields["person"]  # type: ignore[assignment]  # declared above
        field.queryset = Person.objects.active().by_name()
