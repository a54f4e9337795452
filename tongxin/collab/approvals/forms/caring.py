"""Caring for flows and for who is away: stepping in, deputies, how it was before."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from tongxin.collab.approvals.forms.values import ColleagueField
from tongxin.collab.approvals.rules import Course, Task
from tongxin.collab.people.models import Person


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
    return f"{names.get(task.person, '')} · {node.name if node else gettext('Back with the requester')}"


class DeputyForm(forms.Form):
    """Who acts for me, from which day until which."""

    to = ColleagueField(label=_("Who acts for me"))
    first = forms.DateField(label=_("First day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    last = forms.DateField(label=_("Last day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


class BaselineForm(forms.Form):
    """How approvals went before, as the firm remembers or counted it."""

    hours = forms.DecimalField(
        label=_("Working hours from request to answer, half within"),
        min_value=0,
        max_value=9999,
        max_digits=6,
        decimal_places=2,
    )
    on_time = forms.IntegerField(label=_("Percent decided on time"), min_value=0, max_value=100, required=False)
    chases = forms.DecimalField(
        label=_("Reminders for a case"), min_value=0, max_value=999, max_digits=5, decimal_places=2, required=False
    )
    counted = forms.CharField(label=_("How this was found out"), max_length=200, required=False)
