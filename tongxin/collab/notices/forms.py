"""Checks what someone typed."""

from collections.abc import Mapping
from datetime import time
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongxin.base.lazy import LazyText
from tongxin.collab.notices.models import Channel, Habits, Matter, Pace
from tongxin.collab.org.models import Unit

_SECRET = forms.TextInput({"autocomplete": "off", "spellcheck": "false"})
_KEPT = _("Kept and never shown. Leave it empty to keep it.")


class _ChannelForm(forms.Form):
    name = forms.CharField(label=pgettext_lazy("channel", "Name"), max_length=60)
    is_on = forms.BooleanField(label=pgettext_lazy("channel", "In use"), required=False, initial=True)

    def __init__(self, *args: Any, channel: Channel | None = None, **kwargs: Any) -> None:  # Any: Django's own
        super().__init__(*args, **kwargs)
        if channel is not None:
            for name in ("address", "secret"):
                if name in self.fields and getattr(channel, name):
                    self.fields[name].required = False
                    self.fields[name].help_text = _KEPT


class RobotForm(_ChannelForm):
    """A robot in a group."""

    address = forms.CharField(label=_("Address of the robot (webhook)"), max_length=500, widget=_SECRET)
    secret = forms.CharField(
        label=_("Signing secret"),
        max_length=200,
        required=False,
        widget=_SECRET,
        help_text=_("DingTalk and Feishu show it when signing is switched on."),
    )
    unit = forms.ModelChoiceField(
        label=_("Whose group it is"), queryset=Unit.objects.none(), required=False, empty_label=_("the whole firm")
    )

    def __init__(self, *args: Any, channel: Channel | None = None, **kwargs: Any) -> None:  # Any: Django's own
        super().__init__(*args, channel=channel, **kwargs)
        self.fields["unit"].queryset = Unit.objects.filter(closed_at=None).order_by("path")  # type: ignore[attr-defined]  # a ModelChoiceField


class MailForm(_ChannelForm):
    """A mail server."""

    host = forms.CharField(label=_("Mail server"), max_length=120, help_text=_("For example smtp.exmail.qq.com"))
    port = forms.IntegerField(label=_("Port"), min_value=1, max_value=65535, initial=465)
    security = forms.ChoiceField(label=_("Encryption"), choices=Channel.Security.choices)
    account = forms.CharField(
        label=_("Account"), max_length=120, required=False, widget=forms.TextInput({"autocomplete": "off"})
    )
    secret = forms.CharField(
        label=_("Password or authorisation code"),
        max_length=200,
        required=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )
    sender = forms.EmailField(label=_("Sent from"), max_length=254)


class AppForm(_ChannelForm):
    """An app of the firm's in WeCom, DingTalk or Feishu."""

    account = forms.CharField(label=_("Number of the app"), max_length=120, widget=_SECRET)
    secret = forms.CharField(label=_("Secret of the app"), max_length=200, widget=_SECRET)
    sender = forms.CharField(label="AgentId", max_length=30)
    host = forms.CharField(
        label=_("Another address of the service"),
        max_length=120,
        required=False,
        help_text=_(
            "Only where the firm runs the service itself. Who runs this machine must have named it as trusted."
        ),
    )
    accounts = forms.CharField(
        label=_("Who is known to the app"),
        required=False,
        widget=forms.Textarea({"rows": 6, "spellcheck": "false", "placeholder": "liwei@example.com LiWei"}),
        help_text=_("One colleague on each line: sign-in address, a space, their user ID there."),
    )
    NUMBERS: ClassVar[Mapping[str, LazyText]] = {
        "wecom_app": _("Corp ID"),
        "ding_app": "Client ID (AppKey)",
        "feishu_app": "App ID",
    }
    FOUND: ClassVar[Mapping[str, LazyText]] = {
        "wecom_app": _(
            "In the WeCom console under My company, at the very bottom. AgentId and secret stand with the app."
        ),
        "ding_app": _("In the DingTalk developer console, with the app under Credentials."),
        "feishu_app": _("In the Feishu developer console, with the app under Credentials."),
    }

    def __init__(
        self, *args: Any, channel: Channel | None = None, kind: str = "", **kwargs: Any
    ) -> None:  # Any: as above
        super().__init__(*args, channel=channel, **kwargs)
        kind = channel.kind if channel is not None else kind
        self.fields["account"].label = self.NUMBERS.get(kind, "")
        self.fields["account"].help_text = self.FOUND.get(kind, "")
        if kind == Channel.Kind.FEISHU_APP:
            del self.fields["sender"]
        if channel is not None:
            rows = channel.accounts.select_related("person").order_by("person__sort_key", "id")
            self.fields["accounts"].initial = "\n".join(f"{row.person.email} {row.name}" for row in rows)


class PushForm(_ChannelForm):
    """Push to browsers: everything else each person chooses on their own device."""

    sender = forms.EmailField(
        label=_("Address for push services"),
        max_length=254,
        help_text=_("To which they write when something is wrong; nobody else sees it."),
    )


def form_for(kind: str) -> type[_ChannelForm]:
    """The form of this kind of channel."""
    if Channel(kind=kind).is_app:
        return AppForm
    personal = {Channel.Kind.MAIL: MailForm, Channel.Kind.PUSH: PushForm}
    return personal.get(Channel.Kind(kind), RobotForm)


def new_form(kind: str, sent: QueryDict | None) -> _ChannelForm:
    """The form of a channel that is not there yet."""
    form = form_for(kind)
    return form(sent, kind=kind) if form is AppForm else form(sent)


class DeviceForm(forms.Form):
    """A browser's subscription, as the browser gives it."""

    name = forms.CharField(max_length=60, required=False)
    endpoint = forms.CharField(max_length=1000)
    key = forms.CharField(max_length=200)
    auth = forms.CharField(max_length=100)


class HabitsForm(forms.Form):
    """What one wants to hear: a choice for each channel and matter (`pace_<channel>_<matter>`), and the times."""

    quiet_from = forms.TimeField(label=_("Quiet from"), widget=forms.TimeInput({"type": "time"}, format="%H:%M"))
    quiet_until = forms.TimeField(label=_("Quiet until"), widget=forms.TimeInput({"type": "time"}, format="%H:%M"))
    digest_at = forms.TimeField(
        label=_("The daily one comes at"), widget=forms.TimeInput({"type": "time"}, format="%H:%M")
    )

    def __init__(self, sent: QueryDict | None, *, habits: Habits, channels: list[Channel]) -> None:
        super().__init__(sent, initial=vars(habits))
        self.channels = channels
        for channel in channels:
            for matter in Matter:
                self.fields[f"pace_{channel.pk}_{matter}"] = forms.ChoiceField(
                    label=matter.label, choices=Pace.choices, initial=habits.pace(channel, matter)
                )

            own = habits.quiet.get(str(channel.pk), (None, None))
            for name, label, clock in zip(
                ("from", "until"), (_("Quiet here from"), _("Quiet here until")), own, strict=True
            ):
                self.fields[f"quiet_{channel.pk}_{name}"] = forms.TimeField(
                    label=label, required=False, initial=clock, widget=forms.TimeInput({"type": "time"}, format="%H:%M")
                )

    def rows(self) -> list[tuple[Channel, list[forms.BoundField], list[forms.BoundField]]]:
        """Each channel with its choices, and its own quiet hours."""
        return [
            (
                one,
                [self[f"pace_{one.pk}_{matter}"] for matter in Matter],
                [self[f"quiet_{one.pk}_{name}"] for name in ("from", "until")],
            )
            for one in self.channels
        ]

    def clean(self) -> dict[str, Any]:  # Any: form values
        """Quiet hours have two ends."""
        typed = super().clean() or {}
        for one in self.channels:
            if bool(typed.get(f"quiet_{one.pk}_from")) != bool(typed.get(f"quiet_{one.pk}_until")):
                self.add_error(f"quiet_{one.pk}_until", _("Name both times, or none."))
        return typed

    def quiet(self) -> dict[int, tuple[time, time] | None]:
        """Quiet hours of channels that have their own; None: as everywhere."""
        given = self.cleaned_data
        hours = {one.pk: (given[f"quiet_{one.pk}_from"], given[f"quiet_{one.pk}_until"]) for one in self.channels}
        return {number: both if both[0] is not None else None for number, both in hours.items()}

    def paces(self) -> dict[int, dict[str, str]]:
        """What was chosen, by channel and matter."""
        given = self.cleaned_data
        return {one.pk: {str(matter): given[f"pace_{one.pk}_{matter}"] for matter in Matter} for one in self.channels}
