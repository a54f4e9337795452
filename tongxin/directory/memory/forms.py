"""Checks what someone typed about a fact. Saving is the actions' work; their errors come back to the same fields."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from tongxin.base.clock import now
from tongxin.base.dates.yearly import YearlyDay
from tongxin.base.dates.yearly_words import find_yearly_days
from tongxin.directory.memory.models import LONGEST, Confidence, Fact, Kind, Occasion
from tongxin.directory.parties.models import Party


class YearlyDayField(forms.CharField):
    """A day of the year as people write it: 5-20, 农历八月十五, 12 March."""

    def clean(self, value: Any) -> YearlyDay | None:  # Any: as typed
        """The day, or None for nothing. Raises ValidationError."""
        text = super().clean(value).strip()
        if not text:
            return None
        month, dash, day = text.replace("/", "-").partition("-")
        if dash and month.isdecimal() and day.isdecimal():
            text = f"{month}月{day}日"
        found = find_yearly_days(text, today=timezone.localdate(now()))
        if len(found) != 1 or (found[0].start, found[0].end) != (0, len(text)):
            raise forms.ValidationError(
                _("Which day is “%(text)s”? Write it like 5-20, 1980-5-20, 农历八月十五.") % {"text": text[:40]}
            )
        return found[0].day


class FactForm(forms.Form):
    """What is to be remembered, of whom, and how we know."""

    about = forms.ModelChoiceField(
        label=pgettext_lazy("fact", "About"), queryset=Party.objects.none(), empty_label=None
    )
    kind = forms.ChoiceField(label=pgettext_lazy("fact", "Kind"))
    text = forms.CharField(
        label=pgettext_lazy("fact", "What"),
        max_length=LONGEST,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    occasion = forms.ChoiceField(
        label=pgettext_lazy("fact", "Occasion"), choices=[("", "—"), *Occasion.choices], required=False
    )
    day = YearlyDayField(
        label=pgettext_lazy("fact", "Day"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("5-20, 1980-5-20 or 农历八月十五"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    told_by = forms.CharField(label=pgettext_lazy("fact", "Who said so"), max_length=80, required=False)
    confidence = forms.ChoiceField(
        label=pgettext_lazy("fact", "How sure"), choices=Confidence.choices, initial=Confidence.SURE, required=False
    )

    def __init__(
        self, *args: Any, circle: Sequence[Party], kinds: Sequence[Kind], **kwargs: Any
    ) -> None:  # Any: Django's signature
        super().__init__(*args, **kwargs)
        about: forms.ModelChoiceField[Party] = self.fields["about"]  # type: ignore[assignment]  # declared above
        about.queryset = Party.objects.filter(pk__in=[one.pk for one in circle])
        about.choices = [(one.pk, one.called) for one in circle]
        kind: forms.ChoiceField = self.fields["kind"]  # type: ignore[assignment]  # as above
        kind.choices = [(one.value, one.label) for one in kinds]

    def clean(self) -> dict[str, Any]:  # Any: cleaned values
        """An occasion makes it an important day; a day without words is one."""
        cleaned: dict[str, Any] = super().clean() or {}  # Any: as above
        if cleaned.get("occasion") and cleaned.get("day"):
            cleaned["kind"] = Kind.DATE.value
        if not cleaned.get("text") and not cleaned.get("day") and "day" not in self.errors:
            self.add_error("text", _("Write a few words first."))
        return cleaned

    def values(self) -> dict[str, Any]:  # Any: arguments of the verbs
        """What the verbs take."""
        names = ("kind", "text", "occasion", "day", "told_by")
        given = {name: self.cleaned_data[name] for name in names}
        return {**given, "party": self.cleaned_data["about"], "confidence": self.cleaned_data["confidence"] or "sure"}


def fact_initial(fact: Fact) -> dict[str, Any]:  # Any: form values
    """A fact as its form shows it."""
    names = ("kind", "text", "occasion", "told_by", "confidence")
    day = fact.yearly
    return {**{name: getattr(fact, name) for name in names}, "about": fact.party_id, "day": str(day) if day else ""}
