"""Checks what someone typed. Saving is the actions' work; their errors come back to the same fields."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from tongxin.base.money import InvalidMoney, Money, format_money, parse_money
from tongxin.collab.fields.queries import OwnInputs
from tongxin.collab.people.models import Person
from tongxin.directory.activities.models import Activity, Step
from tongxin.directory.activities.models.kinds import HAPPENED, PLANNED
from tongxin.directory.activities.queries import Said
from tongxin.directory.memory.models import Kind as FactKind
from tongxin.directory.parties.models import Party

_DAY = {"type": "date"}
_CLOCK = {"type": "time"}
_MOMENT = {"type": "datetime-local"}
_MOMENT_SHAPE = "%Y-%m-%dT%H:%M"


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def read_said(data: QueryDict) -> Said:
    """What the writer corrected in the slots, from the fields that come with them.

    `pick`, `drop` and `as` (another kind for a fact) are the correction made just now; `picked`, `off` and `kinds` are the ones made before.
    """
    picked = {_number(text) for text in [*data.getlist("picked"), data.get("pick", "")]} - {None}
    off = {text[:300] for text in [*data.getlist("off"), data.get("drop", "")] if text}
    if data.get("pick") and (over := data.get("over", "")):
        picked.discard(_number(over))
    said = [one.partition(":") for one in [*data.getlist("kinds"), data.get("as", "")]]
    return Said(
        kind=data.get("kind", "")[:10],
        when=data.get("when", "")[:40],
        picked=frozenset(number for number in picked if number is not None),
        off=frozenset(off),
        kinds={text[:300]: kind for kind, _colon, text in said if kind in FactKind.values and text},
    )


class MoneyField(forms.Field):
    """A sum as a person writes it: 5万, ¥4,180, USD 41,860; cleaned to Money, or None where nothing stands."""

    widget = forms.TextInput(attrs={"autocomplete": "off", "maxlength": 40})

    def to_python(self, value: Any) -> Money | None:  # Any: Django's signature
        """The sum. Raises ValidationError with what is wrong with it."""
        text = str(value or "").strip()
        try:
            return parse_money(text) if text else None
        except InvalidMoney as error:
            raise forms.ValidationError(str(error)) from error

    def prepare_value(self, value: Any) -> Any:  # Any: Money or what was typed
        """A sum as it is shown: ¥50,000."""
        return format_money(value, get_language() or "en") if isinstance(value, Money) else value


class StepForm(OwnInputs):
    """What is to be done, by when and by whom. With a `person` who plans something new, the firm's fields too."""

    text = forms.CharField(label=_("What"), max_length=500, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    kind = forms.ChoiceField(label=_("Kind"), choices=[(kind.value, kind.label) for kind in PLANNED], required=False)
    day = forms.DateField(label=_("Day"), required=False, widget=forms.DateInput(attrs=_DAY, format="%Y-%m-%d"))
    clock = forms.TimeField(label=_("Time"), required=False, widget=forms.TimeInput(attrs=_CLOCK, format="%H:%M"))
    owner = forms.ModelChoiceField(
        label=pgettext_lazy("step", "Who"), queryset=Person.objects.none(), required=False, empty_label=None
    )
    money = MoneyField(label=_("Amount"), required=False)

    def __init__(self, *args: Any, person: Any = None, **kwargs: Any) -> None:  # Any: Django's signature; who plans
        super().__init__(*args, **kwargs)
        if person is not None:
            self.ask_own(person, "step")
        chosen: forms.ModelChoiceField[Person] = self.fields["owner"]  # type: ignore[assignment]  # declared above
        chosen.queryset = Person.objects.active().by_name()

    def due(self) -> date | datetime | None:
        """The day, or the instant when a clock time was given."""
        day, clock = self.cleaned_data.get("day"), self.cleaned_data.get("clock")
        if day is None or clock is None:
            return day
        return forms.utils.from_current_timezone(datetime.combine(day, clock))  # noqa: DTZ001  # made aware here

    def clean(self) -> dict[str, Any]:  # Any: cleaned values
        """A clock time needs its day."""
        cleaned: dict[str, Any] = super().clean() or {}  # Any: as above
        if cleaned.get("clock") and not cleaned.get("day"):
            self.add_error("day", _("Which day?"))
        return cleaned


class ActivityForm(forms.Form):
    """Mending what was written down."""

    kind = forms.ChoiceField(label=_("Kind"), choices=[(kind.value, kind.label) for kind in HAPPENED])
    at = forms.DateTimeField(
        label=_("When"),
        input_formats=[_MOMENT_SHAPE, "%Y-%m-%dT%H:%M:%S"],
        widget=forms.DateTimeInput(attrs=_MOMENT, format=_MOMENT_SHAPE),
    )
    minutes = forms.IntegerField(label=_("Minutes"), required=False, min_value=1, max_value=10_000)
    money = MoneyField(label=_("Amount"), required=False)
    people = forms.ModelMultipleChoiceField(
        label=_("With"), queryset=Party.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    text = forms.CharField(
        label=_("What happened"), required=False, widget=forms.Textarea(attrs={"rows": 4, "autofocus": True})
    )

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:  # Any: Django's signature, a QuerySet
        super().__init__(*args, **kwargs)
        chosen: forms.ModelMultipleChoiceField[Party] = self.fields["people"]  # type: ignore[assignment]  # as above
        chosen.queryset = people
        if not people.exists():
            del self.fields["people"]


def step_initial(step: Step) -> dict[str, Any]:  # Any: form values
    """A step as its form shows it."""
    from_zone = forms.utils.to_current_timezone
    clock = from_zone(step.due_at).time() if step.due_at else None
    known = {"text": step.text, "kind": step.kind, "day": step.due_on, "clock": clock, "owner": step.owner_id}
    return {**known, "money": step.money}


def activity_initial(activity: Activity) -> dict[str, Any]:  # Any: as above
    """An activity as its form shows it."""
    return {
        "kind": activity.kind,
        "at": activity.at,
        "minutes": activity.minutes,
        "money": activity.money,
        "people": [person.pk for person in activity.people.all()],
        "text": activity.text,
    }
