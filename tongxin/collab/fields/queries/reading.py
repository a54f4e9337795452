"""Values of records, as one reader may see them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import pgettext

from tongxin.collab.fields.models import CustomField, Type
from tongxin.collab.fields.values.rules import fits, is_needed
from tongxin.collab.fields.values.showing import names_in, shown, typed
from tongxin.collab.people.models import Person

Custom = Mapping[str, Any]  # Any: JSON values by key


@dataclass(frozen=True)
class Shown:
    """One field of one record: what people read, whether the record still needs a value here, and the address of what it points to."""

    field: CustomField
    text: str
    is_missing: bool
    url: str = ""


def shown_values(
    person: Any,  # Any: also takes Django's anonymous user
    fields: Collection[CustomField],
    custom: Custom,
    facts: Mapping[str, Any],  # Any: the record's own facts
) -> list[Shown]:
    """The fields of one record. `fields` must be those that the person may see."""
    names = names_in(person, fields, [custom])
    known = {**facts, **custom}
    return [
        Shown(
            one,
            shown(one, custom.get(one.key), names),
            custom.get(one.key) is None and is_needed(one, known),
            names.urls.get(str(custom.get(one.key)), ""),
        )
        for one in fields
        if fits(one, facts)
    ]


def texts_of(
    person: Any,  # Any: as above
    fields: Collection[CustomField],
    records: Mapping[int, Custom],
) -> dict[int, dict[str, str]]:
    """What people read of many records, by record and key. `fields` must be those that the person may see."""
    names = names_in(person, fields, records.values())
    return {
        number: {one.key: shown(one, custom.get(one.key), names) for one in fields}
        for number, custom in records.items()
    }


def input_text(field: CustomField, custom: Custom) -> str:
    """The value as a form holds it."""
    return typed(field, custom.get(field.key))


def choices_for(person: Any, field: CustomField, value: str) -> list[tuple[str, str, bool]]:  # Any: as above
    """(value, name, whether it is chosen) of what can be picked; empty for what is typed. `value` is as a form holds it."""
    blank = [("", "—", not value)]
    if field.type in (Type.CHOICE, Type.CHOICES):
        chosen = set(value.split(",")) if field.type == Type.CHOICES else {value}
        kept = [(key, label) for key, label in field.labels.items() if key in chosen]
        offered = list(dict([*field.offered, *kept]).items())
        return [
            *([] if field.type == Type.CHOICES else blank),
            *((key, label, key in chosen) for key, label in offered),
        ]
    if field.type == Type.YES_NO:
        words = (("1", pgettext("filter", "yes")), ("0", pgettext("filter", "no")))
        return [*blank, *((key, word, key == value) for key, word in words)]
    if field.type == Type.PERSON:
        people = Person.objects.active().by_name().values_list("pk", "name")[:500]
        return [*blank, *((str(pk), name, str(pk) == value) for pk, name in people)]
    return []
