"""The filter of the audit trail."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongxin.base.lazy import LazyText
from tongxin.base.registries import sentences, subject_kinds
from tongxin.collab.journal.queries import Wanted
from tongxin.collab.people.models import Person

OWN_KINDS: dict[str, LazyText] = {
    "company": pgettext_lazy("kind of record", "company"),
}


def label_of(kind: str) -> str:
    """What a kind of record is called; what has no page of its own has its name here."""
    known = subject_kinds.find(kind)
    return str(known.label if known else OWN_KINDS.get(kind, kind))


class AuditFilter(forms.Form):
    """By whom, on what, which event, on which day."""

    actor = forms.ModelChoiceField(
        label=_("Who"), queryset=Person.objects.none(), required=False, empty_label=_("Everybody")
    )
    kind = forms.ChoiceField(label=_("On what"), required=False)
    name = forms.ChoiceField(label=pgettext_lazy("audit", "What"), required=False)
    day = forms.DateField(label=_("Day"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Any: as in Django's own signature
        super().__init__(*args, **kwargs)
        self.fields["actor"].queryset = Person.objects.by_name()  # type: ignore[attr-defined]  # a ModelChoiceField
        kinds = [(kind, label_of(kind)) for kind in (*OWN_KINDS, *subject_kinds.names())]
        self.fields["kind"].choices = [("", _("Everything")), *kinds]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["name"].choices = [("", _("Every event")), *((name, name) for name in sorted(sentences.names()))]  # type: ignore[attr-defined]  # as above

    def wanted(self) -> Wanted:
        """What was asked for; a field that was filled in wrongly asks for nothing."""
        given = self.cleaned_data if self.is_valid() or hasattr(self, "cleaned_data") else {}
        actor = given.get("actor")
        return Wanted(
            actor=actor.pk if actor else None,
            kind=given.get("kind", ""),
            name=given.get("name", ""),
            day=given.get("day"),
        )
