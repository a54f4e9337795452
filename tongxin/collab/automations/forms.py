"""Checks what someone typed."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from tongxin.base.registries import subject_kinds
from tongxin.base.registries.automations import ActInput, occasions
from tongxin.collab.automations.definition import Definition
from tongxin.collab.automations.models import Rule
from tongxin.collab.automations.queries.people import who_options
from tongxin.collab.people.models import Person
from tongxin.collab.views.queries import list_kinds
from tongxin.collab.views.queries.setting import settable

_HOLDS = "holds:"
_HOUR, _DAY = "1", "24"


def kinds_with_rules() -> list[str]:
    """Kinds of record for which rules can be written."""
    return [one.kind for one in list_kinds if one.kind in subject_kinds]


def when_choices(kinds: Sequence[str]) -> list[tuple[str, list[tuple[str, str]]]]:
    """For what a rule can wait, under the kinds of record."""
    found = []
    for kind in kinds:
        label = subject_kinds.get(kind).label
        names = sorted(
            (name for name in occasions.names() if occasions.get(name).kind == kind),
            key=lambda name: occasions.get(name).order,
        )
        told = [(name, str(occasions.get(name).label)) for name in names]
        holds = (f"{_HOLDS}{kind}", gettext("conditions hold for a %(kind)s long enough") % {"kind": label})
        found.append((str(label), [*told, holds]))
    return found


def kind_of(when: str) -> str:
    """The kind of record of a choice of `when_choices`."""
    occasion = occasions.find(when)
    return occasion.kind if occasion else when.removeprefix(_HOLDS)


def _redraws(url: str) -> dict[str, str]:
    """On a choice on which other fields depend: the form is asked for anew."""
    return {"hx-post": url, "hx-trigger": "change", "hx-target": "closest form", "hx-swap": "outerHTML"}


class NewRuleForm(forms.Form):
    """What a new rule is called, and for what it waits."""

    name = forms.CharField(label=pgettext_lazy("rule", "Name"), max_length=80)
    when = forms.ChoiceField(label=pgettext_lazy("automation", "When"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Any: Django's own
        super().__init__(*args, **kwargs)
        self.fields["when"].choices = when_choices(kinds_with_rules())  # type: ignore[attr-defined]  # a ChoiceField

    def said(self) -> Definition:
        """The rule so far."""
        when = self.cleaned_data["when"]
        return Definition(occasion="" if when.startswith(_HOLDS) else when)


class WhenForm(NewRuleForm):
    """The same of a rule that is there, with how long something must hold, and in whose name it acts."""

    hold = forms.IntegerField(label=pgettext_lazy("rule", "For how long"), min_value=0, max_value=366, required=False)
    unit = forms.ChoiceField(
        label=pgettext_lazy("rule", "Hours or days"),
        choices=[(_HOUR, pgettext_lazy("rule", "hours")), (_DAY, pgettext_lazy("rule", "days"))],
        required=False,
    )
    changed = forms.MultipleChoiceField(
        label=_("Only when one of these was changed"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Without a choice every change counts."),
    )
    imports = forms.BooleanField(label=_("Also for what comes from files"), required=False)
    acts_as = forms.ModelChoiceField(
        label=_("Acts in the name of"),
        queryset=Person.objects.none(),
        empty_label=None,
        help_text=_("It sees and may do what this person may, and no more."),
    )

    def __init__(
        self, *args: Any, rule: Rule, said: Definition, when: str, url: str, **kwargs: Any
    ) -> None:  # Any: as above
        super().__init__(*args, initial=self._initial(rule, said, when), **kwargs)
        self.fields["when"].choices = when_choices([rule.kind])  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["when"].widget.attrs |= _redraws(url)
        self.fields["acts_as"].queryset = Person.objects.active().by_name()  # type: ignore[attr-defined]  # a ModelChoiceField
        occasion = occasions.find(when)
        for name in ("hold", "unit") if occasion else ("changed", "imports"):
            del self.fields[name]
        if occasion and not occasion.names_fields:
            del self.fields["changed"]
        elif occasion:
            of, person = list_kinds.get(rule.kind), rule.acts_as
            known = {**subject_kinds.get(rule.kind).fields, **settable(of, person, for_many=True)}
            self.fields["changed"].choices = list(known.items())  # type: ignore[attr-defined]  # a ChoiceField

    def _initial(self, rule: Rule, said: Definition, when: str) -> dict[str, Any]:  # Any: form values
        unit = _DAY if said.hold_hours % 24 == 0 else _HOUR
        return {
            "name": rule.name,
            "when": when,
            "acts_as": rule.acts_as_id,
            "hold": said.hold_hours // int(unit),
            "unit": unit,
            "changed": list(said.fields),
            "imports": said.imports,
        }

    def changed_said(self, said: Definition) -> Definition:
        """The rule with what was typed; conditions and acts stay."""
        given = self.cleaned_data
        hold = (given.get("hold") or 0) * int(given.get("unit") or _HOUR)
        return Definition(
            occasion=self.said().occasion,
            fields=tuple(given.get("changed", ())),
            imports=bool(given.get("imports")),
            hold_hours=hold,
            filter=said.filter,
            acts=said.acts,
        )


def when_of(rule: Rule, said: Definition) -> str:
    """The choice of `when_choices` that a rule made."""
    return said.occasion or f"{_HOLDS}{rule.kind}"


class ActForm(forms.Form):
    """One act, with what it has to know."""

    def __init__(
        self, *args: Any, person: Person, kind: str, inputs: Sequence[ActInput], url: str, **kwargs: Any
    ) -> None:  # Any: as above
        super().__init__(*args, **kwargs)
        for one in inputs:
            self.fields[one.key] = _field(person, kind, one)
            if one.redraws:
                self.fields[one.key].widget.attrs |= _redraws(url)

    def values(self) -> dict[str, str]:
        """What was chosen, as text."""
        return {key: str(value if value is not None else "").strip() for key, value in self.cleaned_data.items()}


def _field(person: Person, kind: str, one: ActInput) -> forms.Field:
    shared: dict[str, Any] = {"label": one.label, "required": one.required, "help_text": one.hint}  # Any: Django's own
    if one.kind in ("who", "choice"):
        offered = who_options(person, kind) if one.kind == "who" else list(one.options)
        return forms.ChoiceField(choices=[("", "—"), *(option for option in offered if option[0])], **shared)
    if one.kind == "number":
        return forms.IntegerField(min_value=0, max_value=3650, **shared)
    if one.kind == "date":
        return forms.DateField(widget=forms.DateInput({"type": "date"}), **shared)
    widget = forms.Textarea({"rows": 2}) if one.kind == "words" else forms.TextInput()
    return forms.CharField(max_length=300, widget=widget, **shared)


class HookForm(forms.Form):
    """A service outside."""

    name = forms.CharField(label=pgettext_lazy("webhook", "Name"), max_length=60)
    address = forms.CharField(
        label=pgettext_lazy("webhook", "Address"),
        max_length=500,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false", "placeholder": "https://"}),
    )
    secret = forms.CharField(
        label=pgettext_lazy("webhook", "Secret"),
        max_length=200,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
        help_text=_("The service checks by it that Tongxin speaks: webhook-signature, HMAC-SHA256."),
    )

    keeps_former = forms.BooleanField(
        label=_("Sign with the old secret too for three days"),
        initial=True,
        required=False,
        help_text=_("So the service can learn the new one meanwhile. Off: the old one ends at once."),
    )

    def __init__(self, *args: Any, is_known: bool = False, **kwargs: Any) -> None:  # Any: as above
        super().__init__(*args, **kwargs)
        if not is_known:
            del self.fields["keeps_former"]
        for name in ("address", "secret") if is_known else ():
            self.fields[name].required = False
            self.fields[name].help_text = _("Kept and never shown. Leave it empty to keep it.")


class RulesFileForm(forms.Form):
    """A file of rules."""

    file = forms.FileField(label=_("File with rules"))
