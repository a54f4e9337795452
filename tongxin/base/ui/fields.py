"""A form field as the kit draws it: label above, control, then the hint, or the error in its place."""

from django import forms
from django.forms import BoundField
from django.forms.boundfield import BoundWidget
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

_SHAPES: list[tuple[type[forms.Widget], str]] = [
    (forms.RadioSelect, "choices"),
    (forms.CheckboxSelectMultiple, "choices"),
    (forms.CheckboxInput, "check"),
    (forms.Textarea, "area"),
    (forms.SelectMultiple, "line"),
    (forms.Select, "select"),
    (forms.ClearableFileInput, "file"),
    (forms.FileInput, "file"),
]
_CLASSES = {"check": "check", "area": "input"}


def shape_of(bound: BoundField) -> str:
    """Which of the kit's controls the field is drawn as: line, area, select, check, choices, file or hidden."""
    if bound.is_hidden:
        return "hidden"
    return next((shape for widget, shape in _SHAPES if isinstance(bound.field.widget, widget)), "line")


def rendered(bound: BoundField, *, size: str = "", hint: str = "") -> SafeString:
    """The field as HTML. Only what is there is announced: the error when there is one, otherwise the hint."""
    shape = shape_of(bound)
    if shape == "hidden":
        return bound.as_widget()
    hint = hint or str(bound.help_text)
    note = f"{bound.auto_id}_error" if bound.errors else f"{bound.auto_id}_hint" if hint else ""
    attrs: dict[str, str | bool] = {"aria-describedby": note} if note else {}
    if css := " ".join(part for part in (bound.field.widget.attrs.get("class", ""), _CLASSES.get(shape, "")) if part):
        attrs["class"] = css
    drawn = {"options": _options(bound)} if shape == "choices" else {"control": bound.as_widget(attrs=attrs)}
    context = {"field": bound, "shape": shape, "size": size, "hint": hint, "note": note, **drawn}
    return render_to_string("ui/_field.html", context)


def _options(bound: BoundField) -> list[BoundWidget]:
    """The single radios or checkboxes, each to be put in a label of its own."""
    widget = bound.field.widget
    attrs = {"id": bound.auto_id, "class": "check" if isinstance(widget, forms.CheckboxSelectMultiple) else "radio"}
    choices = widget.subwidgets(bound.html_name, bound.value(), attrs=attrs)
    return [BoundWidget(widget, data, bound.form.renderer) for data in choices]
