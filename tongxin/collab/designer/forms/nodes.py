"""What is said of each kind of step while a flow is drawn."""

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tongxin.collab.approvals.models import Flow
from tongxin.collab.approvals.queries.descriptions import Json
from tongxin.collab.designer.forms.node import NodeForm, steps_beside
from tongxin.collab.designer.forms.people import NoticeForm, StepForm


class WaitForm(NodeForm):
    """How long, or until which day."""

    def shown(self, node: Json) -> Json:
        return {"hours": f"{node.get('minutes', 0) / 60:g}", "until": node.get("until", "")}

    def build(self) -> None:
        days = [(one["key"], one["label"]) for one in self.graph.get("form", []) if one["type"] == "date"]
        self.fields["hours"] = forms.DecimalField(label=_("Working hours"), min_value=0, max_value=2000, max_digits=6, decimal_places=2, required=False)  # fmt: skip
        self.fields["until"] = forms.ChoiceField(
            label=_("Or until the day in"), choices=[("", "—"), *days], required=False
        )

    def values(self) -> Json:
        until, hours = self.cleaned_data["until"], self.cleaned_data["hours"]
        minutes = round(hours * 60) if hours and not until else None
        return {**super().values(), "until": until or None, "minutes": minutes}


class JudgeForm(NodeForm):
    """Agreed or refused by itself."""

    def shown(self, node: Json) -> Json:
        return {"outcome": node["outcome"]}

    def build(self) -> None:
        choices = [("agree", _("Agree by itself")), ("refuse", _("Refuse by itself"))]
        self.fields["outcome"] = forms.ChoiceField(label=_("What happens"), choices=choices)

    def values(self) -> Json:
        return {**super().values(), "outcome": self.cleaned_data["outcome"]}


class ForkForm(NodeForm):
    """How many of the ways are taken."""

    def shown(self, node: Json) -> Json:
        return {"mode": node["mode"]}

    def build(self) -> None:
        choices = [
            ("first", _("the first way that fits")), ("every", _("every way that fits")), ("all", _("all ways at once")),
        ]  # fmt: skip
        self.fields["mode"] = forms.ChoiceField(label=_("Which ways are taken"), choices=choices)

    def values(self) -> Json:
        return {**super().values(), "mode": self.cleaned_data["mode"]}


class RouteForm(NodeForm):
    """Where it goes back to, and how often at most."""

    def shown(self, node: Json) -> Json:
        return {"to": node["to"], "most": node.get("most", 3)}

    def build(self) -> None:
        steps = [("", pgettext("flow", "— choose —")), *steps_beside(self.graph, self.node["key"])]
        self.fields["to"] = forms.ChoiceField(label=_("Back to"), choices=steps, required=False)
        self.fields["most"] = forms.IntegerField(label=_("At most so many times"), min_value=1, max_value=20)

    def values(self) -> Json:
        return {**super().values(), "to": self.cleaned_data["to"], "most": self.cleaned_data["most"]}


class SubflowForm(NodeForm):
    """Which flow, and whether this one waits for it."""

    def shown(self, node: Json) -> Json:
        return {name: node.get(name, usual) for name, usual in (("flow", ""), ("waits", True), ("refused", "refuse"))}

    def build(self) -> None:
        flows = Flow.objects.in_use().order_by("order", "id").values_list("key", "name")
        choices = [("", pgettext("flow", "— choose —")), *flows]
        self.fields["flow"] = forms.ChoiceField(label=_("Which flow"), choices=choices, required=False)
        self.fields["waits"] = forms.BooleanField(label=_("Wait for its answer"), required=False)
        refused = [("refuse", _("this one is refused too")), ("go_on", _("this one goes on"))]
        self.fields["refused"] = forms.ChoiceField(label=_("When the other is refused"), choices=refused)

    def values(self) -> Json:
        return {**super().values(), **{name: self.cleaned_data[name] for name in ("flow", "waits", "refused")}}


FORMS: Mapping[str, type[NodeForm]] = {
    "step": StepForm, "do": StepForm, "notice": NoticeForm, "wait": WaitForm, "judge": JudgeForm, "fork": ForkForm,
    "route": RouteForm, "subflow": SubflowForm, "act": NodeForm,
}  # fmt: skip
