"""What people type about who keeps what."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tongxin.collab.people.models import Person
from tongxin.directory.ownership.models import Kind


class HandOverForm(forms.Form):
    """To whom, and what."""

    taker = forms.ModelChoiceField(label=_("Who takes over"), queryset=Person.objects.none())
    kinds = forms.MultipleChoiceField(
        label=_("What goes over"), choices=Kind.choices, widget=forms.CheckboxSelectMultiple, initial=Kind.values
    )

    def __init__(self, *args: Any, giver: Person, **kwargs: Any) -> None:  # Any: as in Django's own signature
        super().__init__(*args, **kwargs)
        taker: Any = self.fields["taker"]  # Any: ModelChoiceField, generic only in the stubs
        taker.queryset = Person.objects.active().exclude(pk=giver.pk).by_name()


class MemberForm(forms.Form):
    """A colleague and their part."""

    person = forms.ModelChoiceField(label=_("Colleague"), queryset=Person.objects.none())
    role = forms.CharField(label=_("Part"), max_length=40, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Any: as above
        super().__init__(*args, **kwargs)
        person: Any = self.fields["person"]  # Any: as above
        person.queryset = Person.objects.active().by_name()


class KeyForm(forms.Form):
    """Why a customer stays with its owner."""

    why = forms.CharField(label=_("Why it stays"), max_length=200)
