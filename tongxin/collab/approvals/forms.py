"""What people type about approvals."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from tongxin.base.registries.approval_kinds import approval_kinds
from tongxin.collab.approvals.models import Flow
from tongxin.collab.approvals.rules import Course, Graph, Task
from tongxin.collab.people.models import Person

_AREA = {"rows": 3}


class ColleagueField(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django's classes take no arguments at run time
    """One of the people who work here."""

    def __init__(self, **kwargs: Any) -> None:  # Any: a form field's own arguments
        super().__init__(queryset=Person.objects.active().by_name(), **kwargs)


class ColleaguesField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # as above
    """Some of them."""

    def __init__(self, **kwargs: Any) -> None:  # Any: as above
        size = forms.SelectMultiple(attrs={"size": 6})
        super().__init__(queryset=Person.objects.active().by_name(), widget=size, **kwargs)


class RequestForm(forms.Form):
    """A request in a flow: what every request has, and the flow's own fields."""

    title = forms.CharField(label=_("What do you ask for?"), max_length=120)

    def __init__(
        self, *args: Any, graph: Graph, flow: Flow, may_choose_customer: bool, **kwargs: Any
    ) -> None:  # Any: as above
        super().__init__(*args, **kwargs)
        self.graph = graph
        entry = approval_kinds.get(flow.kind)
        own = {one["key"] for one in graph.form}
        if may_choose_customer:
            self.fields["customer"] = forms.CharField(label=_("Customer"), required=False, max_length=100)
        for field in graph.form:
            self.fields[field["key"]] = made(field)
        for name, type in entry.facts.items():
            # A flow that asks for figures of its own needs no general amount.
            if not (graph.form and name == "amount") and not ("reason" in own and name == "text"):
                label = str(entry.labels.get(name, name))
                self.fields[name] = made({"key": name, "label": label, "type": "long" if type == "text" else type})
        self.fields["initiator"] = ColleagueField(label=_("On behalf of"), required=False, empty_label=_("for myself"))

    def facts(self) -> dict[str, Any]:  # Any: JSON values
        """What was typed, as the flow keeps it."""
        names = [name for name in self.graph.types if name in self.cleaned_data]
        return {name: plain(self.cleaned_data[name]) for name in names if self.cleaned_data[name] not in (None, "")}


def made(field: Mapping[str, Any]) -> forms.Field:  # Any: JSON values
    """The form field of one of a flow's fields."""
    shared: dict[str, Any] = {"label": field["label"], "required": bool(field.get("required"))}  # Any: as above
    kind = field["type"]
    if kind == "number":
        return forms.DecimalField(max_digits=16, decimal_places=4, **shared)
    if kind == "date":
        return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **shared)
    if kind == "choice":
        return forms.ChoiceField(choices=[("", "—"), *((one, one) for one in field.get("choices", []))], **shared)
    if kind == "person":
        return ColleagueField(**shared)
    if kind == "long":
        return forms.CharField(max_length=2000, widget=forms.Textarea(attrs=_AREA), **shared)
    return forms.CharField(max_length=200, **shared)


def plain(value: Any) -> Any:  # Any: a cleaned value, a JSON value
    """As it is kept: numbers and days as text, people by number."""
    if isinstance(value, Person):
        return value.pk
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return value if isinstance(value, str) else f"{value.normalize():f}" if hasattr(value, "normalize") else value


class DeedForm(forms.Form):
    """One deed that needs more than a tap."""

    reason = forms.CharField(
        label=pgettext_lazy("approval", "Reason"), required=False, max_length=500, widget=forms.Textarea(attrs=_AREA)
    )

    def __init__(
        self, *args: Any, deed: str, steps: list[tuple[str, str]], graph: Graph, **kwargs: Any
    ) -> None:  # Any: as above
        super().__init__(*args, **kwargs)
        if deed == "transfer":
            self.fields["people"] = ColleagueField(label=_("To whom"))
        elif deed in ("consult", "add_before", "add_after", "add_beside"):
            self.fields["people"] = ColleaguesField(label=_("Whom"))
        elif deed == "return":
            self.fields["to"] = forms.ChoiceField(
                label=_("Back to"), required=False, choices=[("", _("Who asked for it")), *steps]
            )
            self.fields["straight"] = forms.BooleanField(label=_("Afterwards straight back to me"), required=False)
        elif deed == "counter":
            numbers = [one for one in graph.form if one["type"] == "number"]
            for one in numbers or [{"key": "amount", "label": _("Amount"), "type": "number"}]:
                self.fields[f"value_{one['key']}"] = made({**one, "required": False})
        self.order_fields([*(name for name in self.fields if name != "reason"), "reason"])

    def people(self) -> list[Person]:
        """Whom somebody named."""
        chosen = self.cleaned_data.get("people")
        return [] if chosen is None else [chosen] if isinstance(chosen, Person) else list(chosen)

    def values(self) -> dict[str, Any]:  # Any: JSON values
        """The values of a counter-offer."""
        given = {
            name.removeprefix("value_"): value for name, value in self.cleaned_data.items() if name.startswith("value_")
        }
        return {name: plain(value) for name, value in given.items() if value is not None}


class StepInForm(forms.Form):
    """What somebody who cares for flows does with an approval, and why."""

    reason = forms.CharField(label=_("Why, in one sentence"), max_length=500)

    def __init__(self, *args: Any, deed: str, course: Course, **kwargs: Any) -> None:  # Any: as above
        super().__init__(*args, **kwargs)
        if deed == "suspend":
            day = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
            self.fields["until"] = forms.DateField(label=_("Until"), required=False, widget=day)
        elif deed == "move":
            steps = [(step.key, step.name) for step in course.graph.steps()]
            self.fields["to"] = forms.ChoiceField(label=_("To which step"), choices=steps)
        elif deed == "reassign":
            self.fields["place"] = forms.ChoiceField(
                label=pgettext_lazy("stepping in", "What"), choices=_places(course)
            )
            self.fields["to"] = ColleagueField(label=_("To whom"))
        self.order_fields([*(name for name in self.fields if name != "reason"), "reason"])


def _places(course: Course) -> list[tuple[str, str]]:
    """Steps for which nobody was found, then tasks that are not decided."""
    state, graph = course.state, course.graph
    empty = [(f"run:{run.number}", graph.step(run.node).name) for run in state.active_runs() if run.status == "asking"]
    tasks = [task for task in state.tasks.values() if task.is_undecided]
    names = dict(Person.objects.filter(pk__in={task.person for task in tasks}).values_list("pk", "name"))
    return empty + [(f"task:{task.number}", _task_name(course, task, names)) for task in tasks]


def _task_name(course: Course, task: Task, names: Mapping[int, str]) -> str:
    node = course.graph.nodes.get(course.state.runs[task.run].node)
    return f"{names.get(task.person, '')} · {node.name if node else gettext('Put right by the initiator')}"


class DeputyForm(forms.Form):
    """Who acts for me, from which day until which."""

    to = ColleagueField(label=_("Who acts for me"))
    first = forms.DateField(label=_("First day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    last = forms.DateField(label=_("Last day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
