"""What people do together beside a record: it moves along with the record."""

from collections.abc import Iterator, Sequence

from django.apps import apps
from django.db import models

from tongxin.directory.doubles.actions.ledger import carry, label_of

_KIND, _NUMBER = "subject_kind", "subject_id"
# What was sent and what was done stays where it was: links to merged records lead on.
LOGS = {"notices.notice", "automations.run", "automations.told"}


def move_beside(merge: int, *, kept: int, gone: int) -> None:
    """Tasks, remarks, followers, approvals, entries of calendars about `gone` are about `kept`."""
    for model, once_per in kinds_beside():
        rows = model._base_manager.filter(**{_KIND: "party"})
        there = rows.filter(**{_NUMBER: kept})
        carry(merge, rows.filter(**{_NUMBER: gone}), column=_NUMBER, to=kept, once_per=once_per, among=there)


def kinds_beside() -> Iterator[tuple[type[models.Model], Sequence[str]]]:
    """Kinds of rows, of whichever room, that name the record they are about by kind and number, and what may stand there only once."""
    for model in apps.get_models():
        names = {field.name for field in model._meta.concrete_fields}
        if {_KIND, _NUMBER} <= names and label_of(model) not in LOGS:
            yield model, _once_per(model)


def _once_per(model: type[models.Model]) -> Sequence[str]:
    for rule in model._meta.constraints:
        if isinstance(rule, models.UniqueConstraint) and _NUMBER in rule.fields and rule.condition is None:
            fields = [model._meta.get_field(name) for name in rule.fields if name != _NUMBER]
            return [str(getattr(field, "attname", field.name)) for field in fields]
    return ()
