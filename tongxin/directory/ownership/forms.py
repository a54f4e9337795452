"""What people type about who keeps what."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tongxin.base.registries.held import held_in_order
from tongxin.collab.people.models import Person


class HandOverForm(forms.Form):
    """To whom, and what."""

    taker = forms.ModelChoiceField(label=_("Who takes over"), queryset=Person.objects.none())
    kinds = forms.MultipleChoiceField(label=_("What goes over"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, giver: Person, **kwargs: Any) -> None:  # Any: as in Django's own signature
        super().__init__(*args, **kwargs)
        kinds: Any = self.fields["kinds"]  # Any: MultipleChoiceField, as below
        kinds.choices = [(name, held.label) for name, held in held_in_order()]
        kinds.initial = [name for name, _held in held_in_order()]
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
