"""What an action refuses, said where the person typed it."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import BaseForm


def refusal_of(error: ValidationError, typed: Mapping[str, Any], row: int = 0) -> dict[str, Any]:  # Any: context
    """For a page that shows its fields without a form: the `refusal` in words, what was `typed`, what is `wrong` by field; for one of several
    rows the last two are in `row`, beside its number `pk`."""
    named = error.error_dict if hasattr(error, "error_dict") else {}
    wrong = {name: " ".join(ValidationError(errors).messages) for name, errors in named.items()}
    told = {"typed": typed, "wrong": wrong}
    return {"refusal": " ".join(error.messages), **({"row": {"pk": row, **told}} if row else told)}


def refuse(form: BaseForm, error: ValidationError, *, otherwise: str | None = None) -> None:
    """Put an action's refusal beside the field it names; what names none that the form has, above all or beside `otherwise`."""
    found = error.error_dict if hasattr(error, "error_dict") else {"": error.error_list}
    for name, errors in found.items():
        form.add_error(name if name in form.fields else otherwise, errors)
