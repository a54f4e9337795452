"""Asking for something."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongxin.base.registries.approval_kinds import approval_kinds
from tongxin.collab.approvals.forms.values import (
    ColleagueField,
    ColleaguesField,
    FilesField,
    NumberField,
    chosen_in,
    made,
    plain,
)
from tongxin.collab.approvals.models import Flow
from tongxin.collab.approvals.queries.filling import typed_fields
from tongxin.collab.approvals.rules import Graph


class RequestForm(forms.Form):
    """A request in a flow: the flow's own fields, and behind them what few requests need. A draft may leave anything out."""

    def __init__(
        self, *args: Any, graph: Graph, flow: Flow, may_choose_customer: bool, may_enter_later: bool, is_draft: bool,
        **kwargs: Any,
    ) -> None:  # fmt: skip  # Any: as above
        super().__init__(*args, **kwargs)
        self.graph = graph
        has_form = bool(graph.form) or not approval_kinds.get(flow.kind).is_free
        title = forms.CharField(label=_("What do you ask for?"), max_length=120, required=not has_form)
        if not has_form:
            self.fields["title"] = title
        if may_choose_customer:
            self.fields["customer"] = forms.CharField(label=_("Customer"), required=False, max_length=100)
        for field in typed_fields(flow.kind, graph):
            self.fields[field["key"]] = made(field)
        for step, source in graph.to_choose("chosen"):
            self.fields[f"chosen_{step.key}"] = ColleaguesField(label=step.name, among=source.get("among"))
        self.fields["uploads"] = FilesField(label=pgettext_lazy("approval", "Files"), required=graph.attach == "must")
        self.rare = ["initiator"]
        if graph.attach != "must":
            self.rare.insert(0, "uploads")
        if has_form:
            self.fields["title"] = title
            self.rare.insert(0, "title")
        self.fields["initiator"] = ColleagueField(label=_("On behalf of"), required=False, empty_label=_("for myself"))
        if may_enter_later:
            day = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
            self.fields["happened_on"] = forms.DateField(
                label=_("Day, if it happened earlier"), required=False, widget=day
            )
            self.rare.append("happened_on")
        for one in self.fields.values() if is_draft else ():
            one.required = False
        self._begin_with_what_must_be_typed()

    def _begin_with_what_must_be_typed(self) -> None:
        empty = (one for name, one in self.fields.items() if one.required and not self.initial.get(name))
        if not self.is_bound and (first := next(empty, None)) is not None:
            first.widget.attrs["autofocus"] = True

    def usual_fields(self) -> list[forms.BoundField]:
        """What every request says."""
        return [self[name] for name in self.fields if name not in self.rare]

    def rows(self) -> list[list[forms.BoundField]]:
        """What every request says, figures that follow each other side by side: one screen on the phone."""
        rows: list[list[forms.BoundField]] = []
        for one in self.usual_fields():
            last = rows[-1] if rows else []
            if (
                isinstance(one.field, NumberField)
                and last
                and len(last) < 3
                and isinstance(last[-1].field, NumberField)
            ):
                last.append(one)
            else:
                rows.append([one])
        return rows

    def rare_fields(self) -> list[forms.BoundField]:
        """What few requests need."""
        return [self[name] for name in self.rare]

    def facts(self) -> dict[str, Any]:  # Any: JSON values
        """What was typed, as the flow keeps it."""
        names = [name for name in self.graph.types if name in self.cleaned_data]
        return {name: plain(self.cleaned_data[name]) for name in names if self.cleaned_data[name] not in (None, "")}

    def chosen(self) -> dict[str, list[int]]:
        """Whom the initiator chose for which step."""
        return chosen_in(self.cleaned_data)
