"""What administrators and visitors type."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongxin.base.chinese.phones import find_phones
from tongxin.collab.people.models import Person
from tongxin.interfaces.webforms.models import ASKABLE, WebForm

_WAYS = ("phone", "email", "wechat")
_BROWSER = {"company": "organization", "phone": "tel", "email": "email", "city": "address-level2"}


class WebFormForm(forms.Form):
    """A form as the firm sets it up."""

    name = forms.CharField(
        label=_("Name of the form"), max_length=60, help_text=_("For yourselves: where does it stand?")
    )
    heading = forms.CharField(label=_("Heading"), max_length=80)
    intro = forms.CharField(
        label=_("Introduction"), max_length=600, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    asks = forms.MultipleChoiceField(
        label=_("Asked besides the name"), choices=list(ASKABLE.items()), widget=forms.CheckboxSelectMultiple
    )
    consent = forms.CharField(
        label=_("Consent, in the words beside the box"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Empty: no box. What visitors agree to is written into the ledger of consents word by word."),
    )
    thanks = forms.CharField(label=_("Thanks"), max_length=200, required=False)
    tag = forms.CharField(label=_("Tag of new customers"), max_length=40, required=False)
    makes_leads = forms.BooleanField(
        label=_("Visitors become leads"),
        required=False,
        help_text=_("Else they become customers at once. Whoever is known already stays who they are."),
    )
    owner = forms.ModelChoiceField(label=_("Who calls back"), queryset=Person.objects.none())
    is_open = forms.BooleanField(label=_("Open to the web"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, web_form: WebForm | None, me: Person, **kwargs: Any
    ) -> None:  # Any: Django's signature
        super().__init__(*args, **{**kwargs, "initial": _initial(web_form, me)})
        chosen: forms.ModelChoiceField[Person] = self.fields["owner"]  # type: ignore[assignment]  # declared above
        chosen.queryset = Person.objects.active().by_name()


def _initial(form: WebForm | None, me: Person) -> dict[str, Any]:  # Any: form values
    if form is None:
        return {
            "heading": _now("Talk to us"),
            "asks": ["company", "phone", "message"],
            "consent": _now(
                "You may use what I wrote to call me and to send me offers. I can take this back at any time."
            ),
            "thanks": _now("Thank you. We will call you back today or on the next working day."),
            "owner": me.pk,
            "is_open": True,
        }
    names = ("name", "heading", "intro", "asks", "consent", "thanks", "tag", "makes_leads", "is_open", "version")
    return {**{name: getattr(form, name) for name in names}, "owner": form.owner_id}


class VisitorForm(forms.Form):
    """The form as a visitor sees it: a name, what the firm asks, and the box of consent."""

    name = forms.CharField(
        label=pgettext_lazy("visitor", "Your name"),
        max_length=50,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    def __init__(self, *args: Any, web_form: WebForm, **kwargs: Any) -> None:  # Any: Django's signature
        super().__init__(*args, **kwargs)
        for key in (key for key in ASKABLE if key in web_form.asks):
            self.fields[key] = _field(key)
        if web_form.consent:
            self.fields["agreed"] = forms.BooleanField(label=web_form.consent, required=False)

    def clean(self) -> dict[str, Any]:  # Any: cleaned values
        """One way back to the visitor is needed."""
        given: dict[str, Any] = super().clean() or {}  # Any: as above
        ways = [key for key in _WAYS if key in self.fields]
        if not any(given.get(key) or key in self.errors for key in ways):
            self.add_error(ways[0], _now("How can we reach you? Fill in one of these."))
        if (typed := given.get("phone")) and not find_phones(typed):
            self.add_error("phone", _now("This is no phone number. Write it with its area code, or +49 … from abroad."))
        return given

    def values(self) -> Mapping[str, str]:
        """What was typed, by key."""
        return {key: self.cleaned_data[key] for key in self.fields if key != "agreed"}


def _field(key: str) -> forms.Field:
    attrs = {"autocomplete": _BROWSER.get(key, "off")}
    if key == "email":
        return forms.EmailField(
            label=ASKABLE[key], required=False, max_length=200, widget=forms.EmailInput(attrs=attrs)
        )
    if key == "message":
        return forms.CharField(
            label=ASKABLE[key], required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 4})
        )
    if key == "phone":
        attrs["inputmode"] = "tel"
    return forms.CharField(label=ASKABLE[key], required=False, max_length=100, widget=forms.TextInput(attrs=attrs))
