"""What happened to forms on the web."""

from typing import ClassVar

from tongxin.base.events import Event


class WebFormSaved(Event):
    """A form was made or changed."""

    name: ClassVar[str] = "webform.saved"
    form: str
    is_open: bool


class WebFormAnswered(Event):
    """Somebody filled in a form, and the entry became part of a customer's record."""

    name: ClassVar[str] = "webform.answered"
    form: str
    is_new: bool
