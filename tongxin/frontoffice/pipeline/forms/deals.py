"""Checks what someone typed about opportunities. Saving is the actions' work; their errors come back to the same fields."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tongxin.base.money import format_money
from tongxin.collab.access.policies import locked_fields
from tongxin.collab.fields.queries import OwnInputs
from tongxin.collab.people.models import Person
from tongxin.collab.search.queries import matching
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.pipeline.models import LostReason, Opportunity, Stage

_DAY = {"type": "date"}
_PLAIN = {"autocomplete": "off"}


def _line(label: Any, *, most: int = 200, required: bool = False) -> forms.CharField:  # Any: lazy text
    return forms.CharField(label=label, max_length=most, required=required, widget=forms.TextInput(attrs=_PLAIN))


def _day(label: Any) -> forms.DateField:  # Any: as above
    return forms.DateField(label=label, required=False, widget=forms.DateInput(attrs=_DAY, format="%Y-%m-%d"))


class StageChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # has no parameters at run time
    """A stage, with the pipeline in front where there are several."""

    def label_from_instance(self, obj: Stage) -> str:
        """What stands in the list."""
        return f"{obj.pipeline.called} · {obj.called}"


class OpportunityForm(OwnInputs):
    """What is known of an opportunity; a name is enough. Fields that a role locks are not there."""

    name = _line(_("What they may buy"), required=True)
    party = forms.ModelChoiceField(queryset=Party.objects.none(), required=False, widget=forms.HiddenInput)
    customer = _line(_("Customer"))
    amount = _line(_("Amount"), most=40)
    stage = StageChoice(label=_("Stage"), queryset=Stage.objects.none(), empty_label=None)
    expected_on = _day(_("Expected close"))
    probability = forms.IntegerField(label=_("Probability, per cent"), required=False, min_value=0, max_value=100)
    owner = forms.ModelChoiceField(label=_("Owner"), queryset=Person.objects.none(), empty_label=None, required=False)
    source = _line(_("Source"), most=80)
    product = _line(_("Product"), most=120)
    next_step = _line(_("Next step"), most=500)
    next_on = _day(_("Day"))
    note = forms.CharField(label=_("Note"), required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, person: Person, is_new: bool = False, **kwargs: Any) -> None:  # Any: Django's
        super().__init__(*args, **kwargs)
        self._choose("stage", Stage.objects.in_use().select_related("pipeline"))
        self._choose("owner", Person.objects.active().by_name())
        self._choose("party", Party.objects.visible_to(person).living())
        self._person = person
        gone = ["probability", "note"] if is_new else ["next_step", "next_on"]
        if self.initial.get("party"):
            gone.append("customer")
        for name in {*gone, *locked_fields(person, "opportunity")} & set(self.fields):
            del self.fields[name]
        if is_new:
            self.ask_own(person, "opportunity")

    def clean_customer(self) -> Party | None:
        """The one customer in sight of this name, in part or in pinyin. Several are named in the refusal."""
        words = self.cleaned_data["customer"].strip()
        if not words:
            return None
        rows = Party.objects.visible_to(self._person).living()
        found = rows.filter(name=words).first()
        if found is not None:
            return found
        likely = list(rows.filter(matching(self._person, "party", words), is_customer=True)[:4])
        if len(likely) == 1:
            return likely[0]
        if not likely:
            raise forms.ValidationError(_("No customer is called that. Add it first, or leave this empty."))
        names = ", ".join(one.name for one in likely)
        raise forms.ValidationError(_("Which one? %(names)s") % {"names": names})

    def _choose(self, name: str, rows: Any) -> None:  # Any: a QuerySet
        field: forms.ModelChoiceField[Any] = self.fields[name]  # type: ignore[assignment]  # declared above
        field.queryset = rows


class WinForm(forms.Form):
    """For how much, and when."""

    amount = _line(_("Amount"), most=40)
    on = _day(_("Won on"))


class LoseForm(forms.Form):
    """Why, to whom, for how much, and when."""

    reason = forms.ModelChoiceField(
        label=_("Why lost"), queryset=LostReason.objects.in_use(), empty_label=None, widget=forms.RadioSelect
    )
    rival = forms.ChoiceField(label=_("Who won it"), required=False, widget=forms.RadioSelect)
    competitor = forms.CharField(
        label=_("Who won it"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={**_PLAIN, "list": "known-competitors"}),
    )
    price = _line(_("For how much, if you know"), most=40)
    note = _line(_("What to learn from it"), most=500)
    on = _day(_("Lost on"))

    def __init__(self, *args: Any, rivals: Sequence[tuple[str, str]], sees_price: bool = True, **kwargs: Any) -> None:
        """`rivals` are the names on the deal's list with what to show of each."""  # Any above: Django's
        super().__init__(*args, **kwargs)
        if not sees_price:
            del self.fields["price"]
        elif rivals:
            self.fields["price"].help_text = _("Empty: what the list says.")
        if not rivals:
            del self.fields["rival"]
            return
        field: forms.ChoiceField = self.fields["rival"]  # type: ignore[assignment]  # declared above
        field.choices = [*rivals, ("", _("Somebody else"))]
        self.fields["competitor"].label = _("Somebody else")

    def clean(self) -> dict[str, Any]:  # Any: values as the action takes them
        """A name that was typed goes before one that was chosen."""
        given = super().clean() or {}
        chosen = given.pop("rival", "")
        given["competitor"] = given.get("competitor") or chosen
        return given


class NextForm(forms.Form):
    """What comes next."""

    text = _line(_("Next step"), most=500, required=True)
    day = _day(_("Day"))


def opportunity_initial(one: Opportunity, language: str) -> dict[str, Any]:  # Any: form values
    """An opportunity as its form shows it."""
    plain = ("name", "expected_on", "probability", "source", "product", "note")
    known = {name: getattr(one, name) for name in plain}
    keys = {"stage": one.stage_id, "owner": one.owner_id, "party": one.party_id}
    return {**known, **keys, "amount": format_money(one.worth, language) if one.worth else ""}
