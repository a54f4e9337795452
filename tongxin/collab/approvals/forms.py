"""What people type about approvals."""

from collections.abc import Collection, Mapping
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from tongxin.base.registries.approval_kinds import approval_kinds
from tongxin.collab.approvals.models import Flow
from tongxin.collab.approvals.queries.filling import ToFill, typed_fields
from tongxin.collab.approvals.rules import Course, Graph, Task
from tongxin.collab.people.models import Person

_AREA = {"rows": 3}


class ColleagueField(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django's classes take no arguments at run time
    """One of the people who work here."""

    def __init__(self, **kwargs: Any) -> None:  # Any: a form field's own arguments
        super().__init__(queryset=Person.objects.active().by_name(), **kwargs)


class ColleaguesField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # as above
    """Some of them."""

    def __init__(self, *, among: Collection[int] | None = None, **kwargs: Any) -> None:  # Any: as above
        people = Person.objects.active().by_name()
        size = forms.SelectMultiple(attrs={"size": 6})
        super().__init__(queryset=people if among is None else people.filter(pk__in=among), widget=size, **kwargs)


class FilesInput(forms.ClearableFileInput):
    """Several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Some files, or none."""

    def __init__(self, **kwargs: Any) -> None:  # Any: as above
        super().__init__(widget=FilesInput(), **kwargs)

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[Any]]":  # Any: what the widget found
        """Each of them."""
        one = super().clean
        return [one(each, initial) for each in (data or [])] if isinstance(data, list | tuple) else []


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

    def usual_fields(self) -> list[forms.BoundField]:
        """What every request says."""
        return [self[name] for name in self.fields if name not in self.rare]

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


def chosen_in(cleaned: Mapping[str, Any]) -> dict[str, list[int]]:  # Any: cleaned values
    """People chosen for steps, by the key of the step."""
    named = {name.removeprefix("chosen_"): people for name, people in cleaned.items() if name.startswith("chosen_")}
    return {key: [one.pk for one in people] for key, people in named.items() if people}


class FillForm(forms.Form):
    """What a step's people fill in, or what the initiator puts right: fields with what stands there now."""

    def __init__(self, *args: Any, asked: ToFill, **kwargs: Any) -> None:  # Any: as above
        super().__init__(*args, **{"auto_id": "fill_%s", **kwargs})
        for one in asked.fields:
            self.fields[f"value_{one['key']}"] = made({**one, "required": one["key"] in asked.must})
            self.initial[f"value_{one['key']}"] = asked.facts.get(one["key"])
        for step in asked.choosing:
            self.fields[f"chosen_{step.key}"] = ColleaguesField(label=step.name, required=False)

    def values(self) -> dict[str, Any]:  # Any: JSON values
        """What was typed and differs from what stood there."""
        return values_in({name: self.cleaned_data[name] for name in self.changed_data if name in self.cleaned_data})

    def chosen(self) -> dict[str, list[int]]:
        """Whom the person chose for later steps."""
        return chosen_in(self.cleaned_data)


def values_in(cleaned: Mapping[str, Any]) -> dict[str, Any]:  # Any: cleaned values, JSON values
    """Values of facts, by their names."""
    given = {name.removeprefix("value_"): value for name, value in cleaned.items() if name.startswith("value_")}
    return {name: "" if value is None else plain(value) for name, value in given.items()}


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
        self, *args: Any, deed: str, steps: list[tuple[str, str]], offered: list[Mapping[str, Any]], **kwargs: Any
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
            for one in offered:
                self.fields[f"value_{one['key']}"] = made({**one, "required": False})
        self.order_fields([*(name for name in self.fields if name != "reason"), "reason"])

    def people(self) -> list[Person]:
        """Whom somebody named."""
        chosen = self.cleaned_data.get("people")
        return [] if chosen is None else [chosen] if isinstance(chosen, Person) else list(chosen)

    def values(self) -> dict[str, Any]:  # Any: JSON values
        """The values of a counter-offer."""
        return {name: value for name, value in values_in(self.cleaned_data).items() if value != ""}


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


class RemarkForm(forms.Form):
    """A remark: to all who may read it, or a question to somebody, who may read it from now on."""

    text = forms.CharField(label=_("Say something about it"), max_length=1000, widget=forms.Textarea(attrs=_AREA))
    to = ColleagueField(label=_("Whom do you ask?"), required=False, empty_label=_("nobody in particular"))
    uploads = FilesField(label=pgettext_lazy("approval", "Files"), required=False)


class DeputyForm(forms.Form):
    """Who acts for me, from which day until which."""

    to = ColleagueField(label=_("Who acts for me"))
    first = forms.DateField(label=_("First day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    last = forms.DateField(label=_("Last day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
