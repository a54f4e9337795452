"""What people type about leads."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongxin.collab.org.models import Unit
from tongxin.collab.people.models import Person
from tongxin.directory.activities.models import Kind
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.leads.models import LeadSource

_PLAIN = {"autocomplete": "off"}
BLANK_RULES = 2
_KINDS = [(kind.value, kind.label) for kind in (Kind.CALL, Kind.MESSAGE, Kind.MEETING, Kind.NOTE)]


def _line(label: Any, most: int, *, required: bool = False) -> forms.CharField:  # Any: lazy text
    return forms.CharField(label=label, max_length=most, required=required, widget=forms.TextInput(attrs=_PLAIN))


def _words(label: Any, *, required: bool = False) -> forms.CharField:  # Any: as above
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, max_length=4000, required=required, widget=widget)


def _choose(form: forms.Form, name: str, rows: Any) -> None:  # Any: a QuerySet
    field: forms.ModelChoiceField[Any] = form.fields[name]  # type: ignore[assignment]  # declared as such
    field.queryset = rows


class LeadForm(forms.Form):
    """Who shows interest; a name or a company is enough. `locked` is what the person may not fill in."""

    company = _line(_("Company"), 200)
    name = _line(_("Name of the person"), 80)
    title = _line(pgettext_lazy("person", "Title"), 80)
    phone = _line(_("Phone"), 40)
    email = _line(_("E-mail"), 254)
    wechat = _line(_("WeChat"), 80)
    city = _line(_("City"), 80)
    source = forms.ModelChoiceField(label=_("Source"), queryset=LeadSource.objects.none(), required=False)
    about = _words(_("What is it about?"))
    owner = forms.ModelChoiceField(
        label=_("Owner"), queryset=Person.objects.none(), required=False, empty_label=_("By the rules of assignment")
    )

    def __init__(self, *args: Any, locked: Collection[str] = (), **kwargs: Any) -> None:  # Any: Django's
        super().__init__(*args, **kwargs)
        _choose(self, "source", LeadSource.objects.in_use())
        _choose(self, "owner", Person.objects.active().by_name())
        for name in set(locked) & set(self.fields):
            del self.fields[name]


class AnswerForm(forms.Form):
    """What was said."""

    kind = forms.ChoiceField(
        label=_("How"),
        choices=_KINDS,
    )
    text = _words(_("What was said"), required=True)


class DropForm(forms.Form):
    """Why nothing comes of it."""

    why = _line(_("Why nothing comes of it"), 200, required=True)


class AssignForm(forms.Form):
    """Who takes it."""

    owner = forms.ModelChoiceField(label=_("Owner"), queryset=Person.objects.none(), empty_label=None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Any: Django's
        super().__init__(*args, **kwargs)
        _choose(self, "owner", Person.objects.active().by_name())


class ConvertForm(forms.Form):
    """Into whom, and what they may buy."""

    into = forms.ModelChoiceField(
        label=_("Customer"), queryset=Party.objects.none(), required=False, empty_label=_("A new customer")
    )
    opportunity = _line(_("What they may buy"), 200)
    amount = _line(_("Amount"), 40)
    expected_on = forms.DateField(
        label=_("Expected close"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    next_step = _line(_("Next step"), 500)
    next_on = forms.DateField(
        label=_("Day"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, likes: list[int], person: Person, **kwargs: Any) -> None:  # Any: Django's
        super().__init__(*args, **kwargs)
        _choose(self, "into", Party.objects.visible_to(person).living().filter(pk__in=likes))


class SourceForm(forms.Form):
    """A source and its promise."""

    name = _line(_("Name"), 60, required=True)
    hours = forms.IntegerField(label=_("First answer within working hours"), min_value=1, max_value=400)
    is_in_use = forms.BooleanField(label=_("in use"), required=False)


class RuleForm(forms.Form):
    """One rule of assignment; empty ones don't count."""

    source = forms.ModelChoiceField(
        label=_("Source"), queryset=LeadSource.objects.none(), required=False, empty_label=_("any source")
    )
    cities = _line(_("Cities"), 300)
    words = _line(_("words in it"), 300)
    person = forms.ModelChoiceField(label=_("To"), queryset=Person.objects.none(), required=False, empty_label="—")
    unit = forms.ModelChoiceField(
        label=_("or in turn in"), queryset=Unit.objects.none(), required=False, empty_label="—"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Any: Django's
        super().__init__(*args, **kwargs)
        _choose(self, "source", LeadSource.objects.in_use())
        _choose(self, "person", Person.objects.active().by_name())
        _choose(self, "unit", Unit.objects.open().order_by("path"))
