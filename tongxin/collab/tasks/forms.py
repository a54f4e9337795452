"""Checks what someone typed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongxin.collab.people.models import Person
from tongxin.collab.tasks.models import Every, Task

_DAY = forms.DateInput({"type": "date"}, format="%Y-%m-%d")


class TaskForm(forms.Form):
    """What is to be done, by whom and until when; the rest may stay closed."""

    text = forms.CharField(
        label=pgettext_lazy("task", "What is to be done"),
        max_length=500,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    owner = forms.ModelChoiceField(
        label=pgettext_lazy("task", "Who does it"), queryset=Person.objects.none(), empty_label=None
    )
    due_on = forms.DateField(label=pgettext_lazy("task", "Until when"), required=False, widget=_DAY)
    helpers = forms.ModelMultipleChoiceField(
        label=pgettext_lazy("task", "Who helps"), queryset=Person.objects.none(), required=False
    )
    every = forms.ChoiceField(label=pgettext_lazy("task", "Comes back"), choices=Every.choices, required=False)
    after = forms.ModelChoiceField(
        label=pgettext_lazy("task", "Only after"),
        queryset=Task.objects.none(),
        required=False,
        empty_label=pgettext_lazy("task", "nothing else"),
    )
    items = forms.CharField(
        label=_("Check-list"),
        required=False,
        max_length=5000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("One line for each thing."),
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=10_000, widget=forms.Textarea({"rows": 2}))

    def __init__(
        self, *args: Any, person: Person, task: Task | None = None, **kwargs: Any
    ) -> None:  # Any: Django's own
        super().__init__(*args, **kwargs)
        colleagues = Person.objects.active().by_name()
        before = Task.objects.of(person).open().soonest_first()
        for name, rows in (("owner", colleagues), ("helpers", colleagues), ("after", before)):
            chosen: forms.ModelChoiceField[Any] = self.fields[name]  # type: ignore[assignment]  # declared above  # Any: either
            chosen.queryset = rows
        if task is not None:
            self.fields["after"].queryset = before.exclude(pk=task.pk)  # type: ignore[attr-defined]  # a ModelChoiceField

    def values(self) -> dict[str, Any]:  # Any: column values
        """What the actions take."""
        return {**self.cleaned_data, "items": self.cleaned_data["items"].splitlines()}


class DueForm(forms.Form):
    """One's own word on until when."""

    due_on = forms.DateField(label=pgettext_lazy("task", "I promise it until"), required=False, widget=_DAY)


def task_initial(task: Task) -> dict[str, Any]:  # Any: form values
    """A task as its form shows it; lines of the list are added below those that stand there."""
    return {
        "text": task.text,
        "owner": task.owner_id,
        "due_on": task.due_on,
        "helpers": list(task.helping.values_list("person_id", flat=True)),
        "every": task.every,
        "after": task.after_id,
        "note": task.note,
    }
