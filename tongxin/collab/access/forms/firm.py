"""The firm and its units."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongxin.base.time_zones import time_zones
from tongxin.base.ui.currencies import named_currencies
from tongxin.collab.access.forms.staff import LANGUAGES, UnitField
from tongxin.collab.org.models import Company, Unit


class UnitForm(forms.Form):
    """A part of the firm."""

    name = forms.CharField(label=_("Name"), max_length=80)
    kind = forms.ChoiceField(label=pgettext_lazy("unit", "Kind"), choices=[])
    parent = UnitField(label=_("Belongs to"))

    def __init__(
        self, *args: Any, unit: Unit | None = None, **kwargs: Any
    ) -> None:  # Any: as in Django's own signature
        super().__init__(*args, **kwargs)
        self.unit = unit
        is_root = unit is not None and unit.parent_id is None
        kinds = [choice for choice in Unit.Kind.choices if is_root or choice[0] != Unit.Kind.COMPANY]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]  # a ChoiceField
        if is_root:
            del self.fields["parent"]
        else:
            self.fields["parent"].offer(without=unit)  # type: ignore[attr-defined]  # a UnitField

    def clean(self) -> dict[str, Any]:  # Any: field values
        """Beside one another, no two units have the same name."""
        given = super().clean() or {}
        parent, name = given.get("parent"), given.get("name")
        twins = Unit.objects.filter(parent=parent, name=name).exclude(pk=self.unit.pk if self.unit else 0)
        if parent and name and (twin := twins.first()):
            text = _("There was a unit of this name here, now closed. Choose another name.")
            self.add_error("name", text if twin.closed_at else _("There is a unit of this name here already."))
        return given


class CompanyForm(forms.Form):
    """The firm's own settings."""

    name = forms.CharField(label=_("Company name"), max_length=120)
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES, help_text=_("For whoever is new."))
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=[])
    currency = forms.ChoiceField(label=_("Currency"), choices=[])
    second_factor = forms.ChoiceField(
        label=_("Two-step verification is demanded of"),
        required=False,
        choices=Company.Demanded.choices,
        help_text=_(
            "Who has none yet sets it up at the next click and reaches nothing else until then. Tokens of programs go on."
        ),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Any: as above
        super().__init__(*args, **kwargs)
        self.fields["time_zone"].choices = time_zones()  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["currency"].choices = named_currencies()  # type: ignore[attr-defined]  # as above
