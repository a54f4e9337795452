"""Checks what someone typed."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from tongxin.directory.privacy.models import Channel, Deed, Matter, Purpose, SubjectRequest


def _day(label: Any, **more: Any) -> forms.DateField:  # Any: lazy words; arguments of Django's own
    return forms.DateField(label=label, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), **more)


class ConsentForm(forms.Form):
    """One entry of the ledger."""

    purpose = forms.ChoiceField(label=pgettext_lazy("consent", "Purpose"), choices=Purpose.choices)
    channel = forms.ChoiceField(label=pgettext_lazy("consent", "Way"), choices=Channel.choices)
    deed = forms.ChoiceField(label=pgettext_lazy("consent", "What they said"), choices=Deed.choices)
    source = forms.CharField(
        label=pgettext_lazy("consent", "How we know"),
        max_length=120,
        help_text=pgettext_lazy("consent", "A form, a call, a contract"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    said_on = _day(pgettext_lazy("consent", "Said on"), initial=timezone.localdate)
    valid_until = _day(pgettext_lazy("consent", "Holds until"), required=False)
    evidence = forms.CharField(
        label=pgettext_lazy("consent", "The words"), required=False, max_length=4000, widget=forms.Textarea({"rows": 2})
    )
    upload = forms.FileField(label=pgettext_lazy("consent", "Evidence as a file"), required=False)


class HoldForm(forms.Form):
    """An order to keep a record."""

    reason = forms.CharField(
        label=pgettext_lazy("hold", "Why it must be kept"),
        max_length=200,
        help_text=pgettext_lazy("hold", "A law, a lawsuit, an audit"),
    )
    until = _day(pgettext_lazy("hold", "Last day, if known"), required=False)


class RequestForm(forms.Form):
    """Who asks for what."""

    kind = forms.ChoiceField(
        label=pgettext_lazy("subject request", "What they ask"), choices=SubjectRequest.Kind.choices
    )
    name = forms.CharField(label=pgettext_lazy("subject request", "Who asks"), max_length=120)
    identified_by = forms.CharField(
        label=pgettext_lazy("subject request", "How you made sure who it is"),
        max_length=200,
        help_text=pgettext_lazy("subject request", "Papers, a call back, a code sent to their number"),
    )
    words = forms.CharField(
        label=pgettext_lazy("subject request", "Also look for"),
        required=False,
        max_length=3000,
        widget=forms.Textarea({"rows": 3}),
        help_text=pgettext_lazy("subject request", "Further numbers, addresses, names; one in a line"),
    )
    note = forms.CharField(
        label=pgettext_lazy("subject request", "In their words"),
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 2}),
    )
    asked_on = _day(pgettext_lazy("subject request", "Asked on"), initial=timezone.localdate)

    def values(self) -> dict[str, Any]:  # Any: arguments of the verb
        """What the verb takes."""
        return {**self.cleaned_data, "words": self.cleaned_data["words"].splitlines()}


class AnswerForm(forms.Form):
    """The end of a case."""

    answer = forms.CharField(
        label=pgettext_lazy("subject request", "What the person was told"),
        max_length=4000,
        widget=forms.Textarea({"rows": 3}),
    )
    refused = forms.BooleanField(
        label=pgettext_lazy("subject request", "Refused, for the reason above"), required=False
    )


class RevealRuleForm(forms.Form):
    """How people may look behind masks."""

    per_hour = forms.IntegerField(
        label=pgettext_lazy("reveal", "Looks an hour and person"), min_value=0, max_value=10_000
    )
    asks_reason = forms.BooleanField(label=pgettext_lazy("reveal", "Ask for a reason each time"), required=False)


class RetentionForm(forms.Form):
    """How long one matter is kept."""

    matter = forms.ChoiceField(choices=Matter.choices, widget=forms.HiddenInput)
    days = forms.IntegerField(label=pgettext_lazy("retention", "Days"), min_value=1, max_value=36_500)
    is_on = forms.BooleanField(label=pgettext_lazy("retention", "Goes by itself"), required=False)
