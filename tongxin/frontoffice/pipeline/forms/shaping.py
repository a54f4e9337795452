"""What administrators type about the ways of selling."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tongxin.frontoffice.pipeline.models import Evidence, LostReason, Stage

_LINES = {"rows": 3, "autocomplete": "off"}


def _name() -> forms.CharField:
    return forms.CharField(label=_("Name"), max_length=60, widget=forms.TextInput(attrs={"autocomplete": "off"}))


def _yes(label: Any) -> forms.BooleanField:  # Any: lazy text
    return forms.BooleanField(label=label, required=False)


class PipelineForm(forms.Form):
    """A way of selling."""

    name = _name()
    is_in_use = _yes(_("in use"))

    def __init__(self, *args: Any, is_new: bool = False, **kwargs: Any) -> None:  # Any: Django's
        super().__init__(*args, **kwargs)
        if is_new:
            del self.fields["is_in_use"]


class StageForm(forms.Form):
    """A stage, and what it asks for at its end, a line each."""

    name = _name()
    probability = forms.IntegerField(label=_("Probability, per cent"), min_value=0, max_value=100)
    days = forms.IntegerField(label=_("Usual days"), min_value=1, max_value=999)
    place = forms.IntegerField(label=_("Place in the row"), min_value=1)
    is_gated = _yes(_("somebody decides before a deal enters"))
    holding = forms.CharField(
        label=_("Nothing goes on without"), required=False, max_length=2000, widget=forms.Textarea(attrs=_LINES),
        help_text=_("One line each. A deal stays in this stage until all of it is ticked."),
    )  # fmt: skip
    asked = forms.CharField(
        label=_("Good to have"), required=False, max_length=2000, widget=forms.Textarea(attrs=_LINES),
        help_text=_("One line each. It is asked for and holds nothing back."),
    )  # fmt: skip

    def __init__(self, *args: Any, count: int, **kwargs: Any) -> None:  # Any: Django's
        super().__init__(*args, **kwargs)
        self.fields["place"].widget.attrs["max"] = count

    def facts(self) -> dict[str, Any]:  # Any: arguments of the action
        """What the stage is."""
        known = {name: self.cleaned_data[name] for name in ("name", "probability", "days", "is_gated")}
        return {**known, "place": self.cleaned_data["place"] - 1}

    def evidence(self) -> list[tuple[str, bool]]:
        """What it asks for: words, and whether it holds deals back."""
        of = ((self.cleaned_data["holding"], True), (self.cleaned_data["asked"], False))
        return [(line.strip(), holds) for text, holds in of for line in text.splitlines() if line.strip()]


def stage_initial(stage: Stage) -> dict[str, Any]:  # Any: form values
    """A stage as its form shows it."""
    before = stage.pipeline.stages.filter(retired_at=None, place__lt=stage.place).count()
    asked = list(Evidence.objects.in_use().filter(stage=stage))
    lines = {holds: "\n".join(one.called for one in asked if one.holds == holds) for holds in (True, False)}
    words = {"name": stage.called, "holding": lines[True], "asked": lines[False]}
    return {
        **words,
        "probability": stage.probability,
        "days": stage.days,
        "is_gated": stage.is_gated,
        "place": before + 1,
    }


class _Into(forms.ModelChoiceField):  # type: ignore[type-arg]  # has no parameters at run time
    def label_from_instance(self, obj: Stage) -> str:
        """What stands in the list."""
        return f"{obj.pipeline.called} · {obj.called}"


class RetireForm(forms.Form):
    """Where the open deals of a stage go."""

    into = _Into(label=_("Its open deals go to"), queryset=Stage.objects.none(), required=False)

    def __init__(self, *args: Any, stage: Stage, **kwargs: Any) -> None:  # Any: Django's
        super().__init__(*args, **kwargs)
        field: forms.ModelChoiceField[Any] = self.fields["into"]  # type: ignore[assignment]  # declared above
        field.queryset = Stage.objects.in_use().exclude(pk=stage.pk).select_related("pipeline")


class ReasonForm(forms.Form):
    """A reason of a loss."""

    name = _name()
    asks_competitor = _yes(_("ask who won it"))
    is_in_use = _yes(_("in use"))

    def __init__(self, *args: Any, is_new: bool = False, **kwargs: Any) -> None:  # Any: Django's
        super().__init__(*args, **kwargs)
        if is_new:
            del self.fields["is_in_use"]


def reason_initial(found: LostReason | None) -> dict[str, Any]:  # Any: form values
    """A reason as its form shows it."""
    if found is None:
        return {"is_in_use": True}
    return {"name": found.called, "asks_competitor": found.asks_competitor, "is_in_use": found.retired_at is None}
