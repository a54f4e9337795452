"""Values as people read them, as forms hold them, and as programs get them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import get_language, pgettext

from tongxin.base.money import Money, format_money
from tongxin.base.registries import subject_kinds
from tongxin.base.subjects import Subject
from tongxin.collab.fields.models import CustomField, Type
from tongxin.collab.people.models import Person

Stored = Any  # Any: JSON values of the record
POINTING = (Type.PARTY, Type.FILE)


@dataclass(frozen=True)
class Names:
    """Names of the people and records that values point to, as one reader may see them."""

    people: Mapping[int, str] = field(default_factory=dict)
    subjects: Mapping[str, str] = field(default_factory=dict)
    urls: Mapping[str, str] = field(default_factory=dict)


def names_in(
    person: Any, fields: Collection[CustomField], values: Iterable[Mapping[str, Stored]]
) -> Names:  # Any: reader
    """Two look-ups at most, whatever the number of records; none where no field points anywhere."""
    pointing = [one for one in fields if one.holds in (Type.PERSON, *POINTING)]
    if not pointing:
        return Names()
    people: set[int] = set()
    records: dict[str, set[int]] = defaultdict(set)
    for record in values:
        for one in pointing:
            value = record.get(one.key)
            if one.holds == Type.PERSON and isinstance(value, int):
                people.add(value)
            elif isinstance(value, str):
                subject = Subject.parse(value)
                records[subject.kind].add(subject.id)
    return Names(
        dict(Person.objects.filter(pk__in=people).values_list("pk", "name")) if people else {},
        *_seen_records(person, records),
    )


def _seen_records(
    person: Any, records: Mapping[str, Collection[int]]
) -> tuple[dict[str, str], dict[str, str]]:  # Any: reader
    """Names and addresses of those which the reader may see; of what became one with another, those of the other."""
    names, urls = {}, {}
    for of, ids in records.items():
        kind = subject_kinds.find(of)
        if kind is None:
            continue
        now_at = kind.stand_for(ids) if kind.stand_for is not None else {number: number for number in ids}
        seen = kind.visible(person, set(now_at.values()))
        for number, record in ((number, seen[at]) for number, at in now_at.items() if at in seen):
            names[f"{of}:{number}"], urls[f"{of}:{number}"] = kind.title(record), kind.url(record)
    return names, urls


def shown(of: CustomField, value: Stored, names: Names) -> str:
    """The value in words; empty text for none, and for records the reader may not see."""
    if value is None:
        return ""
    kind, value = of.holds, of.meant(value)
    if kind == Type.CHOICE:
        return of.labels.get(value, str(value))
    if kind == Type.CHOICES:
        return pgettext("list of values", ", ").join(of.labels.get(key, key) for key in value)
    if kind == Type.YES_NO:
        return pgettext("filter", "yes") if value else pgettext("filter", "no")
    if kind == Type.MONEY:
        return format_money(Money.of(value["amount"], value["currency"]), get_language() or "")
    if kind == Type.NUMBER:
        return f"{value:,}"
    if kind == Type.PERSON:
        return names.people.get(value, "")
    if kind in POINTING:
        return names.subjects.get(value, "")
    return str(value)


def typed(of: CustomField, value: Stored) -> str:
    """The value as a form holds it, and as two writers are compared."""
    if value is None:
        return ""
    value = of.meant(value)
    if of.holds == Type.MONEY:
        return str(value["amount"])
    if of.holds == Type.CHOICES:
        return ",".join(value)
    if of.holds == Type.YES_NO:
        return "1" if value else "0"
    if of.holds in POINTING:
        return str(Subject.parse(value).id)
    return str(value)


def as_row(of: CustomField, value: Stored) -> list[dict[str, Any]]:  # Any: columns of FieldValue
    """The value as narrow rows hold it: none for an empty value, several for several choices."""
    if value is None:
        return []
    kind = of.holds
    if kind == Type.CHOICES:
        return [{"text": key[:200]} for key in value]
    if kind == Type.NUMBER:
        return [{"number": float(value)}]
    if kind == Type.YES_NO:
        return [{"number": 1.0 if value else 0.0}]
    if kind == Type.MONEY:
        return [{"number": float(value["amount"])}]
    if kind == Type.PERSON:
        return [{"number": float(value)}]
    if kind in POINTING:
        return [{"number": float(Subject.parse(value).id)}]
    if kind == Type.DATE:
        return [{"day": date.fromisoformat(value)}]
    return [{"text": str(value)[:200]}]
