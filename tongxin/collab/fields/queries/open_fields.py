"""Which fields a kind of record has, and which of them a person may see and write."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django.db.models import QuerySet, prefetch_related_objects
from django.utils.translation import gettext as _

from tongxin.base.database.prepared import prepared
from tongxin.base.lazy import LazyText
from tongxin.base.registries import subject_kinds
from tongxin.collab.access.policies import hidden_fields, locked_fields
from tongxin.collab.fields.models import CustomField, Type

SEARCHED = (Type.TEXT, Type.LONG, Type.SERIAL)


def may_bear(kind: str) -> bool:
    """Whether records of this kind can carry fields of the firm."""
    found = subject_kinds.find(kind)
    return found is not None and bool(found.facts)


def own_fields(kind: str) -> list[CustomField]:
    """All fields in use, in order, with their choices."""
    found = _in_use(kind)
    prefetch_related_objects([one for one in found if one.dictionary_id], "dictionary__entries")
    return found


@prepared
def _in_use(kind: str) -> QuerySet[CustomField]:
    return CustomField.objects.of(kind).live().select_related("dictionary")


def confined_to(kind: str) -> dict[str, str]:
    """Keys of fields that only one sort of these records has, with the sort."""
    return {one.key: one.only_for for one in own_fields(kind) if one.only_for}


def has_roll_ups(kind: str) -> bool:
    """Whether anything is rolled up for records of this kind: most firms never do."""
    return CustomField.objects.of(kind).live().filter(type=Type.ROLL_UP).exists()


def purged_keys(kind: str) -> set[str]:
    """Keys of fields that were erased: no record holds them any more."""
    return set(CustomField.objects.filter(kind=kind).exclude(purged_at=None).values_list("key", flat=True))


def closed_keys(
    person: Any, kind: str, fields: Collection[CustomField]
) -> set[str]:  # Any: also Django's anonymous user
    """What the person may not see: hidden facts and fields, and whatever is worked out from them, over any number of steps."""
    closed = set(hidden_fields(person, kind))
    while more := {one.key for one in fields if one.key not in closed and closed.intersection(one.uses)}:
        closed |= more
    return closed


def open_fields(person: Any, kind: str) -> list[CustomField]:  # Any: as above
    """The fields in use that the person may see. What is not among them does not exist for this person."""
    fields = own_fields(kind)
    closed = closed_keys(person, kind, fields)
    return [one for one in fields if one.key not in closed]


class SearchedKeys:
    """Keys of a kind's fields whose words stand in the search index, and of all that formulas among them are made of, read anew
    each time: to whom one of these is hidden, the words would tell of it."""

    def __init__(self, kind: str) -> None:
        self.kind = kind

    def __iter__(self) -> Iterator[str]:
        rows = CustomField.objects.of(self.kind).values_list("key", "type", "result", "uses")
        uses = {key: used for key, _type, _result, used in rows}
        found: set[str] = set()
        waiting = [key for key, type, result, _uses in rows if (result if type == Type.FORMULA else type) in SEARCHED]
        while waiting:
            key = waiting.pop()
            if key not in found:
                found.add(key)
                waiting += uses.get(key, ())
        return iter(sorted(found))

    def __contains__(self, key: object) -> bool:
        return any(one == key for one in self)

    def __len__(self) -> int:
        return sum(1 for _one in self)


def searched_text(fields: Collection[CustomField], custom: Mapping[str, Any]) -> str:  # Any: JSON values
    """The words by which a record is found."""
    return " ".join(str(custom[one.key]) for one in fields if one.holds in SEARCHED and custom.get(one.key))


def writable_keys(person: Any, kind: str, fields: Collection[CustomField]) -> set[str]:  # Any: as above
    """Keys of those of the fields into which the person may type."""
    locked = locked_fields(person, kind)
    return {one.key for one in fields if not one.is_worked_out and one.key not in locked}


class field_labels(Mapping[str, LazyText]):  # noqa: N801  # read like the function it replaces
    """A kind's own facts and the firm's fields by key, read anew each time: what field rights can speak of.

    Retired fields stand in it too: their rights go on to guard what the journal tells of them.
    """

    def __init__(self, kind: str, own: Mapping[str, LazyText]) -> None:
        self._kind, self._own = kind, own

    def _now(self) -> dict[str, LazyText]:
        rows = CustomField.objects.filter(kind=self._kind).order_by("position", "id")
        added = {
            key: _("%(field)s (retired)") % {"field": label} if retired else label
            for key, label, retired in rows.values_list("key", "label", "retired_at")
        }
        return {**self._own, **added}

    def __getitem__(self, key: str) -> LazyText:
        return self._own[key] if key in self._own else self._now()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._now())

    def __len__(self) -> int:
        return len(self._now())

    def items(self) -> Any:  # Any: a view of (key, label) pairs; one read instead of one for each key
        """(key, label) pairs."""
        return self._now().items()
