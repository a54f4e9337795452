"""What an action refuses, said where the person typed it."""

from django.core.exceptions import ValidationError
from django.forms import BaseForm


def refuse(form: BaseForm, error: ValidationError, *, otherwise: str | None = None) -> None:
    """Put an action's refusal beside the field it names; what names none that the form has, above all or beside `otherwise`."""
    found = error.error_dict if hasattr(error, "error_dict") else {"": error.error_list}
    for name, errors in found.items():
        form.add_error(name if name in form.fields else otherwise, errors)
