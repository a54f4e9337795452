"""Checks what someone typed about calendars, rooms, and what is read from elsewhere."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongxin.collab.calendar.models import Calendar, CalendarShare, Resource
from tongxin.collab.org.models import Unit
from tongxin.collab.people.models import Person

_HUES = [
    (5, pgettext_lazy("colour", "blue")),
    (2, pgettext_lazy("colour", "green")),
    (4, pgettext_lazy("colour", "yellow")),
    (0, pgettext_lazy("colour", "red")),
    (3, pgettext_lazy("colour", "pink")),
    (8, pgettext_lazy("colour", "violet")),
    (9, pgettext_lazy("colour", "brown")),
]


class CalendarForm(forms.Form):
    """Its name, its colour, and to whom it is open."""

    name = forms.CharField(label=_("name"), max_length=80, widget=forms.TextInput({"autocomplete": "off"}))
    hue = forms.TypedChoiceField(label=pgettext_lazy("calendar", "Colour"), choices=_HUES, coerce=int)
    writers = forms.ModelMultipleChoiceField(
        label=_("Who may enter and change"), queryset=Person.objects.none(), required=False
    )
    readers = forms.ModelMultipleChoiceField(label=_("Who may look"), queryset=Person.objects.none(), required=False)
    writing_units = forms.ModelMultipleChoiceField(
        label=_("Units that may enter and change"), queryset=Unit.objects.none(), required=False
    )
    reading_units = forms.ModelMultipleChoiceField(
        label=_("Units that may look"), queryset=Unit.objects.none(), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Any: Django's own
        super().__init__(*args, **kwargs)
        colleagues, units = Person.objects.active().by_name(), Unit.objects.open().order_by("path")
        for name in ("writers", "readers"):
            self.fields[name].queryset = colleagues  # type: ignore[attr-defined]  # a ModelMultipleChoiceField
        for name in ("writing_units", "reading_units"):
            self.fields[name].queryset = units  # type: ignore[attr-defined]  # as above

    def values(self) -> dict[str, Any]:  # Any: arguments of the action
        """What the action takes."""
        return dict(self.cleaned_data)


def calendar_initial(calendar: Calendar) -> dict[str, Any]:  # Any: form values
    """A calendar as its form shows it."""
    shares = list(calendar.shares.all())
    write = CalendarShare.Level.WRITE
    return {
        "name": calendar.name,
        "hue": calendar.hue,
        "writers": [one.person_id for one in shares if one.level == write and one.person_id],
        "readers": [one.person_id for one in shares if one.level != write and one.person_id],
        "writing_units": [one.unit_id for one in shares if one.level == write and one.unit_id],
        "reading_units": [one.unit_id for one in shares if one.level != write and one.unit_id],
    }


class ResourceForm(forms.Form):
    """What can be booked."""

    name = forms.CharField(label=_("name"), max_length=80, widget=forms.TextInput({"autocomplete": "off"}))
    kind = forms.ChoiceField(label=pgettext_lazy("resource", "kind"), choices=Resource.Kind.choices)
    place = forms.CharField(label=pgettext_lazy("resource", "where"), max_length=120, required=False)
    seats = forms.IntegerField(label=pgettext_lazy("resource", "seats"), min_value=1, max_value=10_000, required=False)
    is_closed = forms.BooleanField(label=_("It is not booked any more"), required=False)


def resource_initial(resource: Resource) -> dict[str, Any]:  # Any: form values
    """A resource as its form shows it."""
    plain = {name: getattr(resource, name) for name in ("name", "kind", "place", "seats")}
    return {**plain, "is_closed": resource.closed_at is not None}


class SubscriptionForm(forms.Form):
    """Where another calendar stands."""

    name = forms.CharField(label=_("name"), max_length=80, required=False)
    address = forms.CharField(
        label=pgettext_lazy("feed", "Address"),
        max_length=2000,
        help_text=_("Begins with https:// or webcal://. Only you see what stands there."),
    )


class FileForm(forms.Form):
    """A file of another calendar program."""

    file = forms.FileField(label=_("File (.ics)"), widget=forms.FileInput({"accept": ".ics,text/calendar"}))
    calendar = forms.ModelChoiceField(
        label=_("Into which calendar"), queryset=Calendar.objects.none(), required=False, empty_label=_("My calendar")
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:  # Any: Django's own
        super().__init__(*args, **kwargs)
        rows = Calendar.objects.open().changeable_by(person).exclude(kind=Calendar.Kind.PERSONAL)
        self.fields["calendar"].queryset = rows  # type: ignore[attr-defined]  # a ModelChoiceField
