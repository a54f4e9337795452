"""Checks what someone typed."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongxin.base.clock import now
from tongxin.base.time_zones import time_zones
from tongxin.collab.calendar.models import Calendar, Entry, Guest, Resource
from tongxin.collab.people.models import Person

_DAY = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
_CLOCK = forms.TimeInput({"type": "time", "step": "300"}, format="%H:%M")
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WORKDAYS = "workdays"


class Every:
    """Usual ways of coming back; others, which came with a file, stay as they are."""

    CHOICES = [
        ("", pgettext_lazy("entry", "does not come back")),
        ("FREQ=DAILY", _("every day")),
        (WORKDAYS, _("every working day")),
        ("FREQ=WEEKLY", _("every week")),
        ("FREQ=WEEKLY;INTERVAL=2", _("every two weeks")),
        ("FREQ=MONTHLY", _("every month")),
        ("weekday", _("every month on the same weekday")),
        ("FREQ=YEARLY", _("every year")),
    ]


class EntryForm(forms.Form):
    """What, when, with whom and where."""

    title = forms.CharField(
        label=pgettext_lazy("entry", "What"), max_length=200, widget=forms.TextInput({"autocomplete": "off"})
    )
    is_all_day = forms.BooleanField(label=_("Whole days"), required=False)
    first_on = forms.DateField(label=pgettext_lazy("entry", "From"), widget=_DAY)
    from_clock = forms.TimeField(label=pgettext_lazy("entry", "at"), required=False, widget=_CLOCK)
    last_on = forms.DateField(label=pgettext_lazy("entry", "Until"), required=False, widget=_DAY)
    until_clock = forms.TimeField(label=pgettext_lazy("entry", "at what time"), required=False, widget=_CLOCK)
    guests = forms.ModelMultipleChoiceField(
        label=pgettext_lazy("entry", "With whom"), queryset=Person.objects.none(), required=False
    )
    resources = forms.ModelMultipleChoiceField(
        label=_("Rooms and cars"), queryset=Resource.objects.none(), required=False
    )
    place = forms.CharField(label=pgettext_lazy("entry", "Where"), max_length=200, required=False)
    every = forms.ChoiceField(label=pgettext_lazy("entry", "Comes back"), choices=Every.CHOICES, required=False)
    every_until = forms.DateField(label=pgettext_lazy("entry", "Comes back until"), required=False, widget=_DAY)
    calendar = forms.ModelChoiceField(
        label=_("Calendar"), queryset=Calendar.objects.none(), required=False, empty_label=_("My calendar")
    )
    zone = forms.ChoiceField(label=_("Time zone"), required=False)
    note = forms.CharField(label=_("Note"), required=False, max_length=20_000, widget=forms.Textarea({"rows": 3}))
    is_private = forms.BooleanField(label=_("Private: others only see that I am busy"), required=False)
    is_free = forms.BooleanField(label=_("I am free meanwhile"), required=False)

    def __init__(
        self, *args: Any, person: Person, entry: Entry | None = None, **kwargs: Any
    ) -> None:  # Any: Django's own
        super().__init__(*args, **kwargs)
        here = timezone.get_current_timezone_name()
        zone: forms.ChoiceField = self.fields["zone"]  # type: ignore[assignment]  # declared above
        zone.choices = time_zones() if here in dict(time_zones()) else [(here, here), *time_zones()]
        if entry is not None and entry.zone not in dict(time_zones()):
            zone.choices = [(entry.zone, entry.zone), *time_zones()]
        every: forms.ChoiceField = self.fields["every"]  # type: ignore[assignment]  # as above
        if entry is not None and (own := every_of(entry)) not in dict(Every.CHOICES):
            every.choices = [*Every.CHOICES, (own, _("as in the file it came from"))]
        calendars = Calendar.objects.open().changeable_by(person).order_by("kind", "name")
        self._offer("calendar", calendars)
        self._offer("guests", Person.objects.active().by_name())
        self._offer("resources", Resource.objects.filter(closed_at=None))

    def _offer(self, name: str, rows: Any) -> None:  # Any: rows of whichever model
        field: forms.ModelChoiceField[Any] = self.fields[name]  # type: ignore[assignment]  # declared above  # Any: as above
        field.queryset = rows

    def clean(self) -> dict[str, Any]:  # Any: form values
        """A time of day is needed unless whole days are meant."""
        typed = super().clean() or {}
        if not typed.get("is_all_day") and typed.get("first_on") and not typed.get("from_clock"):
            self.add_error("from_clock", _("Say at what time, or tick “Whole days”."))
        if typed.get("every_until") and typed.get("first_on") and typed["every_until"] < typed["first_on"]:
            self.add_error("every_until", _("This is before it begins."))
        return typed

    def values(self) -> dict[str, Any]:  # Any: arguments of the actions
        """What the actions take."""
        typed = self.cleaned_data
        zone = ZoneInfo(typed["zone"] or timezone.get_current_timezone_name())
        rule, only_workdays = _rule_of(typed)
        starts, ends = _span(typed, zone)
        plain = ("title", "place", "note", "guests", "resources", "is_private", "is_free", "calendar")
        return {
            **{name: typed[name] for name in plain},
            "starts": starts,
            "ends": ends,
            "zone": zone.key,
            "rule": rule,
            "only_workdays": only_workdays,
        }


def _span(
    typed: Mapping[str, Any], zone: ZoneInfo
) -> tuple[date | datetime, date | datetime | None]:  # Any: form values
    first, last = typed["first_on"], typed["last_on"] or typed["first_on"]
    if typed["is_all_day"]:
        return first, last
    starts = datetime.combine(first, typed["from_clock"], tzinfo=zone)
    if typed["until_clock"] is None:
        return starts, datetime.combine(last, typed["from_clock"], tzinfo=zone) + timedelta(hours=1)
    ends = datetime.combine(last, typed["until_clock"], tzinfo=zone)
    return starts, ends


def _rule_of(typed: Mapping[str, Any]) -> tuple[str, bool]:  # Any: form values
    every = typed["every"]
    if not every:
        return "", False
    rule = {WORKDAYS: "FREQ=DAILY", "weekday": _same_weekday(typed["first_on"])}.get(every, every)
    if typed["every_until"] and "UNTIL=" not in rule and "COUNT=" not in rule:
        rule += f";UNTIL={typed['every_until']:%Y%m%d}T235959"
    return rule, every == WORKDAYS


def _same_weekday(day: date) -> str:
    """The second Tuesday; what is the fifth one may be missing, so the last is meant."""
    place = (day.day - 1) // 7 + 1
    return f"FREQ=MONTHLY;BYDAY={-1 if place > 4 else place}{_WEEKDAYS[day.weekday()]}"


def every_of(entry: Entry) -> str:
    """The choice that made the rule of an entry, or the rule itself."""
    rule = ";".join(part for part in entry.rule.split(";") if not part.startswith("UNTIL="))
    if entry.only_workdays:
        return WORKDAYS
    return "weekday" if rule == _same_weekday(entry.first_on) else rule


def entry_initial(entry: Entry, once: datetime | None = None) -> dict[str, Any]:  # Any: form values
    """An entry (or one time of it) as its form shows it."""
    zone = ZoneInfo(entry.zone)
    starts = (once or entry.starts_at).astimezone(zone)
    ends = starts + entry.lasts
    last = (ends - timedelta(microseconds=1)).date() if entry.is_all_day else ends.date()
    until = next((part[6:14] for part in entry.rule.split(";") if part.startswith("UNTIL=")), "")
    return {
        **{name: getattr(entry, name) for name in ("title", "place", "note", "is_all_day", "is_private", "is_free")},
        "zone": entry.zone,
        "calendar": entry.calendar_id,
        "first_on": starts.date(),
        "last_on": last,
        "from_clock": None if entry.is_all_day else starts.time(),
        "until_clock": None if entry.is_all_day else ends.time(),
        "every": every_of(entry),
        "every_until": f"{until[:4]}-{until[4:6]}-{until[6:]}" if until else None,
        "guests": [guest.person_id for guest in entry.guests.all() if guest.person_id],
        "resources": list(entry.bookings.values_list("resource_id", flat=True).distinct()),
    }


def blank_initial(
    person: Person, on: date, clock: time | None, calendar: Calendar | None
) -> dict[str, Any]:  # Any: form values
    """A new entry: on that day, at that hour or at the next full one."""
    at = clock or time(min(timezone.localtime(now()).hour + 1, 22))
    ends = time(min(at.hour + 1, 23), at.minute)
    zone = timezone.get_current_timezone_name()
    return {
        "first_on": on, "last_on": on, "from_clock": at, "until_clock": ends, "zone": zone, "calendar": calendar and calendar.pk,
    }  # fmt: skip


class AnswerForm(forms.Form):
    """What one says to an invitation."""

    answer = forms.ChoiceField(choices=[one for one in Guest.Answer.choices if one[0]])
    proposed_on = forms.DateField(label=_("Another day"), required=False, widget=_DAY)
    proposed_clock = forms.TimeField(label=pgettext_lazy("entry", "at"), required=False, widget=_CLOCK)
    remark = forms.CharField(label=_("A word about it"), required=False, max_length=300)

    def proposed_at(self) -> datetime | None:
        """The instant proposed."""
        day, clock = self.cleaned_data["proposed_on"], self.cleaned_data["proposed_clock"]
        return datetime.combine(day, clock, tzinfo=timezone.get_current_timezone()) if day and clock else None


class FeedForm(forms.Form):
    """Which program will read it."""

    name = forms.CharField(
        label=_("Which program will read it"), max_length=80, widget=forms.TextInput({"autocomplete": "off"})
    )
