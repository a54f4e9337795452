"""Checks what someone typed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongxin.collab.people.models import Person


class RemarkForm(forms.Form):
    """Something to say, and to whom."""

    text = forms.CharField(
        label=pgettext_lazy("remark", "What you want to say"),
        max_length=4000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Write @ and a name, or choose below who should read it."),
    )
    to = forms.ModelMultipleChoiceField(
        label=pgettext_lazy("remark", "To whom"), queryset=Person.objects.none(), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Any: Django's own
        super().__init__(*args, **kwargs)
        chosen: forms.ModelMultipleChoiceField[Person] = self.fields["to"]  # type: ignore[assignment]  # declared above
        chosen.queryset = Person.objects.active().by_name()
